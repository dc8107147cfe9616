// The account's events as they happen, over a stream that is opened again whenever it ends.

import { failure, send } from "./api.js";

const PATH = "/rollcall/v1/events";
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;

/**
 * Follows the events until `signal` is aborted.
 *
 * `told.opened(resumed)` is called when the stream is open: everything after that moment comes, and
 * if `resumed`, everything since the last event too. `told.event(event)` is called with each event,
 * `told.lost(reason)` when the stream has ended and is to be opened again, `told.signedOut()` when
 * the session is over, which ends it all.
 */
export async function follow(told, signal) {
  let last = null;
  let pause = FIRST_PAUSE;
  while (!signal.aborted) {
    let reason = "The server has ended the stream.";
    try {
      const response = await send(PATH, {
        headers: { Accept: "text/event-stream", ...(last ? { "Last-Event-ID": last } : {}) },
        signal,
      });
      if (response.status === 401) {
        told.signedOut();
        return;
      }
      if (response.status === 400 && last) {
        last = null;
        continue;
      }
      if (!response.ok) {
        throw await failure(response);
      }
      pause = FIRST_PAUSE;
      told.opened(last !== null);
      await read(response.body, (id, data) => {
        last = id ?? last;
        if (data) {
          told.event(JSON.parse(data));
        }
      });
    } catch (failed) {
      if (signal.aborted) {
        return;
      }
      reason = failed.message;
    }
    told.lost(reason);
    await sleep(pause * (0.5 + Math.random() / 2), signal);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
}

/** Reads a stream of events (WHATWG HTML §9.2); `each` is given the id and the data of each. */
async function read(body, each) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let id;
  let data = [];
  while (true) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      const field = line.endsWith("\r") ? line.slice(0, -1) : line;
      if (field === "") {
        each(id, data.join("\n"));
        id = undefined;
        data = [];
      } else if (field.startsWith("id:")) {
        id = field.slice(3).trim();
      } else if (field.startsWith("data:")) {
        data.push(field.slice(5).replace(/^ /, ""));
      }
    }
  }
}

function sleep(milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}
