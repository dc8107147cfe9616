// The shapes of the picture: what one lane looks like, and what each shape means.

import { make } from "../shell/dom.js";
import { drawn } from "./spans.js";

const SVG = "http://www.w3.org/2000/svg";

/** Pixels from one lane to the next. */
export const LANE = 34;

const TOP = 5;
const HIGH = 24;
const MIDDLE = TOP + HIGH / 2;

/** Where in the lane each kind is drawn: all can be so at once. */
const BANDS = { held: [TOP, HIGH], speaking: [TOP + 4, 11], muted: [TOP + 16, 8], coaching: [TOP, 3] };

const NARROWEST = 1.5;
const DIAMOND = 5;

/** What people see, in the order of the legend. */
const LEGEND = [
  ["there", "there"],
  ["speaking", "speaking"],
  ["muted", "muted"],
  ["held", "on hold"],
  ["coaching", "coaching"],
  ["called", "called, not there yet"],
  ["announced", "announcement heard"],
  ["failed", "announcement failed"],
];

/** A new element of a picture. */
export function draw(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** The patterns that tell the kinds apart without colour. They have to be on the page once. */
export function patterns() {
  return draw(
    "svg",
    { class: "course-patterns", width: 0, height: 0, "aria-hidden": "true" },
    draw(
      "defs",
      {},
      draw(
        "pattern",
        { id: "course-muted", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
        draw("path", { class: "course-ink", d: "M0 0v6", "stroke-width": 4 }),
      ),
      draw(
        "pattern",
        { id: "course-held", width: 7, height: 7, patternUnits: "userSpaceOnUse" },
        draw("circle", { class: "course-dot", cx: 2, cy: 2, r: 1.25 }),
        draw("circle", { class: "course-dot", cx: 5.5, cy: 5.5, r: 1.25 }),
      ),
    ),
  );
}

/** What the shapes mean, as a list. */
export function legend() {
  return make(
    "ul",
    { className: "course-legend", "aria-label": "What the picture shows" },
    ...LEGEND.map(([kind, text]) =>
      make("li", {}, draw("svg", { width: 36, height: LANE, "aria-hidden": "true" }, ...sample(kind)), text),
    ),
  );
}

function sample(kind) {
  if (kind === "called") {
    return [draw("path", { class: "course-called", d: `M2 ${MIDDLE}h32` })];
  }
  if (kind === "announced" || kind === "failed") {
    return [box("there", 2, 34), mark(18, kind === "failed")];
  }
  return [box("there", 2, 34), ...(kind === "there" ? [box("caps", 2, 34)] : [piece(kind, [[2, 34]])])];
}

/** The shapes of a participant's lane. */
export function shapesOf(lane, scale, lines, now) {
  const until = lane.left ?? now;
  const shapes = [grid(lines)];
  const waited = { from: lane.called, to: lane.joined ?? until };
  if (lane.called !== null && waited.to - waited.from >= 1_000) {
    add(shapes, drawn([waited], scale.from, scale.to, 0), scale, (from, to) =>
      draw("path", { class: "course-called", d: `M${from} ${MIDDLE}H${to}` }));
  }
  if (lane.joined !== null) {
    const span = { from: lane.joined, to: until };
    add(shapes, drawn([span], scale.from, scale.to, 0), scale, (from, to) => box("there", from, to));
    shapes.push(caps(scale, lane.joined, lane.left));
  }
  for (const kind of Object.keys(BANDS)) {
    const pieces = drawn(closed(lane[kind], until), scale.from, scale.to, scale.pixel);
    if (pieces.length > 0) {
      shapes.push(piece(kind, pieces.map((each) => [scale.x(each.from), scale.x(each.to)])));
    }
  }
  shapes.push(...marksOf(lane.marks, scale));
  return shapes;
}

/** The shapes of the lane that stands for the conference itself. */
export function shapesOfAll(whole, scale, lines, now) {
  const shapes = [grid(lines)];
  const waited = { from: whole.created, to: whole.started ?? whole.ended ?? now };
  if (waited.to - waited.from >= 1_000) {
    add(shapes, drawn([waited], scale.from, scale.to, 0), scale, (from, to) =>
      draw("path", { class: "course-called", d: `M${from} ${MIDDLE}H${to}` }));
  }
  if (whole.started !== null) {
    const span = { from: whole.started, to: whole.ended ?? now };
    add(shapes, drawn([span], scale.from, scale.to, 0), scale, (from, to) => box("whole", from, to));
    shapes.push(caps(scale, whole.started, whole.ended));
  }
  shapes.push(...marksOf(whole.marks, scale));
  return shapes;
}

/** The marks of time, through one lane. */
function grid(lines) {
  return draw("path", { class: "course-grid", d: lines.map((x) => `M${round(x)} 0V${LANE}`).join("") });
}

function closed(spans, now) {
  return spans.at(-1)?.to === null ? [...spans.slice(0, -1), { from: spans.at(-1).from, to: now }] : spans;
}

function add(shapes, pieces, scale, shape) {
  pieces.forEach((each) => {
    const from = scale.x(each.from);
    shapes.push(shape(round(from), round(Math.max(scale.x(each.to), from + NARROWEST))));
  });
}

function box(kind, from, to) {
  return kind === "caps"
    ? draw("path", { class: "course-caps", d: `M${from} ${TOP}v${HIGH}M${to} ${TOP}v${HIGH}` })
    : draw("rect", { class: `course-${kind}`, x: from, y: TOP, width: to - from, height: HIGH });
}

/** Where somebody came and left; what is still going on has no end. */
function caps(scale, from, to) {
  const at = [from, to].filter((time) => time !== null && time >= scale.from && time <= scale.to);
  return draw("path", { class: "course-caps", d: at.map((time) => `M${round(scale.x(time))} ${TOP}v${HIGH}`).join("") });
}

/** All pieces of one kind in one lane are one shape: thousands cost no more than their outline. */
function piece(kind, stretches) {
  const [top, high] = BANDS[kind];
  const outline = stretches
    .map(([from, to]) => `M${round(from)} ${top}h${round(Math.max(to - from, NARROWEST))}v${high}H${round(from)}z`)
    .join("");
  return draw("path", { class: `course-${kind}`, d: outline, ...(kind === "muted" || kind === "held" ? { fill: `url(#course-${kind})` } : {}) });
}

function marksOf(marks, scale) {
  return marks
    .filter((each) => each.at >= scale.from && each.at <= scale.to)
    .map((each) => mark(scale.x(each.at), each.failed));
}

function mark(x, failed) {
  const d = DIAMOND;
  return failed
    ? draw("path", { class: "course-failed", d: `M${round(x - d)} ${MIDDLE - d}l${2 * d} ${2 * d}m0 ${-2 * d}l${-2 * d} ${2 * d}` })
    : draw("path", { class: "course-announced", d: `M${round(x - d)} ${MIDDLE}l${d} ${-d}l${d} ${d}l${-d} ${d}z` });
}

function round(x) {
  return Math.round(x * 10) / 10;
}
