// Who is there: what the lists said, kept up to date by events. Knows nothing of how it is shown.

import { ApiError, get, pages } from "../shell/api.js";

const PAGE_SIZE = 1_000;
const READERS = 6;

/** More that are out of date in one conference than this: its whole list is read anew. */
const ONE_BY_ONE = 20;

const FLAGS = { Muted: "muted", Hold: "hold", Coaching: "coaching" };

/**
 * The conferences of an account that are on, with their participants.
 *
 * Each conference is `{ sid, name, status, created, participants }`, the last a map by call sid of
 * records as the API gives them and `speaking`; `gone` are the call sids of those who left, since an
 * answer may be older than the event that told it. `changed.participant(conference, call)` is called
 * when one came, changed or left, `changed.conference(sid)` likewise, `changed.notice(conference,
 * text, bad)` with what has happened that no list shows, and `changed.failed(error)` if lists
 * cannot be read, and `changed.loaded()` when all have been.
 */
export class Roster {
  constructor(account, changed) {
    this.base = `/2010-04-01/Accounts/${account}`;
    this.changed = changed;
    this.conferences = new Map();
    this.ended = new Set();
    this.loaded = false;
    this.stale = new Map();
    this.refreshing = false;
    this.loading = null;
    this.again = false;
  }

  /** Reads everything anew. Whoever left meanwhile is taken away. */
  load() {
    if (this.loading) {
      this.again = true;
      return this.loading;
    }
    this.loading = this.readAll().finally(() => {
      this.loading = null;
      if (this.again) {
        this.again = false;
        this.load();
      }
    });
    return this.loading;
  }

  async readAll() {
    try {
      const found = [];
      for (const status of ["in-progress", "init"]) {
        await pages(
          `${this.base}/Conferences.json?Status=${status}&PageSize=${PAGE_SIZE}`,
          "conferences",
          (records) => found.push(...records),
        );
      }
      const there = new Set(found.map((record) => record.sid));
      for (const sid of [...this.conferences.keys()]) {
        if (!there.has(sid)) {
          this.forget(sid);
        }
      }
      found.forEach((record) => this.keep(record));
      await inTurn(found, READERS, (record) => this.readParticipants(record.sid));
      this.loaded = true;
      this.changed.loaded();
    } catch (error) {
      this.changed.failed(error);
    }
  }

  /** Takes in one event. */
  apply(event) {
    const told = event.parameters;
    const sid = event.conference_sid ?? told.ConferenceSid;
    const call = told.CallSid;
    if (!sid) {
      return;
    }
    switch (event.event) {
      case "conference-end":
        this.forget(sid);
        this.changed.notice(sid, `${told.FriendlyName} is over. ${told.Reason}`, false);
        return;
      case "participant-leave":
        this.leave(sid, call);
        return;
      case "call-completed":
        this.hungUp(sid, call, told);
        return;
      case "participant-speech-start":
      case "participant-speech-stop":
        this.change(sid, call, { speaking: event.event.endsWith("start") });
        return;
      case "announcement-end":
        this.changed.notice(sid, "The announcement has been heard to its end.", false);
        return;
      case "announcement-fail":
        this.changed.notice(
          sid,
          `The announcement failed: ${told.ReasonAnnouncementFailed ?? "it was replaced."}`,
          true,
        );
        return;
      case "conference-start":
        this.outdate(sid, null);
        return;
      default:
        break;
    }
    if (call && !this.setFlags(sid, call, told)) {
      this.outdate(sid, call);
    }
  }

  /**
   * Keeps what an answer said of a participant. If events have changed it from what it was when the
   * question was asked, the answer may be older than they are, and is asked for again.
   */
  put(record, asked) {
    const conference = this.conferences.get(record.conference_sid);
    if (!conference || conference.gone.has(record.call_sid)) {
      return;
    }
    if (conference.participants.get(record.call_sid) !== asked) {
      this.outdate(conference.sid, record.call_sid);
      return;
    }
    if (record.date_left || record.status === "complete" || record.status === "failed") {
      this.leave(conference.sid, record.call_sid);
      return;
    }
    conference.participants.set(record.call_sid, {
      ...record,
      speaking: asked?.speaking ?? false,
    });
    this.changed.participant(conference.sid, record.call_sid);
  }

  /** Whether the flags that an event tells are all there is to know of its participant. */
  setFlags(sid, call, told) {
    const known = this.conferences.get(sid)?.participants.get(call);
    if (!known || known.status !== "connected" || !("Muted" in told)) {
      return false;
    }
    const flags = {};
    for (const [name, field] of Object.entries(FLAGS)) {
      flags[field] = told[name] === "true";
    }
    flags.end_conference_on_exit = told.EndConferenceOnExit === "true";
    flags.label = told.ParticipantLabel ?? null;
    this.change(sid, call, flags);
    return !flags.coaching;
  }

  change(sid, call, fields) {
    const participants = this.conferences.get(sid)?.participants;
    const known = participants?.get(call);
    if (known) {
      participants.set(call, { ...known, ...fields });
      this.changed.participant(sid, call);
    }
  }

  /** A call is over. Of one that was never answered, nothing else tells why. */
  hungUp(sid, call, told) {
    if (told.CallStatus !== "completed") {
      const sip = told.SipResponseCode ? `, SIP ${told.SipResponseCode}` : "";
      this.changed.notice(sid, `${told.To} was not reached: ${told.CallStatus}${sip}.`, true);
    }
    this.leave(sid, call);
  }

  leave(sid, call) {
    const conference = this.conferences.get(sid);
    conference?.gone.add(call);
    if (conference?.participants.delete(call)) {
      this.changed.participant(sid, call);
    }
  }

  forget(sid) {
    this.ended.add(sid);
    if (this.conferences.delete(sid)) {
      this.stale.delete(sid);
      this.changed.conference(sid);
    }
  }

  keep(record) {
    if (this.ended.has(record.sid)) {
      return;
    }
    const before = this.conferences.get(record.sid);
    this.conferences.set(record.sid, {
      sid: record.sid,
      name: record.friendly_name,
      status: record.status,
      created: new Date(record.date_created),
      participants: before?.participants ?? new Map(),
      gone: before?.gone ?? new Set(),
    });
    this.changed.conference(record.sid);
  }

  async readParticipants(sid) {
    const conference = this.conferences.get(sid);
    if (!conference) {
      return;
    }
    const seen = new Set();
    const earlier = new Map(conference.participants);
    await pages(
      `${this.base}/Conferences/${sid}/Participants.json?PageSize=${PAGE_SIZE}`,
      "participants",
      (records) =>
        records.forEach((record) => {
          seen.add(record.call_sid);
          this.put(record, earlier.get(record.call_sid));
        }),
    );
    [...earlier.keys()].filter((call) => !seen.has(call)).forEach((call) => this.leave(sid, call));
  }

  /** Has a participant, or a whole conference, read anew, soon and together with others. */
  outdate(sid, call) {
    const calls = this.stale.get(sid) ?? new Set();
    calls.add(this.conferences.has(sid) ? call : null);
    this.stale.set(sid, calls);
    if (!this.refreshing) {
      this.refreshing = true;
      queueMicrotask(() => this.refresh());
    }
  }

  async refresh() {
    try {
      while (this.stale.size > 0) {
        const [sid, calls] = this.stale.entries().next().value;
        this.stale.delete(sid);
        await this.readStale(sid, calls);
      }
    } catch (error) {
      this.changed.failed(error);
    } finally {
      this.refreshing = false;
    }
  }

  async readStale(sid, calls) {
    try {
      if (calls.has(null) || calls.size > ONE_BY_ONE) {
        this.keepIfOn(await get(`${this.base}/Conferences/${sid}.json`));
        await this.readParticipants(sid);
      } else {
        await inTurn([...calls], READERS, (call) => this.readOne(sid, call));
      }
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) {
        throw error;
      }
      this.forget(sid);
    }
  }

  keepIfOn(record) {
    if (record.status === "completed") {
      this.forget(record.sid);
    } else {
      this.keep(record);
    }
  }

  async readOne(sid, call) {
    try {
      const asked = this.conferences.get(sid)?.participants.get(call);
      this.put(await get(`${this.base}/Conferences/${sid}/Participants/${call}.json`), asked);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) {
        throw error;
      }
      this.leave(sid, call);
    }
  }
}

/** Does `work` with each of `items`, at most `most` at a time. */
async function inTurn(items, most, work) {
  const waiting = [...items].reverse();
  const worker = async () => {
    while (waiting.length > 0) {
      await work(waiting.pop());
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
}
