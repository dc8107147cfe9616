// Who was in a conference, as a table: for each how long, how often muted or on hold, and why it left.

import { lasting, secondsOf, whyLeft } from "../history/words.js";
import { make, setText } from "../shell/dom.js";
import { oftenAndLong } from "./telling.js";

const AT_FIRST = 50;

const COLUMNS = ["Participant", "Joined", "Left", "How long", "Spoke", "Muted", "On hold", "Coaching", "Why it left"];

/** The cells from this one on change with time, except the last. */
const CHANGING = 2;

const COUNTED = ["speaking", "muted", "held", "coaching"];

/** What stands where nothing is known. */
const UNKNOWN = "—";

/** The table, as `element`. */
export class Participants {
  constructor() {
    this.rows = new Map();
    this.most = AT_FIRST;
    this.body = make("tbody", {});
    this.more = make("button", { type: "button", hidden: true, click: () => this.showMore() });
    this.element = make(
      "div",
      {},
      make(
        "div",
        { className: "course-table", tabIndex: 0, role: "region", "aria-label": "Table of participants" },
        make(
          "table",
          {},
          make("thead", {}, make("tr", {}, ...COLUMNS.map((text) => make("th", { scope: "col" }, text)))),
          this.body,
        ),
      ),
      this.more,
    );
  }

  /**
   * Shows `people`, each with what its lane tells. Of those whose events are forgotten or not read
   * yet, what only events tell is left open.
   */
  show(people, lanes, now) {
    this.last = [people, lanes, now];
    const shown = people.slice(0, this.most);
    const there = new Set(shown.map((person) => person.call));
    for (const [call, row] of this.rows) {
      if (!there.has(call)) {
        row.element.remove();
        this.rows.delete(call);
      }
    }
    shown.forEach((person, index) => {
      const row = this.rows.get(person.call) ?? this.addRow(person.call);
      fill(row, person, lanes.get(person.call), now);
      if (this.body.children[index] !== row.element) {
        this.body.insertBefore(row.element, this.body.children[index] ?? null);
      }
    });
    this.more.hidden = people.length <= this.most;
    setText(this.more, `Show ${Math.min(AT_FIRST, people.length - this.most).toLocaleString("en")} more of ${people.length.toLocaleString("en")}`);
  }

  showMore() {
    this.most += AT_FIRST;
    this.show(...this.last);
  }

  addRow(call) {
    const name = make("span", { className: "course-who" });
    const party = make("span", { className: "party" });
    const link = make("a", { href: `/?q=${call}`, hidden: true }, "Act");
    const cells = COLUMNS.slice(1).map(() => make("td", {}));
    const element = make("tr", { data: { call } }, make("th", { scope: "row" }, name, party, link), ...cells);
    const row = { element, name, party, link, cells };
    this.rows.set(call, row);
    return row;
  }
}

function fill(row, person, lane, now) {
  const joined = lane?.joined ?? person.joined;
  const left = lane?.left ?? person.left;
  const until = left ?? now;
  if (row.person !== person || row.joined !== joined || row.left !== left) {
    Object.assign(row, { person, joined, left });
    introduce(row);
  }
  const texts = [
    joined === null ? "" : lasting(until - joined),
    ...COUNTED.map((kind) => (lane?.told ? oftenAndLong(lane[kind], until) : UNKNOWN)),
  ];
  texts.forEach((text, index) => setText(row.cells[CHANGING + index], text));
}

/** Shows what time does not change. */
function introduce({ person, joined, left, ...row }) {
  setText(row.name, person.name);
  setText(row.party, partyOf(person));
  row.link.hidden = left !== null;
  row.link.setAttribute("aria-label", `Act on ${person.name}`);
  setText(row.cells[0], joined === null ? (left === null ? person.status : "never") : secondsOf(joined));
  setText(row.cells[1], left === null ? "" : secondsOf(left));
  setText(row.cells.at(-1), reasonOf(person));
}

function partyOf(person) {
  const direction = person.direction === "outbound" ? "called" : "called in";
  const address = person.direction === "outbound" ? person.to : `from ${person.from}`;
  const label = person.label && person.label !== person.name ? `label ${person.label}, ` : "";
  return `${label}${direction} ${address}`;
}

/** Of somebody who never came, how the call ended says more. */
function reasonOf(person) {
  const never = { busy: "busy", noanswer: "no answer", canceled: "canceled", fail: "not reached" }[person.outcome];
  return person.joined === null && person.left !== null && never ? never : whyLeft(person.why);
}
