// Who is there: what the lists said, kept up to date by events. Knows nothing of how it is shown.

import { get, pages } from "../shell/api.js";
import { inTurn, unlessGone } from "./reading.js";

const PAGE_SIZE = 1_000;
const READERS = 6;

/** More that are out of date in one conference than this: its whole list is read anew. */
const ONE_BY_ONE = 20;

/** Milliseconds before what could not be read is tried again. */
const TRY_AGAIN = 5_000;

/** Milliseconds for which those who are gone are known, at the least, and while anything is read. */
const REMEMBER = 30_000;

const FLAGS = { Muted: "muted", Hold: "hold", Coaching: "coaching" };

/**
 * The conferences of an account that are on, with their participants.
 *
 * Each conference is `{ sid, name, status, created, participants, speakers }`: a map by call sid of
 * records as the API gives them, and the call sids of those who speak, some of whom may not be known
 * yet. `gone` are the call sids of those who left, since an answer may be older than the event that
 * told it; `speech` is when, in the order of events, each was last told of. `behind` is whether
 * something could not be read, which is tried again. `changed.participant(conference, call)` is called
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
    this.behind = false;
    this.stopped = false;
    this.told = 0;
    this.stale = new Map();
    this.refreshing = false;
    this.loading = null;
    this.again = false;
    this.retrying = 0;
    this.forgetting = 0;
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.retrying);
    clearTimeout(this.forgetting);
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
    this.behind = false;
    const known = [...this.conferences.keys()];
    const found = new Map();
    try {
      // In the order in which a conference goes, so that one that starts meanwhile is in either.
      for (const status of ["init", "in-progress"]) {
        await pages(
          `${this.base}/Conferences.json?Status=${status}&PageSize=${PAGE_SIZE}`,
          "conferences",
          (records) => records.forEach((record) => found.set(record.sid, record)),
        );
      }
      known.filter((sid) => !found.has(sid)).forEach((sid) => this.drop(sid));
      found.forEach((record) => this.keep(record));
      await inTurn(found.keys(), READERS, (sid) =>
        unlessGone(() => this.readInside(sid), () => this.forget(sid)),
      );
      this.loaded = true;
      this.changed.loaded();
    } catch (error) {
      this.failed(error);
    }
  }

  /** What could not be read is tried again until it can: events do not tell it a second time. */
  failed(error) {
    this.behind = true;
    this.changed.failed(error);
    if (!this.stopped && !this.retrying) {
      this.retrying = setTimeout(() => {
        this.retrying = 0;
        if (this.behind) {
          this.load();
        }
      }, TRY_AGAIN);
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
        this.speech(sid, call, event.event.endsWith("start"));
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
    conference.participants.set(record.call_sid, record);
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

  /** Somebody speaks, or not any more; whether that one is known yet makes no difference. */
  speech(sid, call, speaks) {
    this.told += 1;
    this.conferences.get(sid)?.speech.set(call, this.told);
    this.setSpeaks(sid, call, speaks);
  }

  setSpeaks(sid, call, speaks) {
    const conference = this.conferences.get(sid);
    if (!conference || conference.speakers.has(call) === speaks) {
      return;
    }
    if (speaks) {
      conference.speakers.add(call);
    } else {
      conference.speakers.delete(call);
    }
    if (conference.participants.has(call)) {
      this.changed.participant(sid, call);
    }
  }

  leave(sid, call) {
    const conference = this.conferences.get(sid);
    if (!conference) {
      return;
    }
    conference.gone.add(call);
    this.rememberForAWhile();
    conference.speakers.delete(call);
    conference.speech.delete(call);
    if (conference.participants.delete(call)) {
      this.changed.participant(sid, call);
    }
  }

  /** A conference is over for good. */
  forget(sid) {
    this.ended.add(sid);
    this.rememberForAWhile();
    this.drop(sid);
  }

  /** A conference is not there; should that be wrong, the next one that tells of it brings it back. */
  drop(sid) {
    if (this.conferences.delete(sid)) {
      this.stale.delete(sid);
      this.changed.conference(sid);
    }
  }

  /** Those who are gone are known until no answer can be older than the event that told it. */
  rememberForAWhile() {
    if (this.forgetting || this.stopped) {
      return;
    }
    this.forgetting = setTimeout(() => {
      this.forgetting = 0;
      if (this.loading || this.refreshing) {
        this.rememberForAWhile();
      } else {
        this.ended.clear();
        this.conferences.forEach((conference) => conference.gone.clear());
      }
    }, REMEMBER);
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
      speakers: before?.speakers ?? new Set(),
      speech: before?.speech ?? new Map(),
      gone: before?.gone ?? new Set(),
    });
    this.changed.conference(record.sid);
  }

  /** Reads who is in a conference, and who of them speaks. */
  async readInside(sid) {
    await this.readParticipants(sid);
    await this.readSpeakers(sid);
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

  /** Who speaks now: events told it before they were listened to. Of whom they have told since is left. */
  async readSpeakers(sid) {
    const asked = this.told;
    const speakers = new Set();
    for (let cursor = ""; cursor !== null; ) {
      const answer = await get(
        `/rollcall/v1/conferences/${sid}/quality?live=true&speaking=true&limit=200${cursor && `&cursor=${cursor}`}`,
      );
      answer.participants.forEach((each) => speakers.add(each.call_sid));
      cursor = answer.next_cursor;
    }
    const conference = this.conferences.get(sid);
    if (!conference) {
      return;
    }
    for (const call of new Set([...speakers, ...conference.speakers])) {
      if (!conference.gone.has(call) && (conference.speech.get(call) ?? 0) <= asked) {
        this.setSpeaks(sid, call, speakers.has(call));
      }
    }
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
      this.failed(error);
    } finally {
      this.refreshing = false;
    }
  }

  readStale(sid, calls) {
    return unlessGone(
      async () => {
        if (calls.has(null) || calls.size > ONE_BY_ONE) {
          this.keepIfOn(await get(`${this.base}/Conferences/${sid}.json`));
          if (this.conferences.has(sid)) {
            await this.readInside(sid);
          }
        } else {
          await inTurn(calls, READERS, (call) => this.readOne(sid, call));
        }
      },
      () => this.forget(sid),
    );
  }

  keepIfOn(record) {
    if (record.status === "completed") {
      this.forget(record.sid);
    } else {
      this.keep(record);
    }
  }

  readOne(sid, call) {
    return unlessGone(
      async () => {
        const asked = this.conferences.get(sid)?.participants.get(call);
        this.put(await get(`${this.base}/Conferences/${sid}/Participants/${call}.json`), asked);
      },
      () => this.leave(sid, call),
    );
  }
}
