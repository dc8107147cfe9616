// What events tell of a conference's course, as spans of time. Knows nothing of pages.
//
// A span is `{ from, to }` in milliseconds since 1970; `to` is null while it goes on.

/** What can be so of a participant for a while, in the order in which it is told. */
export const KINDS = ["speaking", "muted", "held", "coaching"];

/** The parameter of an event that tells it. Of speech, the event's name does. */
const FLAGS = { muted: "Muted", held: "Hold", coaching: "Coaching" };

/** What an event by this name has changed. */
const CHANGES = {
  "participant-mute": ["muted", true],
  "participant-unmute": ["muted", false],
  "participant-hold": ["held", true],
  "participant-unhold": ["held", false],
  "participant-speech-start": ["speaking", true],
  "participant-speech-stop": ["speaking", false],
};

/**
 * The course of one conference, as far as its events tell it. Events are taken in by their numbers;
 * what has been taken in is passed over. `presence` grows with all that changes who was there when,
 * or the name: the spans of a lane are added to in place.
 */
export class Course {
  constructor() {
    this.lanes = new Map();
    this.marks = [];
    this.first = null;
    this.last = 0;
    this.started = null;
    this.ended = null;
    this.presence = 0;
  }

  /** Whether the log begins later than the conference did. */
  get cut() {
    return this.first !== null && this.first.sequence > 1;
  }

  /** Takes in one event, as the API tells it; whether it was new. */
  apply(event) {
    if (event.sequence <= this.last) {
      return false;
    }
    const at = Date.parse(event.at);
    this.last = event.sequence;
    this.first ??= { sequence: event.sequence, at };
    const told = event.parameters;
    switch (event.event) {
      case "conference-start":
        this.started = at;
        break;
      case "conference-end":
        this.ended = at;
        this.presence++;
        this.lanes.forEach((lane) => leave(lane, at));
        break;
      case "announcement-end":
      case "announcement-fail":
        this.announced(event, at);
        break;
      default:
        if (told.CallSid) {
          this.participant(event, at);
        }
    }
    return true;
  }

  announced(event, at) {
    const told = event.parameters;
    const lane = told.CallSid ? this.lanes.get(told.CallSid) : null;
    (lane ?? this).marks.push({
      at,
      failed: event.event === "announcement-fail",
      why: told.ReasonAnnouncementFailed ?? "",
      address: told.AnnounceUrl ?? "",
    });
  }

  participant(event, at) {
    const told = event.parameters;
    const lane = this.laneOf(event, at);
    const label = told.ParticipantLabel ?? "";
    if (lane.label !== label || event.event === "participant-join" || event.event === "participant-leave") {
      this.presence++;
    }
    lane.label = label;
    if (event.event === "participant-join") {
      lane.joined = at;
      lane.told = true;
    }
    if (event.event === "participant-leave") {
      leave(lane, at);
      return;
    }
    for (const [kind, name] of Object.entries(FLAGS)) {
      if (name in told) {
        set(lane, kind, told[name] === "true", at);
      }
    }
    const change = CHANGES[event.event];
    if (change) {
      set(lane, change[0], change[1], at);
    }
  }

  laneOf(event, at) {
    const told = event.parameters;
    const known = this.lanes.get(told.CallSid);
    if (known) {
      return known;
    }
    const lane = emptyLane(told.CallSid);
    this.lanes.set(told.CallSid, lane);
    this.presence++;
    if (this.cut && event.event !== "participant-join") {
      recall(lane, event, this.first.at);
    }
    return lane;
  }
}

/** Somebody of whom no event tells yet; `told` once joining has been, so that the rest is told too. */
function emptyLane(call) {
  return { call, label: "", told: false, joined: null, left: null, speaking: [], muted: [], held: [], coaching: [], marks: [] };
}

/**
 * What must have been so of somebody when the log begins, whose joining is forgotten: nothing in the
 * log changed it before this event did.
 */
function recall(lane, event, begin) {
  const [changed, now] = CHANGES[event.event] ?? [];
  const told = event.parameters;
  for (const [kind, name] of Object.entries(FLAGS)) {
    const modified = kind === "coaching" && event.event === "participant-modify";
    if (name in told && kind !== changed && !modified) {
      set(lane, kind, told[name] === "true", begin);
    }
  }
  if (changed) {
    set(lane, changed, !now, begin);
  }
}

function set(lane, kind, is, at) {
  const spans = lane[kind];
  const open = spans.length > 0 && spans.at(-1).to === null;
  if (is && !open) {
    spans.push({ from: at, to: null });
  } else if (!is && open) {
    spans.at(-1).to = at;
  }
}

function leave(lane, at) {
  lane.left ??= at;
  KINDS.forEach((kind) => set(lane, kind, false, at));
}

/**
 * The lanes of a picture: one a participant, those who came first first. What participants' records
 * say fills what events do not tell.
 *
 * Each of `people` is `{ call, name, direction, created, joined, left }`, with times or null.
 */
export function lanesOf(course, people) {
  const lanes = people.map((person) => {
    const told = course.lanes.get(person.call) ?? emptyLane(person.call);
    const left = told.left ?? person.left;
    const joined = told.joined ?? person.joined;
    // Who called in was not waited for.
    const called = person.direction === "inbound" ? joined : person.created;
    return { ...told, name: person.name, called, joined, left };
  });
  const known = new Set(people.map((person) => person.call));
  for (const lane of course.lanes.values()) {
    if (!known.has(lane.call)) {
      lanes.push({ ...lane, name: lane.label || lane.call, called: lane.joined });
    }
  }
  return lanes.sort((one, other) => (one.called ?? 0) - (other.called ?? 0) || (one.call < other.call ? -1 : 1));
}

/** How often and how long something was so; what goes on is counted until `now`. */
export function counted(spans, now) {
  const milliseconds = spans.reduce((sum, span) => sum + Math.max(0, (span.to ?? now) - span.from), 0);
  return { times: spans.length, milliseconds };
}

/** What is so at a time, of a lane. */
export function stateAt(lane, time) {
  return KINDS.filter((kind) => lane[kind].some((span) => span.from <= time && (span.to === null || time < span.to)));
}

/** Whether somebody is there at a time. */
export function isThere(lane, time) {
  return lane.joined !== null && lane.joined <= time && (lane.left === null || time < lane.left);
}

/** All times at which something changes in a lane, in order, each once. */
export function momentsOf(lane) {
  const times = [lane.called, lane.joined, lane.left, ...lane.marks.map((mark) => mark.at)];
  KINDS.forEach((kind) => lane[kind].forEach((span) => times.push(span.from, span.to)));
  return [...new Set(times.filter((time) => time !== null && time !== undefined))].sort((one, other) => one - other);
}

/**
 * Spans as they can be drawn between `from` and `to`: cut there, those that would touch at `gap`
 * milliseconds joined. So no lane has more pieces than its width has places.
 */
export function drawn(spans, from, to, gap) {
  const pieces = [];
  for (const span of spans) {
    const begin = Math.max(span.from, from);
    const end = Math.min(span.to ?? to, to);
    if (begin > end || span.from > to || (span.to !== null && span.to < from)) {
      continue;
    }
    const last = pieces.at(-1);
    if (last && begin - last.to < gap) {
      last.to = Math.max(last.to, end);
    } else {
      pieces.push({ from: begin, to: end });
    }
  }
  return pieces;
}
