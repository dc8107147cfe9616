// What came of a run, told apart by who has to mend it.

/**
 * An outcome: `{ kind, title, text, value, checked, next }`: what it is and says, the
 * value that came, what of it a schema describes, and the arguments of the next page.
 *
 * `kind` is `done`; `tool-error` if the tool was called and says what is wrong; `protocol-error` if
 * the call itself was refused; `http-error` if something else answered; `failed`, `aborted`.
 */
export function outcome(kind, title, more) {
  return { kind, title, text: "", value: undefined, ...more };
}

/** The outcome of an exchange to which no whole answer came; null if one did. */
export function broken(record) {
  if (record.isAborted) {
    return outcome("aborted", "Ended by you", { text: record.failure });
  }
  if (record.failure !== null) {
    return outcome("failed", "No answer", { text: record.failure });
  }
  return record.isCut
    ? outcome("failed", "The answer is too long to be shown", { text: "Only its beginning was read." })
    : null;
}

/** A value of a text, if it is JSON; undefined if it is not. */
export function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What an answer of HTTP says of itself, in a sentence. */
export function sentence(record) {
  const body = json(record.answer);
  const said = body?.message ?? body?.detail ?? body?.error_description ?? body?.error;
  return typeof said === "string" ? said : record.answer.slice(0, 500);
}
