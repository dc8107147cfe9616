// A part of the page: its heading, what it says, and what went wrong in it.

import { make, setText } from "../shell/dom.js";

export const ACCOUNT_OR_KEY = "Sign out, and sign in with the account's sid and auth token, or with an API key.";
export const ACCOUNT = "Sign out, and sign in with the account's sid and auth token.";

export class Section {
  /** `tools` stand beside the heading. */
  constructor(id, title, about, ...tools) {
    this.error = make("p", { className: "error", role: "alert", hidden: true });
    this.title = make("h2", { id: `${id}-title`, tabIndex: -1 }, title);
    this.body = make("div", { className: "operations-body" });
    this.element = make(
      "section",
      { id, className: "operations-section", "aria-labelledby": `${id}-title` },
      make("div", { className: "head" }, this.title, ...tools),
      ...(about ? [make("p", { className: "about" }, about)] : []),
      this.error,
      this.body,
    );
  }

  fault(text) {
    this.error.hidden = !text;
    setText(this.error, text);
  }

  /** Says who may see what is here, instead of showing it. */
  closed(text, remedy) {
    this.body.replaceChildren(make("p", { className: "operations-closed" }, `${text} ${remedy}`));
  }
}

/** A place for what is not there yet, with what to do about it. */
export function emptiness(text, ...more) {
  return make("div", { className: "operations-empty" }, make("p", {}, text), ...more);
}

/** A point in time, as people of this place write it; the element says it exactly. */
export function moment(text) {
  const date = new Date(text);
  return make("time", { dateTime: date.toISOString(), title: date.toISOString() }, shown(date));
}

function shown(date) {
  const today = date.toDateString() === new Date().toDateString();
  return date.toLocaleString("en-GB", {
    ...(today ? {} : { day: "numeric", month: "short", year: "numeric" }),
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
}

/** The things that are there, with dots between them. */
export function dotted(...parts) {
  return parts
    .filter((part) => part)
    .flatMap((part, index) => (index > 0 ? [" · ", part] : [part]));
}
