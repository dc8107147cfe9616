// How times, lengths and reasons are said on the pages of what has been.

const DAY = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const MINUTES = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const SECONDS = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });
const EXACTLY = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 });

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const WHOLE_DAY = 24 * HOUR;

/** Why conferences end: how the API spells it, and how it is said. */
export const ENDS = new Map([
  ["last_participant_left", "the last participant left"],
  ["last_participant_kicked", "the last participant was removed"],
  ["conference_ended_via_api", "it was ended by hand or by an app"],
  ["participant_with_end_conference_on_exit_left", "somebody left who ends it by leaving"],
  ["participant_with_end_conference_on_exit_kicked", "somebody was removed who ends it by leaving"],
  ["server_stopped", "the server was stopped"],
  ["server_restarted", "the server went away and was started again"],
]);

const LEAVES = new Map([
  ["participant_hung_up", "hung up"],
  ["participant_updated_via_api", "removed"],
  ["participant_add_failed", "never came"],
  ["conference_ended_via_api", "the conference was ended"],
  ["moderator_ended_conference", "somebody left who ends the conference by leaving"],
  ["participant_time_limit", "the call's time was over"],
  ["participant_unreachable", "no sign of life"],
  ["participant_never_acknowledged", "the phone never acknowledged the call"],
  ["participant_no_common_audio", "no common audio"],
  ["server_stopped", "the server was stopped"],
  ["server_restarted", "the server went away"],
]);

/** Why a conference ended, for the middle of a line; empty if it is on. */
export function whyEnded(reason) {
  return reason ? (ENDS.get(reason) ?? reason.replaceAll("_", " ")) : "";
}

/** Why a participant left; empty if it has not. */
export function whyLeft(reason) {
  return reason ? (LEAVES.get(reason) ?? reason.replaceAll("_", " ")) : "";
}

/** "Friday, 20 November 2026", or "Today". */
export function dayOf(date, now = new Date()) {
  const text = DAY.format(date);
  if (text === DAY.format(now)) {
    return "Today";
  }
  const before = new Date(now);
  before.setDate(before.getDate() - 1);
  return text === DAY.format(before) ? "Yesterday" : text;
}

/** "09:05". */
export function minutesOf(date) {
  return MINUTES.format(date);
}

/** "09:05:30". */
export function secondsOf(date) {
  return SECONDS.format(date);
}

/** "20 Nov 2026, 09:05:30.125". */
export function exactlyOf(date) {
  return `${DATE.format(date)}, ${EXACTLY.format(date)}`;
}

/** "20 Nov 2026, 09:05:30". */
export function momentOf(date) {
  return `${DATE.format(date)}, ${SECONDS.format(date)}`;
}

/** "45 s", "3 min 12 s", "1 h 4 min", "2 d 3 h": the two greatest units. */
export function lasting(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const parts = [
    [Math.floor(seconds / WHOLE_DAY), "d"],
    [Math.floor((seconds % WHOLE_DAY) / HOUR), "h"],
    [Math.floor((seconds % HOUR) / MINUTE), "min"],
    [seconds % MINUTE, "s"],
  ];
  const first = parts.findIndex(([number]) => number > 0);
  if (first < 0) {
    return "0 s";
  }
  return parts
    .slice(first, first + 2)
    .filter(([number]) => number > 0)
    .map(([number, unit]) => `${number} ${unit}`)
    .join(" ");
}
