// A value as nested lists that open and close.

import { make } from "../shell/dom.js";
import { HIDDEN } from "./secrets.js";

const OPEN_AT_ONCE = 40;
const MOST_AT_ONCE = 100;

/** The tree of a value; `mask` says whose values are hidden. */
export function tree(value, mask) {
  return make("div", { className: "playground-tree" }, node(null, value, mask, 0));
}

function node(name, value, mask, depth) {
  if (typeof value !== "object" || value === null || size(value) === 0) {
    return leaf(name, value, mask);
  }
  const details = make("details", {});
  const list = make("ul", {});
  const fill = () => {
    if (list.childElementCount === 0) {
      more(list, entries(value), mask, depth);
    }
  };
  // Filled when it is opened: an answer may have a hundred thousand parts.
  details.addEventListener("toggle", fill);
  details.append(make("summary", {}, ...label(name), note(value)), list);
  if (depth < 3 && (depth === 0 || size(value) <= OPEN_AT_ONCE)) {
    details.open = true;
    fill();
  }
  return details;
}

function more(list, rest, mask, depth) {
  list.append(...rest.slice(0, MOST_AT_ONCE).map(([name, value]) => make("li", {}, node(name, value, mask, depth + 1))));
  const others = rest.slice(MOST_AT_ONCE);
  if (others.length > 0) {
    const button = make("button", {
      type: "button",
      className: "playground-quiet",
      click: () => {
        row.remove();
        more(list, others, mask, depth);
      },
    }, `Show ${Math.min(others.length, MOST_AT_ONCE)} more of ${others.length}`);
    const row = make("li", {}, button);
    list.append(row);
  }
}

function leaf(name, value, mask) {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const type = value === null ? "null" : typeof value;
  const shown = make("span", { className: `playground-${type}` }, text === "" ? '""' : text);
  const line = make("div", { className: "playground-leaf" }, ...label(name), shown);
  if (typeof value === "string" && name !== null && mask.hides(name)) {
    shown.textContent = HIDDEN;
    const show = make("button", {
      type: "button",
      className: "playground-quiet",
      "aria-label": `Show ${name}`,
      click: () => {
        shown.textContent = value;
        show.remove();
      },
    }, "Show");
    line.append(" ", show);
  }
  return line;
}

function label(name) {
  return name === null ? [] : [make("span", { className: "playground-key" }, String(name)), " "];
}

function note(value) {
  const count = size(value);
  const things = Array.isArray(value) ? "item" : "member";
  return make("span", { className: "playground-note" }, `${count} ${things}${count === 1 ? "" : "s"}`);
}

function size(value) {
  return Array.isArray(value) ? value.length : Object.keys(value).length;
}

function entries(value) {
  return Array.isArray(value) ? value.map((each, place) => [place, each]) : Object.entries(value);
}
