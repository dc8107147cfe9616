// The account's events as they happen.

import { send } from "./api.js";
import { keepOpen } from "./stream.js";

const PATH = "/rollcall/v1/events";

/** Milliseconds without a stream after which reading the lists anew is less than all that was missed. */
const RESUMABLE = 10 * 60_000;

/**
 * Follows the events, or the stream at another path, until `signal` is aborted.
 *
 * `told.opened(resumed)` is called when the stream is open: everything after that moment comes, and
 * if `resumed`, everything since the last event too. `told.event(event)` is called with each event,
 * `told.lost(reason)` when the stream has ended and is to be opened again, `told.signedOut()` when
 * the session is over, which ends it all.
 */
export async function follow(told, signal, path = PATH) {
  let last = null;
  let open = false;
  let lost = 0;
  const ask = (end) =>
    send(path, {
      headers: { Accept: "text/event-stream", ...(last ? { "Last-Event-ID": last } : {}) },
      signal: end,
    });
  await keepOpen(
    {
      open: async (end) => {
        if (Date.now() - lost > RESUMABLE) {
          last = null;
        }
        const response = await ask(end);
        if (response.status !== 400 || !last) {
          return response;
        }
        last = null;
        return ask(end);
      },
      opened: () => {
        open = true;
        told.opened(last !== null);
      },
      event: (id, data) => {
        last = id ?? last;
        if (data) {
          told.event(JSON.parse(data));
        }
      },
      lost: (reason) => {
        lost = open ? Date.now() : lost;
        open = false;
        told.lost(reason);
      },
      signedOut: () => told.signedOut(),
    },
    signal,
  );
}
