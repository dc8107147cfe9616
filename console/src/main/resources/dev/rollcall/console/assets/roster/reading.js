// How lists are read: several at a time, and some are gone when it is their turn.

import { ApiError } from "../shell/api.js";

/** Does `work`; if the server knows nothing of what it asks for, that is `gone`. */
export async function unlessGone(work, gone) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) {
      throw error;
    }
    gone();
  }
}

/** Does `work` with each of `items`, at most `most` at a time. */
export async function inTurn(items, most, work) {
  const waiting = [...items].reverse();
  const workers = Math.min(most, waiting.length);
  const worker = async () => {
    while (waiting.length > 0) {
      await work(waiting.pop());
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
}
