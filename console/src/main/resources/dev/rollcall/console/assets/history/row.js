// One conference of the history as a row.

import { counted, make, setText } from "../shell/dom.js";
import { lasting, minutesOf, whyEnded } from "./words.js";

export class Row {
  constructor(record) {
    const sid = record.conference_sid;
    this.name = make("a", { className: "past-name", href: `/conferences/${sid}` });
    this.when = make("span", { className: "past-when" });
    this.length = make("span", { className: "past-length" });
    this.people = make("span", { className: "past-people" });
    this.why = make("span", { className: "past-why" });
    this.element = make("li", { className: "past", data: { sid } }, this.when, this.name, this.length, this.people, this.why);
    this.show(record);
  }

  show(record) {
    this.record = record;
    this.created = new Date(record.create_time);
    const ended = record.end_time ? new Date(record.end_time) : null;
    const over = record.status === "completed";
    setText(this.name, record.friendly_name);
    setText(this.when, ended ? `${minutesOf(this.created)} – ${minutesOf(ended)}` : `since ${minutesOf(this.created)}`);
    setText(this.length, ended ? lasting(ended - this.created) : "");
    setText(this.people, record.unique_participants === 0 ? "nobody" : counted(record.unique_participants, "participant"));
    setText(this.why, over ? whyEnded(record.end_reason) : record.status === "not_started" ? "waits to start" : "on");
    this.element.classList.toggle("past-on", !over);
  }
}
