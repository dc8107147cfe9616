// What the page asks of the server. It is the API that all clients use; the session shows who asks.

const MARK = { "Rollcall-Console": "1" };

/** Milliseconds after which an answer is not waited for any longer. */
export const PATIENCE = 30_000;

/** What the server, or the way to it, had against a request. */
export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

let onSignedOut = () => {};

/** Calls `listener` when the server says that the session is over. */
export function whenSignedOut(listener) {
  onSignedOut = listener;
}

/** Sends a request as the signed-in account; the answer, whatever its status. */
export async function send(path, options = {}) {
  try {
    return await fetch(path, {
      cache: "no-store",
      credentials: "same-origin",
      redirect: "error",
      ...options,
      headers: { ...MARK, ...options.headers },
    });
  } catch (failure) {
    if (failure.name === "AbortError") {
      throw failure;
    }
    if (failure.name === "TimeoutError") {
      throw new ApiError(0, "The server has not answered for 30 seconds: look whether it was done.");
    }
    throw new ApiError(0, "The server cannot be reached: check the network, then try again.");
  }
}

/** The error that an answer tells. */
export async function failure(response) {
  let message = "";
  try {
    // The API's own errors, those of MCP, and those of OAuth 2.
    const told = await response.json();
    message = told.message ?? told.error?.message ?? told.error_description;
  } catch {
    // No JSON: the status has to do.
  }
  return new ApiError(response.status, message || `The server answered ${response.status}.`);
}

/** What an answer holds. One that is an error is thrown. */
export async function answered(response) {
  if (!response.ok) {
    const error = await failure(response);
    if (response.status === 401) {
      onSignedOut();
    }
    throw error;
  }
  return response.status === 204 ? null : response.json();
}

export async function get(path) {
  return answered(await send(path, { signal: AbortSignal.timeout(PATIENCE) }));
}

/** Posts a form; parameters without a value are left out. */
export async function post(path, parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== "");
  return answered(
    await send(path, {
      method: "POST",
      body: new URLSearchParams(given),
      signal: AbortSignal.timeout(PATIENCE),
    }),
  );
}

/** Posts an object as JSON. */
export async function postJson(path, object) {
  return answered(
    await send(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(object),
      signal: AbortSignal.timeout(PATIENCE),
    }),
  );
}

export async function remove(path) {
  return answered(
    await send(path, { method: "DELETE", signal: AbortSignal.timeout(PATIENCE) }),
  );
}

/** All records of a list: `page` is given those of each page as it comes. */
export async function pages(path, name, page) {
  for (let next = path; next; ) {
    const answer = await get(next);
    page(answer[name]);
    next = answer.next_page_uri;
  }
}
