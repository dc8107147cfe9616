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

/** How a participant stands, in words by which one can filter. */
export function states(participant, conference) {
  return [
    participant.status === "connected" ? "" : participant.status,
    speaks(participant, conference) ? "speaking" : "",
    participant.muted ? "muted" : "",
    participant.hold ? "on hold" : "",
    participant.coaching ? "coaching" : "",
  ].filter((state) => state);
}

function speaks(participant, conference) {
  return conference.speakers.has(participant.call_sid);
}

/** Whom the call is with: the address that leads here is left out, for it says nothing new. */
function party(participant, conference) {
  const { from, to } = participant;
  const others = to.startsWith(`sip:${conference.name}@`) ? [from] : [from, to];
  return others.map((address) => address.replace(/^sip:/, "")).join(" → ");
}

export class Row {
  constructor(conference, call, mayChange) {
    this.conference = conference;
    this.call = call;
    this.name = make("span", { className: "name", id: `n-${call}` });
    this.party = make("span", { className: "party" });
    this.state = make("span", { className: "state", id: `s-${call}` });
    this.since = make("time", { className: "since" });
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
      this.since,
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

  /** Shows `participant` of `conference`. */
  show(participant, conference) {
    if (this.participant?.date_created !== participant.date_created) {
      const since = new Date(participant.date_created);
      setText(this.since, CLOCK.format(since));
      this.since.dateTime = since.toISOString();
      this.since.title = `since ${since.toLocaleString("en-GB")}`;
    }
    this.participant = participant;
    setText(this.name, nameOf(participant));
    setText(this.party, party(participant, conference));
    this.showState(participant, conference);
    this.element.classList.toggle("speaking", speaks(participant, conference));
    this.element.classList.toggle("waiting", participant.status !== "connected");
    this.pressed("mute", participant.muted);
    this.pressed("hold", participant.hold);
    this.pressed("coach", participant.coaching);
  }

  showState(participant, conference) {
    const coached = conference.participants.get(participant.call_sid_to_coach);
    const words = states(participant, conference).map((state) =>
      state === "coaching" && coached ? `coaching ${nameOf(coached)}` : state,
    );
    if (this.state.dataset.words !== words.join()) {
      this.state.dataset.words = words.join();
      this.state.replaceChildren(
        ...words.flatMap((word) => [make("span", { className: word === "speaking" ? word : "" }, word), " "]),
      );
    }
  }

  /** Buttons keep their words and say whether they are pressed: so each stays where it is. */
  pressed(action, is) {
    this.buttons.get(action)?.setAttribute("aria-pressed", String(is));
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
