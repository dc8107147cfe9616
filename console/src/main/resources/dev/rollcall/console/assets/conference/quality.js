// How well a conference's participants were heard: the figures of each call, and what they come to.

import { ApiError, get } from "../shell/api.js";
import { make, setText } from "../shell/dom.js";

const AT_ONCE = 200;
const AT_FIRST = 50;

/** Between two readings that nobody asked for. */
const PAUSE = 5_000;

const NUMBER = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const SCORE = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const UNKNOWN = "—";

/** From which score on a call is called so (ITU-T G.107, annex B: 4.03 satisfies, 3.6 displeases some). */
const WORDS = [
  [4.03, "good"],
  [3.6, "fair"],
  [0, "poor"],
];

const COLUMNS = [
  ["Participant", "", () => ""],
  ["Quality", "Estimated mean opinion score, 1 to 4.5", () => ""],
  ["Loss in", "Share of the participant's packets that were lost on the way here", (one) => share(one.received?.lost_percent)],
  ["Jitter in", "How unevenly the participant's packets come", (one) => length(one.received?.jitter_ms)],
  ["Buffer", "How long packets wait here, so that uneven ones are heard evenly", (one) => length(one.received?.buffer_ms)],
  ["Late", "Packets that came too late to be heard", (one) => number(one.received?.late)],
  ["Loss out", "Share of our packets that the participant's phone missed", (one) => share(one.sent?.lost_percent)],
  ["Jitter out", "How unevenly our packets reach the phone", (one) => length(one.sent?.jitter_ms)],
  ["Round trip", "From here to the phone and back", (one) => length(one.sent?.round_trip_ms)],
  ["Packets in, out", "How many came and went", (one) => pair(one.received?.packets, one.sent?.packets)],
  ["Codec", "", (one) => one.codec ?? UNKNOWN],
];

/** What a score is called. */
export function wordOf(mos) {
  return WORDS.find(([least]) => mos >= least)[1];
}

/**
 * The figures of one conference, as `element`. They are samples: read when the page opens, when
 * somebody asks, and when something has changed, at most every five seconds.
 */
export class Quality {
  constructor(sid) {
    this.path = `/rollcall/v1/conferences/${sid}/quality`;
    this.records = [];
    this.names = new Map();
    this.rows = new Map();
    this.most = AT_FIRST;
    this.reading = false;
    this.stale = false;
    this.timer = 0;
    this.last = -Infinity;
    this.ended = false;
    this.refreshButton = make("button", { type: "button", click: () => this.read() }, "Read again");
    this.error = make("p", { className: "error", role: "alert", hidden: true });
    this.note = make("p", { className: "hint" });
    this.body = make("tbody", {});
    this.more = make("button", { type: "button", hidden: true, click: () => this.showMore() });
    this.table = make(
      "div",
      { className: "course-table", tabIndex: 0, role: "region", "aria-label": "Table of quality figures", hidden: true },
      make(
        "table",
        {},
        make(
          "thead",
          {},
          make("tr", {}, ...COLUMNS.map(([text, title]) => make("th", { scope: "col", title }, text))),
        ),
        this.body,
      ),
    );
    this.element = make(
      "section",
      { className: "course-part course-figures", "aria-labelledby": "quality-title" },
      make("div", { className: "head" }, make("h2", { id: "quality-title" }, "Quality"), this.refreshButton),
      this.error,
      this.note,
      this.table,
      this.more,
    );
    this.onVisible = () => this.outdate(false);
    document.addEventListener("visibilitychange", this.onVisible);
  }

  stop() {
    this.ended = true;
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.onVisible);
  }

  /** Something has changed: the figures are read again, soon, and while somebody looks. */
  outdate(is = true) {
    this.stale ||= is;
    if (!this.stale || document.hidden || this.timer) {
      return;
    }
    this.timer = setTimeout(() => {
      this.timer = 0;
      this.read();
    }, Math.max(0, this.last + PAUSE - performance.now()));
  }

  async read() {
    if (this.reading) {
      return;
    }
    this.reading = true;
    this.stale = false;
    this.refreshButton.disabled = true;
    try {
      this.records = await this.readAll();
      this.fault("");
      this.paint();
    } catch (error) {
      this.fault(error instanceof ApiError && error.status === 404 ? "There are no figures of this conference." : error.message);
    } finally {
      this.last = performance.now();
      this.reading = false;
      this.refreshButton.disabled = false;
      if (this.stale && !this.ended) {
        this.outdate(false);
      }
    }
  }

  async readAll() {
    const found = [];
    for (let cursor = ""; cursor !== null; ) {
      const answer = await get(`${this.path}?limit=${AT_ONCE}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
      found.push(...answer.participants);
      cursor = answer.next_cursor ?? null;
    }
    return found;
  }

  /** Takes who is called what, in which order, and who is wanted. */
  show(people, names) {
    this.order = new Map(people.map((person, index) => [person.call, index]));
    this.names = names;
    this.paint();
  }

  paint() {
    if (!this.order) {
      return;
    }
    const known = this.records
      .filter((one) => this.order.has(one.call_sid))
      .sort((one, other) => this.order.get(one.call_sid) - this.order.get(other.call_sid));
    const shown = known.slice(0, this.most);
    this.table.hidden = shown.length === 0;
    setText(this.note, noteOf(this.records, known));
    this.more.hidden = known.length <= this.most;
    setText(this.more, `Show ${Math.min(AT_FIRST, known.length - this.most)} more of ${known.length}`);
    const calls = new Set(shown.map((one) => one.call_sid));
    for (const [call, row] of this.rows) {
      if (!calls.has(call)) {
        row.element.remove();
        this.rows.delete(call);
      }
    }
    shown.forEach((one, index) => {
      const row = this.rows.get(one.call_sid) ?? this.addRow(one.call_sid);
      this.fill(row, one);
      if (this.body.children[index] !== row.element) {
        this.body.insertBefore(row.element, this.body.children[index] ?? null);
      }
    });
  }

  addRow(call) {
    const name = make("th", { scope: "row" });
    const score = make("span", { className: "course-score" });
    const cells = COLUMNS.slice(2).map(() => make("td", {}));
    const row = { name, score, cells };
    row.element = make("tr", { data: { call } }, name, make("td", {}, score), ...cells);
    this.rows.set(call, row);
    return row;
  }

  fill(row, one) {
    setText(row.name, this.names.get(one.call_sid) || one.label || one.call_sid);
    const word = one.mos === null ? "" : wordOf(one.mos);
    row.score.dataset.word = word;
    setText(row.score, word ? `${SCORE.format(one.mos)} ${word}` : UNKNOWN);
    COLUMNS.slice(2).forEach(([, , text], index) => setText(row.cells[index], text(one)));
  }

  showMore() {
    this.most += AT_FIRST;
    this.paint();
  }

  fault(text) {
    this.error.hidden = !text;
    this.note.hidden = text !== "";
    setText(this.error, text);
  }
}

function noteOf(all, known) {
  if (all.length === 0) {
    return "Nobody has been in it yet.";
  }
  return known.length === 0
    ? "Nobody matches."
    : known.every((one) => one.mos === null)
      ? "No figures: test phones have no network in between, and other calls have some after a few seconds."
      : "“In” is what comes from the participant, “out” what it is sent. — where nothing is known.";
}

function share(percent) {
  return typeof percent === "number" ? `${NUMBER.format(percent)} %` : UNKNOWN;
}

function length(milliseconds) {
  return typeof milliseconds === "number" ? `${NUMBER.format(milliseconds)} ms` : UNKNOWN;
}

function number(value) {
  return typeof value === "number" ? value.toLocaleString("en") : UNKNOWN;
}

function pair(one, other) {
  return typeof one === "number" || typeof other === "number" ? `${number(one)}, ${number(other)}` : UNKNOWN;
}
