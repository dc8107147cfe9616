// The lanes as they are drawn. Only those in sight are, so that a thousand cost what twenty do.

import { make, setText } from "../shell/dom.js";
import { draw, LANE, shapesOf, shapesOfAll } from "./draw.js";
import { markText, Scale, ticks } from "./scale.js";
import { summary, summaryOfAll } from "./telling.js";

/** Pixels from one mark of time to the next, at least. */
const APART = 84;

/** Lanes drawn above and below what is in sight. */
const AROUND = 3;

const AXIS = 28;

/** A box of lanes that is scrolled in itself, as `box`. The first lane is the conference's own. */
export class Picture {
  constructor(listeners) {
    this.rows = new Map();
    this.scale = null;
    this.axis = draw("svg", { class: "course-axis", height: AXIS });
    this.line = make("div", { className: "course-cursor", hidden: true, "aria-hidden": "true" });
    this.band = make("div", { className: "course-band", hidden: true, "aria-hidden": "true" });
    this.list = make("div", { className: "course-lanes" }, this.line, this.band);
    const top = make("div", { className: "course-top", "aria-hidden": "true" }, this.axis);
    this.box = make(
      "div",
      { className: "course-box", tabIndex: 0, role: "listbox", ...listeners },
      make("div", { className: "course-sheet" }, top, this.list),
    );
  }

  /**
   * Draws what is in sight: `lanes` below the one of the conference, `whole`, over the time of `view`.
   * What has no end goes on until `now`; `active` is the number of the chosen lane.
   */
  paint({ lanes, whole, view, now, active }) {
    const width = this.axis.clientWidth;
    if (width === 0) {
      return;
    }
    this.count = lanes.length + 1;
    this.names = this.list.clientWidth - width;
    this.scale = new Scale(view.from, view.to, width);
    const most = Math.max(2, Math.floor(width / APART));
    const marked = ticks(view.from, view.to, most, -new Date(view.from).getTimezoneOffset() * 60_000);
    const lines = marked.times.map((time) => this.scale.x(time));
    this.axis.replaceChildren(...marked.times.flatMap((time) => this.mark(time, marked.step)));
    this.list.style.height = `${this.count * LANE}px`;
    const first = Math.max(0, Math.floor((this.box.scrollTop - AXIS) / LANE) - AROUND);
    const end = Math.min(this.count, Math.ceil((this.box.scrollTop + this.box.clientHeight) / LANE) + AROUND);
    this.forgetBut(first, end);
    for (let index = first; index < end; index++) {
      const lane = lanes[index - 1];
      const row = this.rows.get(index) ?? this.addRow(index);
      row.picture.replaceChildren(
        ...(index === 0 ? shapesOfAll(whole, this.scale, lines, now) : shapesOf(lane, this.scale, lines, now)),
      );
      this.say(row, index === 0 ? "The conference" : lane.name, index === 0 ? summaryOfAll(whole) : summary(lane, now));
      row.element.setAttribute("aria-selected", String(index === active));
    }
    if (this.rows.has(active)) {
      this.box.setAttribute("aria-activedescendant", idOf(active));
    } else {
      this.box.removeAttribute("aria-activedescendant");
    }
  }

  mark(time, step) {
    const x = Math.round(this.scale.x(time));
    const anchor = x < APART / 2 ? "start" : x > this.scale.width - APART / 2 ? "end" : "middle";
    return [
      draw("path", { class: "course-grid", d: `M${x} ${AXIS - 6}v6` }),
      draw("text", { x, y: AXIS - 10, "text-anchor": anchor }, markText(time, step)),
    ];
  }

  forgetBut(first, end) {
    for (const [index, row] of this.rows) {
      if (index < first || index >= end) {
        row.element.remove();
        this.rows.delete(index);
      }
    }
  }

  addRow(index) {
    const row = {
      name: make("span", { className: "course-name" }),
      picture: draw("svg", { class: "course-picture", height: LANE, "aria-hidden": "true" }),
      label: "",
    };
    row.element = make(
      "div",
      { className: "course-lane", id: idOf(index), role: "option", "aria-posinset": index + 1 },
      row.name,
      row.picture,
    );
    row.element.style.transform = `translateY(${index * LANE}px)`;
    const next = Math.min(...[...this.rows.keys()].filter((other) => other > index));
    this.list.insertBefore(row.element, this.rows.get(next)?.element ?? this.line);
    this.rows.set(index, row);
    return row;
  }

  say(row, name, label) {
    setText(row.name, name);
    if (row.label !== label) {
      row.label = label;
      row.name.title = name;
      row.element.setAttribute("aria-label", label);
    }
    row.element.setAttribute("aria-setsize", this.count);
  }

  /** Which lane and which moment a pointer is at; the moment is null beside the names. */
  at(event) {
    if (!this.scale) {
      return null;
    }
    const sheet = this.list.getBoundingClientRect();
    const index = Math.floor((event.clientY - sheet.top) / LANE);
    const x = event.clientX - sheet.left - this.names;
    const beyond = event.clientY < this.box.getBoundingClientRect().top + AXIS;
    return index < 0 || index >= this.count || beyond
      ? null
      : { index, time: x < 0 ? null : this.scale.time(Math.min(x, this.scale.width)) };
  }

  /** Where a moment lies in the sheet. */
  place(time) {
    return this.names + this.scale.x(time);
  }

  /** Draws the line at a moment; none if it is null. */
  point(time) {
    this.line.hidden = time === null;
    if (time !== null) {
      this.line.style.left = `${this.place(time)}px`;
    }
  }

  /** Marks a stretch that is being chosen; none if it is null. */
  hold(stretch) {
    this.band.hidden = !stretch;
    if (stretch) {
      this.band.style.left = `${this.place(stretch.from)}px`;
      this.band.style.width = `${this.place(stretch.to) - this.place(stretch.from)}px`;
    }
  }

  /** Scrolls so that a lane, and if need be a moment, can be seen. */
  reveal(index, time) {
    const top = index * LANE;
    const high = this.box.clientHeight - AXIS;
    if (top < this.box.scrollTop) {
      this.box.scrollTop = top;
    } else if (top + LANE > this.box.scrollTop + high) {
      this.box.scrollTop = top + LANE - high;
    }
    if (time !== null && this.scale) {
      const x = this.place(time);
      if (x < this.box.scrollLeft + this.names || x > this.box.scrollLeft + this.box.clientWidth) {
        this.box.scrollLeft = x - (this.box.clientWidth + this.names) / 2;
      }
    }
  }
}

function idOf(index) {
  return `course-lane-${index}`;
}
