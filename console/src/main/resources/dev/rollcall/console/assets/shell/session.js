// Who has signed in, as the server sees it.

import { failure, send } from "./api.js";

const PATH = "/console/session";

/** Who has signed in; null if nobody has. */
export async function current() {
  const response = await send(PATH);
  if (response.status === 401) {
    return null;
  }
  if (!response.ok) {
    throw await failure(response);
  }
  return response.json();
}

/** Signs in. An empty user stands for the API token of one, which `secret` then is. */
export async function signIn(user, secret) {
  const response = await send(PATH, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(user ? { user, secret } : { secret }),
  });
  if (!response.ok) {
    throw await failure(response);
  }
  return response.json();
}

export async function signOut() {
  const response = await send(PATH, { method: "DELETE" });
  if (!response.ok) {
    throw await failure(response);
  }
}
