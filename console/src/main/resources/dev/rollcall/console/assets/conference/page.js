// One conference, live or over: what became of it, its course as a picture, who was in it, and how
// well they were heard.

import { momentOf } from "../history/words.js";
import { get } from "../shell/api.js";
import { counted, make, setText, tell } from "../shell/dom.js";
import { Facts } from "./facts.js";
import { Log } from "./log.js";
import { Participants } from "./participants.js";
import { Quality } from "./quality.js";
import { ConferenceRecord } from "./record.js";
import { lanesOf } from "./spans.js";
import { Timeline } from "./timeline.js";

const SID = /^CF[0-9a-f]{32}$/;

/** What is said where a part of it could not be read. */
const PARTS = {
  conference: "",
  records: "Who was in it may be out of date: ",
  events: "Events may be missing: ",
};

/** While a conference is on, its picture grows by itself. */
const BEAT = 1_000;

/** Milliseconds from one time that what happens is shown to the next. */
const APART = 200;

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
    this.who = who;
    this.signedOut = signedOut;
    this.sid = location.pathname.split("/")[2] ?? "";
    this.stopped = false;
    this.faults = new Map();
    this.names = new Map();
    this.people = [];
    this.lanes = [];
    this.byCall = new Map();
    this.chosen = "";
    this.painted = -Infinity;
    this.waiting = 0;
    this.frame = 0;
    this.timer = 0;
  }

  start() {
    document.title = "Conference · Rollcall";
    if (SID.test(this.sid)) {
      this.begin();
    } else {
      this.find();
    }
  }

  /** A conference that is on can be named instead; then its own address takes the place of that one. */
  async find() {
    if (!this.sid) {
      this.missing();
      return;
    }
    try {
      const { sid } = await get(`/2010-04-01/Accounts/${this.who.account_sid}/Conferences/${this.sid}.json`);
      if (!this.stopped) {
        history.replaceState(null, "", `/conferences/${sid}${location.search}`);
        this.sid = sid;
        this.begin();
      }
    } catch (error) {
      if (!this.stopped) {
        this.notFound(error);
      }
    }
  }

  notFound(error) {
    if (error.status === 404) {
      this.missing();
    } else if (error.status !== 401) {
      this.place.replaceChildren(
        make("h1", {}, "Conference"),
        make("p", { className: "error", role: "alert" }, error.message),
        make("button", { type: "button", click: () => this.find() }, "Try again"),
      );
    }
  }

  begin() {
    this.record = new ConferenceRecord(this.sid, this.who.account_sid, {
      facts: () => this.outdated(),
      people: () => this.peopleRead(),
      events: () => this.outdated(),
      live: (is, text) => this.live(is, text),
      failed: (part, error) => this.failed(part, error),
      signedOut: () => this.signedOut(),
    });
    this.build();
    this.readAddress();
    addEventListener("popstate", (this.onPop = () => this.readAddress()));
    this.record.start();
    this.quality.read();
  }

  stop() {
    this.stopped = true;
    removeEventListener("popstate", this.onPop);
    clearTimeout(this.timer);
    clearTimeout(this.waiting);
    cancelAnimationFrame(this.frame);
    this.record?.stop();
    this.quality?.stop();
    this.timeline?.stop();
  }

  missing() {
    this.place.replaceChildren(
      make(
        "div",
        { className: "empty" },
        make("h1", {}, "There is no such conference"),
        make("p", {}, "It may belong to another account, or its address may have been cut short."),
        make("p", {}, make("a", { href: "/history" }, "Conferences that are over")),
      ),
    );
  }

  build() {
    this.title = make("h1", { className: "course-title" }, "Conference");
    this.status = make("p", { className: "live", hidden: true });
    this.act = make("a", { className: "course-act", hidden: true }, "Act on who is there");
    this.error = make("p", { className: "error", role: "alert", hidden: true });
    this.again = make("button", { type: "button", className: "course-again", hidden: true, click: () => this.record.retry() }, "Try again");
    this.facts = new Facts();
    this.search = make("input", {
      type: "search",
      id: "search",
      placeholder: "Name, number or label",
      input: () => this.choose(),
    });
    this.total = make("p", { className: "total", role: "status" });
    this.note = make("p", { className: "course-note", hidden: true });
    this.readMore = make(
      "button",
      { type: "button", hidden: true, click: () => this.record.readMore() },
      "Read the events after these",
    );
    this.timeline = new Timeline((seen) => this.choose(seen));
    this.log = new Log((call) => this.names.get(call));
    this.table = new Participants();
    this.quality = new Quality(this.sid);
    this.content = make(
      "div",
      { hidden: true },
      this.facts.element,
      this.links(),
      make(
        "form",
        { className: "filter", role: "search", submit: (event) => event.preventDefault() },
        make("label", { for: "search" }, "Search participants"),
        this.search,
        this.total,
      ),
      make(
        "section",
        { className: "course-part", "aria-labelledby": "course-title" },
        make("h2", { id: "course-title" }, "Timeline"),
        this.note,
        this.timeline.element,
        this.readMore,
        this.log.element,
      ),
      make(
        "section",
        { className: "course-part course-figures", "aria-labelledby": "people-title" },
        make("h2", { id: "people-title" }, "Participants"),
        this.table.element,
      ),
      this.quality.element,
    );
    this.place.replaceChildren(
      make("div", { className: "head" }, this.title, this.status, this.act),
      this.error,
      this.again,
      this.content,
    );
  }

  links() {
    const deliveries = make("a", { href: `/operations?conference=${this.sid}#deliveries` }, "What its webhooks were sent");
    return make(
      "p",
      { className: "course-links" },
      make("a", { href: "/history" }, "Conferences that are over"),
      ...(this.who.kind === "user" ? [] : [deliveries]),
    );
  }

  // What is in the address.

  readAddress() {
    const query = new URLSearchParams(location.search);
    this.search.value = query.get("q") ?? "";
    const from = Date.parse(query.get("from") ?? "");
    const to = Date.parse(query.get("to") ?? "");
    this.timeline.see(from < to ? { from, to } : null);
    this.outdated();
  }

  choose(seen = this.timeline.seen) {
    const query = new URLSearchParams();
    if (this.search.value.trim()) {
      query.set("q", this.search.value.trim());
    }
    if (seen) {
      query.set("from", new Date(seen.from).toISOString());
      query.set("to", new Date(seen.to).toISOString());
    }
    history.replaceState(null, "", query.size > 0 ? `${location.pathname}?${query}` : location.pathname);
    this.outdated();
  }

  // What is shown.

  /** Has everything shown anew, soon: what happens in quick succession is shown together. */
  outdated() {
    this.waiting ||= setTimeout(() => {
      this.waiting = 0;
      this.frame = requestAnimationFrame(() => this.record.facts && this.paint());
    }, Math.max(0, this.painted + APART - performance.now()));
  }

  peopleRead() {
    this.names = new Map(this.record.people.map((person) => [person.call, person.name]));
    this.log.rename();
    this.quality.outdate();
    this.chosen = "";
    this.outdated();
  }

  paint() {
    const { facts, course, people } = this.record;
    const now = this.now();
    document.title = `${facts.friendly_name} · Rollcall`;
    this.content.hidden = false;
    setText(this.title, facts.friendly_name);
    this.act.hidden = this.record.over;
    this.act.href = `/?q=${encodeURIComponent(facts.friendly_name)}`;
    this.facts.show(facts, now, (call) => this.names.get(call));
    const choice = `${course.presence} ${this.search.value.trim()}`;
    if (this.chosen !== choice) {
      this.chosen = choice;
      this.choosePeople(people, lanesOf(course, people));
      this.quality.show(this.people, this.names);
    }
    this.showAll(now);
    this.log.show(this.record.events, this.filtering ? this.byCall : null);
    this.showNotes();
    this.beat();
    this.painted = performance.now();
  }

  /** Shows what time alone changes too. */
  showAll(now) {
    const { facts, course } = this.record;
    const whole = {
      created: exactly(Date.parse(facts.create_time), course.first?.at),
      started: course.started ?? time(facts.start_time),
      ended: course.ended ?? time(facts.end_time),
      marks: course.marks,
    };
    this.timeline.show(this.lanes, whole, now);
    this.table.show(this.people, this.byCall, now);
  }

  choosePeople(people, lanes) {
    const words = this.search.value.trim().toLowerCase().split(/\s+/).filter((word) => word);
    const wanted = new Set(
      people
        .filter((person) => {
          const text = [person.name, person.label, person.from, person.to, person.call].join(" ").toLowerCase();
          return words.every((word) => text.includes(word));
        })
        .map((person) => person.call),
    );
    const known = new Set(people.map((person) => person.call));
    this.filtering = words.length > 0;
    this.people = people.filter((person) => wanted.has(person.call));
    this.lanes = lanes.filter((lane) => wanted.has(lane.call) || (!this.filtering && !known.has(lane.call)));
    this.byCall = new Map(this.lanes.map((lane) => [lane.call, lane]));
    const all = counted(people.length, "participant");
    setText(this.total, this.filtering ? `${this.people.length.toLocaleString("en")} of ${all}` : all);
  }

  showNotes() {
    const { course, complete, more, events } = this.record;
    const first = course.first;
    const text = !complete && !more
      ? "Reading the events…"
      : events.length === 0
        ? "The events of this conference are forgotten: they are kept for a time only. What follows is told by the records of who was in it, so who spoke, was muted or on hold is not known any more."
        : course.cut
          ? `The events before ${momentOf(first.at)} are forgotten: they are kept for a time only. Of what was before, only coming and leaving is known.`
          : more
            ? `These are the first ${counted(events.length, "event")}.`
            : "";
    this.note.hidden = text === "";
    setText(this.note, text);
    this.readMore.hidden = !more;
  }

  /** The time until which what has no end is shown. */
  now() {
    const { facts } = this.record;
    return this.record.over ? Math.max(this.record.course.ended ?? 0, time(facts.end_time) ?? 0) : this.record.now();
  }

  beat() {
    clearTimeout(this.timer);
    if (!this.record.over) {
      this.timer = setTimeout(() => {
        if (!document.hidden) {
          this.facts.show(this.record.facts, this.now(), (call) => this.names.get(call));
          this.showAll(this.now());
        }
        this.beat();
      }, BEAT);
    }
  }

  // What is said.

  live(is, text) {
    const was = this.status.classList.contains("on");
    this.status.hidden = text === "";
    this.status.classList.toggle("on", is);
    setText(this.status, text);
    if (text === "" && was) {
      tell("The conference is over.");
    } else if (!is && text) {
      tell(text);
    }
  }

  /** A part could not be read, or, without an error, can be again. */
  failed(part, error) {
    if (error?.status === 404) {
      this.stop();
      this.missing();
      return;
    }
    if (error && error.status !== 401) {
      this.faults.set(part, `${PARTS[part]}${error.message}`);
    } else {
      this.faults.delete(part);
    }
    const well = this.faults.size === 0;
    if (well && document.activeElement === this.again) {
      this.place.focus();
    }
    this.error.hidden = well;
    this.again.hidden = well;
    setText(this.error, [...this.faults.values()].join(" "));
  }
}

/** Records tell whole seconds, events milliseconds: the time of the first event, if it is in that second. */
function exactly(second, at) {
  return at > second && at < second + 1_000 ? at : second;
}

function time(text) {
  return text ? Date.parse(text) : null;
}
