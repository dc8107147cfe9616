// One request and its answer, kept as they were sent so that they can be shown.

import { Events } from "./stream.js";

const MOST = 8 * 1024 * 1024;
const EVENTS = "text/event-stream";

/**
 * Sends a request and reads all of the answer. `message` is called with each message of a stream as
 * it comes; `began` with the record of the exchange, which fills while it goes on.
 *
 * What goes wrong on the way is no exception but `record.failure`.
 */
export async function exchange(request, { signal, began = () => {}, message = () => {} }) {
  const record = { ...request, status: 0, answerHeaders: [], answer: "", bytes: 0, milliseconds: 0, failure: null };
  began(record);
  const from = performance.now();
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body,
      credentials: request.credentials,
      cache: "no-store",
      redirect: "error",
      signal,
    });
    record.status = response.status;
    record.statusText = response.statusText;
    record.answerHeaders = [...response.headers];
    record.type = (response.headers.get("Content-Type") ?? "").split(";")[0].trim().toLowerCase();
    await read(response, record, message);
  } catch (failure) {
    record.failure = reason(failure, record);
    record.isAborted = signal?.aborted ?? false;
  }
  record.milliseconds = performance.now() - from;
  return record;
}

async function read(response, record, message) {
  if (!response.body) {
    return;
  }
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const events = record.type === EVENTS ? new Events(message) : null;
  while (true) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    record.bytes += value.length;
    const text = decoder.decode(value, { stream: true });
    record.answer += text;
    events?.take(text);
    if (record.bytes > MOST) {
      record.isCut = true;
      await reader.cancel();
      return;
    }
  }
  record.answer += decoder.decode();
}

function reason(failure, record) {
  if (failure.name === "AbortError") {
    return "You ended it. What the server had begun may have been done.";
  }
  if (record.status > 0) {
    return "The answer broke off.";
  }
  return failure instanceof TypeError && /header|value/i.test(failure.message)
    ? `The browser does not send this: ${failure.message}`
    : "No answer came: the server cannot be reached, or the browser refused the request.";
}

/** The value of a header; undefined if it is not there. */
export function header(pairs, name) {
  return pairs.find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1];
}
