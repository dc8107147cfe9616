// What the picture shows, in words.

import { lasting, momentOf, secondsOf, whyEnded, whyLeft } from "../history/words.js";
import { counted, isThere, KINDS, stateAt } from "./spans.js";

/** How each kind is called. */
export const NAMES = { speaking: "speaking", muted: "muted", held: "on hold", coaching: "coaching" };

const VERBS = { speaking: "spoke", muted: "was muted", held: "was on hold", coaching: "coached" };

/** How near to a moment a mark is meant too, in milliseconds; at least. */
const NEAR = 500;

/** What an event says, in a line. */
export const EVENTS = new Map([
  ["conference-start", "The conference began"],
  ["conference-end", "The conference ended"],
  ["participant-join", "joined"],
  ["participant-leave", "left"],
  ["participant-mute", "was muted"],
  ["participant-unmute", "was unmuted"],
  ["participant-hold", "was put on hold"],
  ["participant-unhold", "was taken off hold"],
  ["participant-modify", "was changed"],
  ["participant-speech-start", "began to speak"],
  ["participant-speech-stop", "stopped speaking"],
  ["announcement-end", "heard an announcement"],
  ["announcement-fail", "An announcement failed"],
]);

/** "3 times, 2 min 4 s"; empty if never. */
export function oftenAndLong(spans, now) {
  const { times, milliseconds } = counted(spans, now);
  return times === 0 ? "" : `${times.toLocaleString("en")}×, ${lasting(milliseconds)}`;
}

/** A lane in a sentence, for those who hear it. */
export function summary(lane, now) {
  const parts = [lane.name, presence(lane)];
  for (const kind of KINDS) {
    const { times, milliseconds } = counted(lane[kind], now);
    if (times > 0) {
      parts.push(`${VERBS[kind]} ${times === 1 ? "once" : `${times} times`}, ${lasting(milliseconds)}`);
    }
  }
  return parts.join(", ");
}

function presence(lane) {
  if (lane.joined === null) {
    return lane.left === null ? "called, not there yet" : "never came";
  }
  return lane.left === null
    ? `there since ${secondsOf(lane.joined)}`
    : `there from ${secondsOf(lane.joined)} to ${secondsOf(lane.left)}, ${lasting(lane.left - lane.joined)}`;
}

/** The conference's own lane in a sentence. */
export function summaryOfAll(whole) {
  const end = whole.ended === null ? "on since" : "from";
  return [
    "The conference",
    whole.started === null ? "waits to start" : `${end} ${momentOf(whole.started)}`,
    ...(whole.ended === null ? [] : [`to ${secondsOf(whole.ended)}`]),
  ].join(", ");
}

/** What was so of a lane at a time, with the exact times of what went on then. */
export function reading(lane, time, near, now) {
  const parts = [`${secondsOf(time)} · ${lane.name}`];
  if (isThere(lane, time)) {
    const going = stateAt(lane, time).map((kind) => span(NAMES[kind], lane[kind].find((each) => holds(each, time)), now));
    parts.push(`there ${stretch(lane.joined, lane.left)}`, ...going);
  } else {
    parts.push(absence(lane, time));
  }
  parts.push(...marksNear(lane.marks, time, near));
  return parts.join(" · ");
}

/** What was so of the conference at a time. */
export function readingOfAll(whole, time, near) {
  const state =
    whole.started === null || time < whole.started ? "waited to start" : whole.ended !== null && time >= whole.ended ? `ended at ${secondsOf(whole.ended)}` : `on ${stretch(whole.started, whole.ended)}`;
  return [`${secondsOf(time)} · The conference`, state, ...marksNear(whole.marks, time, near)].join(" · ");
}

function absence(lane, time) {
  if (lane.left !== null && time >= lane.left) {
    return lane.joined === null ? `never came, given up at ${secondsOf(lane.left)}` : `left at ${secondsOf(lane.left)}`;
  }
  return lane.called !== null && time >= lane.called ? `called at ${secondsOf(lane.called)}, not there yet` : "not there yet";
}

function holds(each, time) {
  return each.from <= time && (each.to === null || time < each.to);
}

function span(name, each, now) {
  return `${name} ${stretch(each.from, each.to)} (${lasting((each.to ?? now) - each.from)})`;
}

function stretch(from, to) {
  return to === null ? `since ${secondsOf(from)}` : `${secondsOf(from)} to ${secondsOf(to)}`;
}

function marksNear(marks, time, near) {
  return marks
    .filter((each) => Math.abs(each.at - time) <= Math.max(NEAR, near))
    .map((each) => (each.failed ? `announcement failed at ${secondsOf(each.at)}` : `announcement heard to its end at ${secondsOf(each.at)}`));
}

/** What an event says, with who it is about. */
export function sentence(event, nameOfCall) {
  const text = EVENTS.get(event.name) ?? event.name;
  const who = event.call ? nameOfCall(event.call) || event.label || event.call : "";
  if (event.name === "announcement-fail") {
    return [who ? `${text} to ${who}` : text, event.why].filter((part) => part).join(": ");
  }
  if (event.name === "announcement-end") {
    return `${who || "Everybody"} ${text}: ${event.address}`;
  }
  if (event.name === "conference-end") {
    return `${text}: ${whyEnded(event.why.replaceAll("-", "_"))}`;
  }
  if (event.name === "participant-leave") {
    return `${who} ${text}: ${whyLeft(event.why)}`;
  }
  return who ? `${who} ${text}` : text;
}
