// The page of conferences that are over, newest first.

import { ApiError, get } from "../shell/api.js";
import { counted, make, setText, tell } from "../shell/dom.js";
import { follow } from "../shell/events.js";
import { readPage } from "./insights.js";
import { addressOf, isNarrowed, hasWords, matches, pathOf, readQuestion } from "./query.js";
import { Row } from "./row.js";
import { dayOf, ENDS } from "./words.js";

/** Rows that are shown, and shown more. */
const AT_ONCE = 50;

/** Who looks for a name looks through so many conferences before being asked whether to go on. */
const MOST_LOOKED_AT = 1_000;

/** Milliseconds after the last key before the server is asked. */
const TYPING = 200;

/** Between two readings of one conference that is on. */
const PAUSE = 1_000;

const ALWAYS_TOLD = new Set(["conference-end"]);
const TOLD_OF_WHAT_IS_ON = new Set(["conference-start", "participant-join", "participant-leave"]);

export class Page {
  /** Why somebody sees nothing here; null if there is no reason. */
  static objection(who) {
    return who.may_see
      ? null
      : {
          title: "This token sees no conferences",
          text: "It lacks the scope conferences:read. Sign out, and sign in with one that has it.",
        };
  }

  constructor(place, who, signedOut) {
    this.place = place;
    this.signedOut = signedOut;
    this.rows = new Map();
    this.days = new Map();
    this.asked = 0;
    this.next = null;
    this.back = null;
    this.typing = 0;
    this.reading = new Map();
    this.missed = new Set();
    this.faults = new Map();
    this.stopped = new AbortController();
  }

  start() {
    document.title = "History · Rollcall";
    this.build();
    this.fillFields();
    addEventListener("popstate", (this.onPop = () => this.readAddress()));
    follow(
      {
        opened: (resumed) => {
          this.live(true, "Live");
          if (resumed) {
            this.missed.forEach((sid) => this.refresh(sid));
          } else {
            this.load();
          }
        },
        event: (event) => this.happened(event),
        lost: (reason) => {
          this.live(false, `Not live: ${reason} Trying again…`);
          // Without a stream the list can be told all the same.
          if (this.asked === 0) {
            this.load();
          }
        },
        signedOut: () => this.signedOut(),
      },
      this.stopped.signal,
    );
  }

  stop() {
    this.stopped.abort();
    removeEventListener("popstate", this.onPop);
    clearTimeout(this.typing);
  }

  build() {
    this.status = make("p", { className: "live" }, "Connecting…");
    this.error = make("p", { className: "error", role: "alert", hidden: true });
    this.total = make("p", { className: "total", role: "status" });
    this.list = make("div", { className: "past-days" });
    this.empty = make("div", { className: "empty", hidden: true });
    this.more = make("button", { type: "button", className: "past-more", hidden: true, click: () => this.showMore() });
    const chosen = () => this.changed();
    this.fields = {
      text: make("input", { type: "search", id: "search", placeholder: "Name or sid", input: () => this.typed() }),
      from: make("input", { type: "date", id: "from", change: chosen }),
      to: make("input", { type: "date", id: "to", change: chosen }),
      ended: make(
        "select",
        { id: "ended", change: chosen },
        make("option", { value: "" }, "for any reason"),
        ...[...ENDS].map(([value, text]) => make("option", { value }, text)),
      ),
      on: make("input", { type: "checkbox", id: "on", change: chosen }),
    };
    const labelled = (name, text) => make("span", { className: "past-field" }, make("label", { for: this.fields[name].id }, text), this.fields[name]);
    this.place.replaceChildren(
      make("div", { className: "head" }, make("h1", {}, "History"), this.status),
      make(
        "form",
        { className: "filter past-filter", role: "search", submit: (event) => event.preventDefault() },
        make("label", { for: "search" }, "Search"),
        this.fields.text,
        labelled("from", "From"),
        labelled("to", "to"),
        labelled("ended", "Ended because"),
        make("span", { className: "past-field" }, this.fields.on, make("label", { for: "on" }, "also those that are on")),
        this.total,
      ),
      this.error,
      this.list,
      this.more,
      this.empty,
    );
  }

  // What is in the address.

  readAddress() {
    this.fillFields();
    this.load();
  }

  fillFields() {
    this.question = readQuestion(location.search);
    this.fields.text.value = this.question.text;
    this.fields.from.value = this.question.from;
    this.fields.to.value = this.question.to;
    this.fields.ended.value = this.question.ended;
    this.fields.on.checked = this.question.on;
  }

  typed() {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.changed(), TYPING);
  }

  changed() {
    clearTimeout(this.typing);
    this.question = {
      text: this.fields.text.value.trim(),
      from: this.fields.from.value,
      to: this.fields.to.value,
      ended: this.fields.ended.value,
      on: this.fields.on.checked,
    };
    history.replaceState(null, "", location.pathname + addressOf(this.question));
    this.load();
  }

  // Reading. Each question has a number, so that an answer to an older one is dropped.

  /** Reads the first rows anew. */
  load() {
    this.missed.clear();
    this.fault("one", "");
    this.rows.clear();
    this.days.clear();
    this.list.replaceChildren();
    this.next = pathOf(this.question, AT_ONCE);
    this.back = null;
    this.read(AT_ONCE);
  }

  showMore() {
    this.read(AT_ONCE);
  }

  /** Reads on until `wanted` more rows are there, or nothing more, or enough was looked at. */
  async read(wanted) {
    const asked = ++this.asked;
    const question = this.question;
    this.more.disabled = true;
    setText(this.total, "Reading…");
    try {
      let found = 0;
      for (let looked = 0; this.next && found < wanted && looked < MOST_LOOKED_AT; ) {
        const page = await readPage(this.next, "conferences");
        if (asked !== this.asked || this.stopped.signal.aborted) {
          return;
        }
        const fitting = page.records.filter((record) => hasWords(question, record));
        fitting.forEach((record) => this.put(record));
        found += fitting.length;
        looked += page.records.length;
        this.next = page.next;
        this.back = page.records.at(-1)?.create_time ?? this.back;
      }
      this.fault("list", "");
    } catch (error) {
      if (asked !== this.asked || this.stopped.signal.aborted) {
        return;
      }
      this.failed("list", error);
    }
    this.more.disabled = false;
    this.mirror();
  }

  /** What happens. A conference that ends is read then; what is on, if it is wanted, as it changes. */
  happened(event) {
    const sid = event.conference_sid;
    if (sid && (ALWAYS_TOLD.has(event.event) || (this.question.on && TOLD_OF_WHAT_IS_ON.has(event.event)))) {
      this.refresh(sid);
    }
  }

  async refresh(sid) {
    if (this.reading.has(sid)) {
      this.reading.set(sid, true);
      return;
    }
    this.reading.set(sid, false);
    try {
      const record = await get(`/v1/Conferences/${sid}`);
      if (!this.stopped.signal.aborted) {
        this.found(sid);
        this.take(record);
      }
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) {
        this.found(sid);
      } else if (!this.stopped.signal.aborted) {
        this.missed.add(sid);
        this.failed("one", error);
      }
    }
    setTimeout(() => {
      const again = this.reading.get(sid);
      this.reading.delete(sid);
      if (again && !this.stopped.signal.aborted) {
        this.refresh(sid);
      }
    }, PAUSE);
  }

  /** One that could not be read before is read now. */
  found(sid) {
    this.missed.delete(sid);
    if (this.missed.size === 0) {
      this.fault("one", "");
    }
  }

  /** Takes in one conference as it now stands, if it is asked for and not further back than is shown. */
  take(record) {
    const known = this.rows.has(record.conference_sid);
    if (!matches(this.question, record)) {
      this.drop(record.conference_sid);
    } else if (known || !this.next || !this.back || record.create_time >= this.back) {
      this.put(record);
    }
    this.mirror();
  }

  // Showing.

  put(record) {
    const sid = record.conference_sid;
    const known = this.rows.get(sid);
    if (known) {
      known.show(record);
      return;
    }
    const row = new Row(record);
    this.rows.set(sid, row);
    insert(this.dayFor(row.created).list, row.element, sid);
  }

  drop(sid) {
    const row = this.rows.get(sid);
    if (!row) {
      return;
    }
    const list = row.element.parentElement;
    row.element.remove();
    this.rows.delete(sid);
    if (list.children.length === 0) {
      list.parentElement.remove();
      this.days.delete(list.parentElement.dataset.sid);
    }
  }

  dayFor(date) {
    const start = new Date(date.getFullYear(), date.getMonth(), date.getDate());
    const key = String(start.getTime()).padStart(16, "0");
    const known = this.days.get(key);
    if (known) {
      return known;
    }
    const title = make("h2", { id: `day-${key}` }, dayOf(date));
    const list = make("ul", { "aria-labelledby": title.id });
    const day = { list, element: make("section", { className: "past-day", data: { sid: key } }, title, list) };
    insert(this.list, day.element, key);
    this.days.set(key, day);
    return day;
  }

  mirror() {
    const shown = this.rows.size;
    this.more.hidden = !this.next;
    setText(this.more, !this.back ? "Try again" : this.question.text ? "Search further back" : "Show more");
    setText(this.total, this.totalText(shown));
    this.showEmpty(shown === 0 && !this.faults.has("list"));
  }

  totalText(shown) {
    if (this.next && !this.back) {
      return "";
    }
    if (this.next && this.question.text) {
      return `${counted(shown, "conference")} back to ${dayOf(new Date(this.back)).toLowerCase()}`;
    }
    return this.next ? `The newest ${counted(shown, "conference")}` : counted(shown, "conference");
  }

  showEmpty(is) {
    const kind = !is ? "" : isNarrowed(this.question) ? "none" : "nothing";
    this.empty.hidden = kind === "";
    if (this.empty.dataset.kind === kind) {
      return;
    }
    this.empty.dataset.kind = kind;
    if (kind === "none") {
      this.empty.replaceChildren(
        make("h2", {}, "No conference matches"),
        make("button", { type: "button", click: () => this.showAll() }, "Show all"),
      );
    } else if (kind === "nothing") {
      this.empty.replaceChildren(
        make("h2", {}, "No conference has ended yet"),
        make("p", {}, "When the last one hangs up, the conference stands here: how long it was, who took part, and its course as a picture."),
        make("p", {}, make("a", { href: "/" }, "Who is there now")),
      );
    }
  }

  showAll() {
    history.replaceState(null, "", location.pathname);
    this.readAddress();
    this.fields.text.focus();
  }

  // What is said.

  live(is, text) {
    this.status.classList.toggle("on", is);
    setText(this.status, text);
    if (!is) {
      tell(text);
    }
  }

  failed(part, error) {
    if (error.status !== 401) {
      this.fault(part, error.message);
    }
  }

  /** What went wrong with the list, and with one conference of it. */
  fault(part, text) {
    if (text) {
      this.faults.set(part, text);
    } else {
      this.faults.delete(part);
    }
    this.error.hidden = this.faults.size === 0;
    setText(this.error, [...new Set(this.faults.values())].join(" "));
  }
}

/** Puts an element among its like by its sid, which sorts by time: the newest stands first. */
function insert(list, element, sid) {
  let from = 0;
  let to = list.children.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (list.children[middle].dataset.sid > sid) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  list.insertBefore(element, list.children[from] ?? null);
}
