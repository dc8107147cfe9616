// What became of a conference, in a few lines.

import { lasting, momentOf, whyEnded } from "../history/words.js";
import { make, setText } from "../shell/dom.js";

const STATUS = { not_started: "waits to start", in_progress: "on", completed: "over" };

const NAMES = ["Status", "Opened", "Began", "Ended", "How long", "Participants", "Why it ended", "Ended by"];

/** The facts, as `element`: those that there are. */
export class Facts {
  constructor() {
    this.items = new Map(
      NAMES.map((name) => {
        const value = make("dd", {});
        return [name, { value, element: make("div", { hidden: true }, make("dt", {}, name), value) }];
      }),
    );
    this.element = make("dl", { className: "course-facts" }, ...[...this.items.values()].map((item) => item.element));
  }

  /** Shows the summary of a conference; `nameOfCall` gives who a call belongs to. */
  show(facts, now, nameOfCall) {
    const over = facts.status === "completed";
    const began = facts.start_time ?? null;
    this.set("Status", STATUS[facts.status] ?? facts.status);
    this.set("Opened", facts.create_time === began ? "" : moment(facts.create_time));
    this.set("Began", began ? moment(began) : over ? "never" : "");
    this.set("Ended", moment(facts.end_time));
    this.set("How long", began ? lasting((facts.end_time ? Date.parse(facts.end_time) : now) - Date.parse(began)) : "");
    this.set("Participants", participants(facts));
    this.set("Why it ended", whyEnded(facts.end_reason));
    this.set("Ended by", facts.ended_by ? nameOfCall(facts.ended_by) || facts.ended_by : "");
  }

  set(name, text) {
    const { value, element } = this.items.get(name);
    element.hidden = text === "";
    setText(value, text);
  }
}

function moment(text) {
  return text ? momentOf(Date.parse(text)) : "";
}

function participants(facts) {
  return `${facts.unique_participants.toLocaleString("en")}, at most ${facts.max_concurrent_participants.toLocaleString("en")} at once`;
}
