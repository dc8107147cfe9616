// Time across a width: where a moment lies, which moments are marked, what is seen.

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STEPS = [
  100,
  200,
  500,
  ...[1, 2, 5, 10, 15, 30].map((each) => each * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((each) => each * MINUTE),
  ...[1, 2, 3, 6, 12].map((each) => each * HOUR),
  ...[1, 2, 7, 14, 28].map((each) => each * DAY),
];

const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const MINUTES = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const SECONDS = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });
const TENTHS = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 1,
});

/** Nothing shorter is worth a width of its own. */
export const SHORTEST = 200;

/** A stretch of time laid over a width. */
export class Scale {
  constructor(from, to, width) {
    this.from = from;
    this.to = Math.max(to, from + SHORTEST);
    this.width = width;
  }

  /** Milliseconds that one pixel stands for. */
  get pixel() {
    return (this.to - this.from) / this.width;
  }

  x(time) {
    return ((time - this.from) / (this.to - this.from)) * this.width;
  }

  time(x) {
    return this.from + (x / this.width) * (this.to - this.from);
  }
}

/**
 * The moments to mark between `from` and `to`, at most `most`: whole minutes, quarters, hours, days of
 * the clock that is `offset` milliseconds ahead of UTC.
 */
export function ticks(from, to, most, offset) {
  const longest = STEPS.at(-1);
  const step =
    STEPS.find((each) => (to - from) / each <= most) ?? longest * Math.ceil((to - from) / longest / most);
  const times = [];
  for (let time = Math.ceil((from + offset) / step) * step - offset; time <= to; time += step) {
    times.push(time);
  }
  return { step, times };
}

/**
 * What is seen after coming nearer (`factor` below 1) or going away (above 1) around a moment, never
 * more than `whole`.
 */
export function zoomed(seen, whole, factor, around) {
  const length = Math.max(SHORTEST, (seen.to - seen.from) * factor);
  const share = (around - seen.from) / (seen.to - seen.from || 1);
  return within({ from: around - length * share, to: around + length * (1 - share) }, whole);
}

/** `seen`, moved by milliseconds, as far as `whole` goes. */
export function moved(seen, whole, by) {
  return within({ from: seen.from + by, to: seen.to + by }, whole);
}

/** `seen` pushed into `whole`; all of it if it does not fit. */
export function within(seen, whole) {
  const length = seen.to - seen.from;
  if (length >= whole.to - whole.from) {
    return { from: whole.from, to: whole.to };
  }
  const from = Math.min(Math.max(seen.from, whole.from), whole.to - length);
  return { from, to: from + length };
}

/** What a mark of time says where marks are `step` milliseconds apart. */
export function markText(time, step) {
  const date = new Date(time);
  if (step < MINUTE) {
    return (step < SECOND ? TENTHS : SECONDS).format(date);
  }
  const midnight = date.getHours() === 0 && date.getMinutes() === 0;
  return (step >= DAY || midnight ? DATE : MINUTES).format(date);
}
