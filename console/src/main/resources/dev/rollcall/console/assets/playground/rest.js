// Calls of the REST API.

import { exchange } from "./exchange.js";
import { broken, json, outcome, sentence } from "./outcome.js";
import { encoded, restCall, target } from "./requests.js";

/** Makes a call; the outcome. `run` is `{ tool, credentials, signal, began }`. */
export async function callRest(run, args) {
  const call = restCall(run.tool, args);
  const record = await exchange(request(call, run.credentials), run);
  const failed = broken(record);
  if (failed) {
    return failed;
  }
  const value = json(record.answer) ?? (record.answer === "" ? undefined : record.answer);
  const title = `${record.status} ${record.statusText || NAMES[record.status] || ""}`.trim();
  if (record.status >= 400) {
    return outcome("http-error", title, { text: sentence(record), value });
  }
  return outcome("done", title, {
    value,
    // A description of the answer is one of JSON.
    checked: record.type.endsWith("json") ? value : undefined,
    next: next(value, run.tool),
  });
}

function request(call, credentials) {
  const body = call.form
    ? { type: "application/x-www-form-urlencoded", text: encoded(call.form) }
    : call.json && { type: "application/json", text: JSON.stringify(call.json) };
  return {
    method: call.method,
    url: new URL(target(call), location.origin).href,
    headers: [
      ["Accept", "application/json"],
      ...(body ? [["Content-Type", body.type]] : []),
      ...call.headers,
      ...credentials.headers(),
    ],
    credentials: credentials.mode(),
    ...(body ? { body: body.text } : {}),
  };
}

/** Which arguments lead to the next page; null if there is none. */
function next(value, tool) {
  const cursor = value?.next_cursor;
  if (typeof cursor === "string" && tool.parameters.cursor) {
    return { cursor };
  }
  const address = value?.next_page_uri ?? value?.meta?.next_page_url;
  if (typeof address !== "string") {
    return null;
  }
  const known = [...new URL(address, location.origin).searchParams].filter(([name]) => tool.parameters[name]);
  return Object.fromEntries(known.map(([name, text]) => [name, typed(text, tool.parameters[name].type)]));
}

function typed(text, type) {
  if (type === "integer" || type === "number") {
    return Number(text);
  }
  return type === "boolean" ? text === "true" : text;
}

/** HTTP/2 says no names of its statuses. */
const NAMES = { 200: "OK", 201: "Created", 204: "No Content", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict", 429: "Too Many Requests" };
