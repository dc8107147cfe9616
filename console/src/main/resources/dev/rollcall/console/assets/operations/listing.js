// A section that lists records page by page, and makes new ones.

import { get } from "../shell/api.js";
import { make } from "../shell/dom.js";
import { Section, emptiness } from "./section.js";

export class Listing {
  /**
   * `kind` is `{ id, title, about, path, key, next, none, row, action, create, may, closed }`: where the list is and under
   * which key, how an answer names what follows, what is said where there is nothing, how a record is shown, and what makes a new one if
   * that is allowed. If `may` is false, `closed` is said instead.
   */
  constructor(kind) {
    this.kind = kind;
    this.following = null;
    this.round = 0;
    this.make = kind.create
      ? [make("button", { type: "button", click: () => kind.create() }, kind.action)]
      : [];
    this.section = new Section(kind.id, kind.title, kind.about, ...this.make);
  }

  start() {
    if (!this.kind.may) {
      this.section.closed(...this.kind.closed);
      return;
    }
    this.list = make("ul", { className: "operations-rows", "aria-labelledby": `${this.kind.id}-title` });
    this.none = make("div", { hidden: true }, emptiness(this.kind.none));
    this.more = make("button", { type: "button", hidden: true, click: () => this.read(this.following, true) }, "Show more");
    this.section.body.replaceChildren(this.list, this.none, this.more);
    this.load();
  }

  stop() {
    this.round++;
  }

  load() {
    return this.list ? this.read(this.kind.path, false) : Promise.resolve();
  }

  async read(path, more) {
    const round = ++this.round;
    this.more.disabled = true;
    try {
      const answer = await get(path);
      if (round === this.round) {
        this.show(answer, more);
      }
    } catch (failed) {
      if (round === this.round && failed.status !== 401) {
        this.section.fault(`The list cannot be read: ${failed.message}`);
      }
    } finally {
      this.more.disabled = false;
    }
  }

  show(answer, more) {
    this.section.fault("");
    const rows = answer[this.kind.key].map((record) => this.kind.row(record));
    if (more) {
      this.list.append(...rows);
      rows[0]?.querySelector("button")?.focus();
    } else {
      this.list.replaceChildren(...rows);
    }
    this.following = this.kind.next(answer);
    this.more.hidden = this.following === null;
    this.none.hidden = this.list.children.length > 0;
  }

  /** After a change: the list anew, and the place of who made it kept. */
  async changed() {
    await this.load();
    if (document.activeElement === document.body) {
      (this.make[0] ?? this.section.title).focus();
    }
  }
}

/** What follows in lists with a cursor. */
export function byCursor(path) {
  return (answer) =>
    answer.next_cursor === null ? null : `${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(answer.next_cursor)}`;
}

export function row({ name, about = [], state = "", detail = [], kind = "", buttons = [] }) {
  return make(
    "li",
    { className: "operations-row", data: { state: kind } },
    make("div", {}, make("p", { className: "operations-name" }, name), ...about.map((line) => make("p", { className: "about" }, ...line))),
    make("div", {}, make("p", { className: "operations-state" }, state), ...detail.map((line) => make("p", { className: "about" }, ...line))),
    ...(buttons.length > 0
      ? [make("div", { className: "bar" }, ...buttons.map(([text, label, click]) => make("button", { type: "button", "aria-label": label, click }, text)))]
      : []),
  );
}
