// One conference: what the records say of it and who was in it, and what its events tell. Knows
// nothing of how it is shown.

import { readAll } from "../history/insights.js";
import { nameOf } from "../roster/actions.js";
import { get, pages, PATIENCE, send } from "../shell/api.js";
import { follow } from "../shell/events.js";
import { Course } from "./spans.js";

const AT_ONCE = 1_000;

/** Events kept of one conference. Whoever wants more asks for as many again. */
const MOST_EVENTS = 50_000;

/** Between two readings of who is there: events tell at once what changes, records follow. */
const PAUSE = 1_000;

/** The pause is at least so many times as long as the last reading took: it reads everybody who was there. */
const REST = 5;

/** Milliseconds by which two clocks may seem to differ that tell whole seconds. */
const CLOCKS_AGREE = 2_000;

/** After these, records say more than the event did. */
const TELLS_OF_RECORDS = new Set([
  "conference-start",
  "conference-end",
  "participant-join",
  "participant-leave",
  "participant-modify",
  "call-initiated",
  "call-ringing",
  "call-answered",
  "call-completed",
]);

/**
 * A conference of an account. `facts` is its summary, null until it is read; `people` are its
 * participants, those who came first first, `events` what the log has of it, `course` what that comes
 * to. `changed.facts()`, `changed.people()` and `changed.events(some)` are called when these have
 * changed, `changed.live(is, text)` when the connection has, `changed.failed(part, error)` if the
 * conference itself, its records or its events could not be read, with null once they can again, and
 * `changed.signedOut()` when the session is over.
 */
export class ConferenceRecord {
  constructor(sid, account, changed) {
    this.sid = sid;
    this.changed = changed;
    this.summary = `/v1/Conferences/${sid}`;
    this.list = `/2010-04-01/Accounts/${account}/Conferences/${sid}/Participants.json`;
    this.log = `/rollcall/v1/conferences/${sid}/events`;
    this.ahead = 0;
    this.facts = null;
    this.people = [];
    this.events = [];
    this.course = new Course();
    this.complete = false;
    this.limit = MOST_EVENTS;
    this.reading = null;
    this.again = false;
    this.beginning = null;
    this.records = null;
    this.stale = false;
    this.hurry = () => {};
    this.stopped = new AbortController();
  }

  /** What time it is at the server, by whose clock everything is told. */
  now() {
    return Date.now() + this.ahead;
  }

  get over() {
    return this.facts?.status === "completed";
  }

  /** Whether there are events that were not read because there are so many. */
  get more() {
    return !this.complete && this.events.length >= this.limit;
  }

  /** Reads everything; what is on is followed until it is over. */
  start() {
    this.beginning ??= this.begin().finally(() => {
      this.beginning = null;
    });
  }

  /** Tries again what could not be read. */
  retry() {
    if (this.facts === null) {
      this.start();
    } else if (!this.beginning) {
      this.refresh();
      this.hurry();
      this.readEvents();
    }
  }

  async begin() {
    try {
      const facts = await get(this.summary);
      if (this.stopped.signal.aborted) {
        return;
      }
      this.facts = facts;
      this.tell("conference", null);
    } catch (error) {
      this.tell("conference", error);
      return;
    }
    await this.readClock();
    if (this.stopped.signal.aborted) {
      return;
    }
    this.changed.facts();
    if (this.over) {
      this.refresh();
      this.readEvents();
    } else {
      this.follow();
    }
  }

  stop() {
    this.stopped.abort();
  }

  /** A clock that is as right as the server's, to the second, is taken for the same. */
  async readClock() {
    try {
      const answer = await send(this.summary, { method: "HEAD", signal: AbortSignal.timeout(PATIENCE) });
      const told = Date.parse(answer.headers.get("Date") ?? "");
      this.ahead = Math.abs(told - Date.now()) > CLOCKS_AGREE ? told - Date.now() : 0;
    } catch {
      // Then this machine's clock has to do.
    }
  }

  follow() {
    const end = new AbortController();
    this.stopped.signal.addEventListener("abort", () => end.abort());
    this.ended = () => end.abort();
    follow(
      {
        opened: () => {
          this.changed.live(true, "Live");
          this.refresh();
          this.readEvents();
        },
        event: (event) => this.take(event),
        lost: (reason) => this.changed.live(false, `Not live: ${reason} Trying again…`),
        signedOut: () => this.changed.signedOut(),
      },
      end.signal,
    );
  }

  /** An event as it happens. One that does not follow the last one is read with those before it. */
  take(event) {
    if (event.conference_sid !== this.sid && event.parameters.ConferenceSid !== this.sid) {
      return;
    }
    this.ahead = Math.max(this.ahead, Date.parse(event.at) - Date.now());
    if (event.conference_sid === this.sid) {
      const next = event.sequence === this.course.last + 1;
      if (this.complete && !this.reading && next) {
        this.keep([event]);
      } else if (event.sequence > this.course.last) {
        this.readEvents();
      }
    }
    if (TELLS_OF_RECORDS.has(event.event)) {
      this.refresh();
    }
    if (event.event === "conference-end") {
      this.hurry();
    }
  }

  keep(events) {
    const fresh = events.filter((event) => this.course.apply(event));
    if (fresh.length > 0) {
      fresh.forEach((event) => this.events.push(remembered(event)));
      this.changed.events(fresh.length);
    }
  }

  /** Reads the events behind those that are known, as many as are kept. */
  readEvents() {
    if (this.reading) {
      this.again = true;
      return;
    }
    this.again = false;
    this.reading = this.readOn()
      .then(() => this.tell("events", null), (error) => this.tell("events", error))
      .finally(() => {
        this.reading = null;
        if (this.again && !this.stopped.signal.aborted) {
          this.readEvents();
        }
      });
  }

  async readOn() {
    for (let more = true; more && this.events.length < this.limit; ) {
      const after = this.course.last > 0 ? `&after=${this.course.last}` : "";
      const answer = await get(`${this.log}?limit=${AT_ONCE}${after}`);
      if (this.stopped.signal.aborted) {
        return;
      }
      this.complete = !answer.has_more;
      this.keep(answer.events);
      more = answer.has_more;
    }
    this.changed.events(0);
  }

  /** Reads as many events again as are read without being asked. */
  readMore() {
    this.limit += MOST_EVENTS;
    this.readEvents();
  }

  /** Reads the records anew, soon, and not more often than every second, or less often in a large conference. */
  refresh() {
    this.stale = true;
    this.records ??= this.readRecords().finally(() => {
      this.records = null;
      if (this.stale && !this.stopped.signal.aborted) {
        this.refresh();
      }
    });
  }

  async readRecords() {
    this.stale = false;
    let pause = PAUSE;
    try {
      const began = performance.now();
      const [facts, people] = await Promise.all([get(this.summary), this.readPeople()]);
      if (this.stopped.signal.aborted) {
        return;
      }
      pause = Math.max(PAUSE, REST * (performance.now() - began));
      this.facts = facts;
      this.people = people;
      this.tell("records", null);
      this.changed.facts();
      this.changed.people();
      if (this.over) {
        this.changed.live(false, "");
        this.ended?.();
        this.readEvents();
      }
    } catch (error) {
      this.tell("records", error);
    }
    await this.rest(this.course.ended === null ? pause : PAUSE);
  }

  /** Waits, but no longer than until somebody is in a hurry: how it ended is read at once. */
  rest(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async readPeople() {
    const found = new Map();
    const records = [];
    const [summaries] = await Promise.all([
      readAll(`${this.summary}/Participants?PageSize=${AT_ONCE}`, "participants"),
      pages(`${this.list}?Status=all&PageSize=${AT_ONCE}`, "participants", (some) => records.push(...some)),
    ]);
    [...summaries, ...records].forEach((each) => put(found, each));
    return [...found.values()].map(person).sort((one, other) => one.created - other.created || (one.call < other.call ? -1 : 1));
  }

  tell(part, error) {
    if (!this.stopped.signal.aborted) {
      this.changed.failed(part, error);
    }
  }
}

function put(found, record) {
  found.set(record.call_sid, { ...found.get(record.call_sid), ...record });
}

function time(text) {
  return text ? Date.parse(text) : null;
}

function person(record) {
  const left = time(record.leave_time) ?? time(record.date_left);
  return {
    call: record.call_sid,
    name: nameOf(record),
    label: record.label ?? "",
    from: record.from,
    to: record.to,
    direction: record.call_direction ?? "",
    created: time(record.date_created) ?? time(record.join_time) ?? left,
    joined: time(record.join_time),
    left,
    status: record.status ?? "",
    outcome: record.call_status ?? "",
    why: record.reason_participant_left ?? "",
    muted: record.muted ?? false,
    hold: record.hold ?? false,
    coaching: record.coaching ?? false,
    coached: record.call_sid_to_coach,
  };
}

/** What is worth keeping of an event. */
function remembered(event) {
  const told = event.parameters;
  return {
    sequence: event.sequence,
    name: event.event,
    at: Date.parse(event.at),
    call: told.CallSid ?? "",
    label: told.ParticipantLabel ?? "",
    why: told.ReasonAnnouncementFailed ?? told.ReasonConferenceEnded ?? told.ReasonParticipantLeft ?? "",
    address: told.AnnounceUrl ?? "",
    agent: event.instigator?.agent ?? "",
  };
}
