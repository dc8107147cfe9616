// A stream of events that is opened again whenever it ends, and let go while nobody sees the page.

import { failure } from "./api.js";

/** Milliseconds before a stream that has ended is opened again: twice as many each time. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;

/** Milliseconds without a byte after which the way is taken for dead: the server sends some after 15 s. */
const SILENCE = 45_000;

/** Milliseconds for which a page is hidden before it lets go of its streams. */
const HIDDEN = 30_000;

// A browser opens six connections to a server, for all its pages together, and each stream holds one.
const attention = new EventTarget();
let away = false;
let leaving = 0;

function look() {
  clearTimeout(leaving);
  if (document.visibilityState === "hidden") {
    leaving = setTimeout(() => turn(true), HIDDEN);
  } else {
    turn(false);
  }
}

function turn(is) {
  if (away !== is) {
    away = is;
    attention.dispatchEvent(new Event("change"));
  }
}

document.addEventListener("visibilitychange", look);
look();

/**
 * Keeps a stream open until `signal` is aborted.
 *
 * `stream.open(signal)` asks for it and has the answer; `stream.opened()` is called when it is open,
 * `stream.event(id, data)` with each event, `stream.lost(reason)` when it has ended and is to be opened
 * again, `stream.signedOut()` when the session is over, which ends it all.
 */
export async function keepOpen(stream, signal) {
  let pause = FIRST_PAUSE;
  while (!signal.aborted) {
    if (away) {
      await changed(signal);
      pause = FIRST_PAUSE;
      continue;
    }
    let reason = "The server has ended the stream.";
    let silence = 0;
    const attempt = new AbortController();
    const end = (why) => {
      reason = why;
      attempt.abort();
    };
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(() => end("Nothing came for 45 seconds."), SILENCE);
    };
    const leave = () => end("The page was hidden.");
    attention.addEventListener("change", leave);
    heard();
    try {
      const response = await stream.open(AbortSignal.any([signal, attempt.signal]));
      if (response.status === 401) {
        stream.signedOut();
        return;
      }
      if (!response.ok) {
        throw await failure(response);
      }
      stream.opened();
      await read(response.body, (id, data) => stream.event(id, data), () => {
        pause = FIRST_PAUSE;
        heard();
      });
    } catch (failed) {
      if (!attempt.signal.aborted) {
        reason = failed.message;
      }
    } finally {
      clearTimeout(silence);
      attention.removeEventListener("change", leave);
      // Whatever is still open of it would hold a connection.
      attempt.abort();
    }
    if (signal.aborted) {
      return;
    }
    stream.lost(reason);
    if (!away) {
      await sleep(pause * (0.5 + Math.random() / 2), signal);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
  }
}

/**
 * Reads a stream of events (WHATWG HTML §9.2); `each` is given the id and the data of each, `heard` is
 * called whenever anything comes.
 */
async function read(body, each, heard) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let id;
  let data = [];
  while (true) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    heard();
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

/** Waits, but no longer than until `signal` is aborted. */
function sleep(milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}

/** Waits until somebody looks at the page again, or `signal` is aborted. */
function changed(signal) {
  return new Promise((resolve) => {
    attention.addEventListener("change", resolve, { once: true });
    signal.addEventListener("abort", resolve, { once: true });
  });
}
