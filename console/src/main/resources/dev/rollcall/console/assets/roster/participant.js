// One participant as a row: made once, then only what is different is set.

import { nameOf } from "./actions.js";
import { make, setText } from "../shell/dom.js";

const CLOCK = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" });

const BUTTONS = [
  ["mute", "Mute", "m"],
  ["hold", "Hold", "h"],
  ["coach", "Coach", "c"],
  ["announce", "Announce", "a"],
  ["kick", "Remove", "Delete"],
];

/** Which key does what in a row that has the focus. */
export const KEYS = new Map(BUTTONS.map(([action, , key]) => [key, action]));

/** How a participant stands, in words. */
export function states(participant) {
  return [
    participant.status === "connected" ? "" : participant.status,
    participant.speaking ? "speaking" : "",
    participant.muted ? "muted" : "",
    participant.hold ? "on hold" : "",
    participant.coaching ? "coaching" : "",
  ].filter((state) => state);
}

export class Row {
  constructor(conference, call, mayChange) {
    this.conference = conference;
    this.call = call;
    this.name = make("span", { className: "name", id: `n-${call}` });
    this.party = make("span", { className: "party" });
    this.state = make("span", { className: "state", id: `s-${call}` });
    this.error = make("p", { className: "error", role: "alert", hidden: true });
    this.buttons = new Map();
    this.element = make(
      "li",
      {
        className: "row",
        tabIndex: -1,
        data: { call },
        "aria-labelledby": `n-${call} s-${call}`,
      },
      this.name,
      this.party,
      this.state,
    );
    if (mayChange) {
      this.element.append(this.bar());
    }
    this.element.append(this.error);
  }

  bar() {
    for (const [action, text, key] of BUTTONS) {
      this.buttons.set(
        action,
        make("button", { type: "button", tabIndex: -1, data: { action }, "aria-keyshortcuts": key }, text),
      );
    }
    return make(
      "div",
      { className: "bar", role: "group", "aria-label": "Actions" },
      ...this.buttons.values(),
    );
  }

  /** Shows `participant`. */
  show(participant) {
    this.participant = participant;
    setText(this.name, nameOf(participant));
    setText(this.party, `${participant.from} → ${participant.to} · since ${CLOCK.format(new Date(participant.date_created))}`);
    setText(this.state, states(participant).join(", "));
    this.element.classList.toggle("speaking", participant.speaking);
    this.element.classList.toggle("waiting", participant.status !== "connected");
    this.button("mute", participant.muted, "Mute", "Unmute");
    this.button("hold", participant.hold, "Hold", "Take off hold");
    this.button("coach", participant.coaching, "Coach", "Stop coaching");
  }

  button(action, on, text, undo) {
    const button = this.buttons.get(action);
    if (button) {
      setText(button, on ? undo : text);
      button.classList.toggle("on", on);
    }
  }

  /** Says in the row what went wrong there; nothing, if `text` is empty. */
  fault(text) {
    this.error.hidden = !text;
    setText(this.error, text);
  }

  busy(action, is) {
    this.buttons.get(action)?.toggleAttribute("data-busy", is);
    this.element.setAttribute("aria-busy", String(is));
  }

  /** Takes the row and its buttons into the order of the tabulator, or out of it. */
  reachable(is) {
    const index = is ? 0 : -1;
    this.element.tabIndex = index;
    this.buttons.forEach((button) => {
      button.tabIndex = index;
    });
  }
}
