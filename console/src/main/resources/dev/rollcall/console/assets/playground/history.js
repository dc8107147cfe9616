// The last runs, in memory: to look at one again, or to go on from its arguments.

import { make } from "../shell/dom.js";
import { figures } from "./result.js";

const MOST = 20;

export class History {
  /** `shown` is called with a run that is to be looked at again. */
  constructor(shown) {
    this.shown = shown;
    this.runs = [];
    this.list = make("ol", { className: "playground-runs" });
    this.element = make("details", { className: "playground-history", hidden: true },
      make("summary", {}, "Earlier runs"), this.list);
  }

  add(run) {
    this.runs = [run, ...this.runs].slice(0, MOST);
    this.element.hidden = this.runs.length < 2;
    this.list.replaceChildren(...this.runs.map((each) => make("li", {},
      make("button", { type: "button", className: "playground-quiet", click: () => this.shown(each) },
        `${each.at.toLocaleTimeString("en-GB")} ${each.outcome.title}`),
      " ",
      make("span", { className: "hint" }, figures(each)))));
  }
}
