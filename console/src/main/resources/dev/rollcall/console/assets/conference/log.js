// The events of a conference as a list, which tells what the picture shows.

import { counted, make, setText } from "../shell/dom.js";
import { exactlyOf } from "../history/words.js";
import { sentence } from "./telling.js";

const AT_FIRST = 50;

/** The list, as `element`; it is filled while it is open. `nameOfCall` gives who a call belongs to. */
export class Log {
  constructor(nameOfCall) {
    this.nameOfCall = nameOfCall;
    this.all = [];
    this.calls = null;
    this.seen = 0;
    this.events = [];
    this.most = AT_FIRST;
    this.shown = [];
    this.title = make("summary", {}, "As a list");
    this.body = make("tbody", {});
    this.more = make("button", { type: "button", hidden: true, click: () => this.showMore() });
    this.element = make(
      "details",
      { className: "course-log", toggle: () => this.fill() },
      this.title,
      make(
        "div",
        { className: "course-table", tabIndex: 0, role: "region", "aria-label": "Table of events" },
        make(
          "table",
          {},
          make(
            "thead",
            {},
            make("tr", {}, ...["No.", "When", "What", "Event"].map((text) => make("th", { scope: "col" }, text))),
          ),
          this.body,
        ),
      ),
      this.more,
    );
  }

  /** Shows of `all` events, which are only ever added to, those of the calls in `calls`; all if that is null. */
  show(all, calls) {
    if (calls !== this.calls) {
      this.calls = calls;
      this.all = null;
    }
    if (all !== this.all) {
      this.all = all;
      this.seen = 0;
      this.events = [];
      this.shown = [];
      this.body.replaceChildren();
    }
    for (; this.seen < all.length; this.seen++) {
      if (!calls || calls.has(all[this.seen].call)) {
        this.events.push(all[this.seen]);
      }
    }
    setText(this.title, `As a list: ${counted(this.events.length, "event")}`);
    this.fill();
  }

  /** Names have changed: what is shown is said anew. */
  rename() {
    this.shown.forEach((row) => setText(row.what, sentence(row.event, this.nameOfCall)));
  }

  fill() {
    if (!this.element.open) {
      return;
    }
    const rows = this.events.slice(this.shown.length, this.most).map((event) => this.row(event));
    this.shown.push(...rows);
    this.body.append(...rows.map((row) => row.element));
    this.more.hidden = this.events.length <= this.most;
    setText(this.more, `Show ${Math.min(AT_FIRST, this.events.length - this.most)} more`);
  }

  showMore() {
    this.most += AT_FIRST;
    this.fill();
  }

  row(event) {
    const what = make("td", {}, sentence(event, this.nameOfCall));
    const by = event.agent ? `, by the agent ${event.agent}` : "";
    const element = make(
      "tr",
      {},
      make("th", { scope: "row" }, String(event.sequence)),
      make("td", { className: "course-time" }, exactlyOf(event.at)),
      what,
      make("td", { className: "course-time" }, make("code", {}, event.name), by),
    );
    return { event, what, element };
  }
}
