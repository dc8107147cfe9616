// The course of a conference as a picture that is looked into: a lane for each participant, time from
// left to right. Here is what is seen of it and what is read from it.

import { lasting, momentOf, secondsOf } from "../history/words.js";
import { make, setText, tell } from "../shell/dom.js";
import { legend, patterns } from "./draw.js";
import { Picture } from "./picture.js";
import { moved, within, zoomed } from "./scale.js";
import { momentsOf } from "./spans.js";
import { reading, readingOfAll } from "./telling.js";

const NEARER = 0.5;
const STEP = 0.25;
const PAGE = 10;

/** Pixels within which a moment is meant by a pointer. */
const NEAR = 5;

/** Nothing shorter counts as a stretch that somebody has drawn. */
const SHORTEST_DRAG = 6;

const KEYS =
  "Point at a lane to read the exact times; draw across it to see that stretch closer. Keys: ↑ ↓ another participant, ← → the next moment at which something changed, + − closer and farther, 0 all of it.";

/**
 * The picture, as `element`. `changed(seen)` is called when somebody has chosen what to see: a stretch
 * of time, or null for all of it.
 */
export class Timeline {
  constructor(changed) {
    this.changed = changed;
    this.lanes = [];
    this.whole = null;
    this.seen = null;
    this.active = 0;
    this.cursor = null;
    this.drag = null;
    this.frame = 0;
    this.picture = new Picture({
      "aria-label": "Timeline: a lane for each participant",
      "aria-describedby": "course-keys",
      scroll: () => this.repaint(),
      keydown: (event) => this.keyed(event),
      pointermove: (event) => this.pointed(event),
      pointerdown: (event) => this.pressed(event),
      pointerup: () => this.released(),
      pointercancel: () => this.drop(),
      pointerleave: () => this.read(this.active, null),
      dblclick: () => this.choose(null),
    });
    this.reading = make("p", { className: "course-reading" });
    this.nearer = button("Closer", () => this.zoom(NEARER));
    this.farther = button("Farther", () => this.zoom(1 / NEARER));
    this.earlier = button("Earlier", () => this.move(-STEP));
    this.later = button("Later", () => this.move(STEP));
    this.all = button("All of it", () => this.choose(null));
    const bar = [this.nearer, this.farther, this.earlier, this.later, this.all];
    this.element = make(
      "div",
      { className: "course" },
      patterns(),
      legend(),
      make("div", { className: "bar", role: "group", "aria-label": "What is seen" }, ...bar),
      this.reading,
      this.picture.box,
      make("p", { id: "course-keys", className: "hint" }, KEYS),
    );
    this.observer = new ResizeObserver(() => this.repaint());
    this.observer.observe(this.picture.box);
  }

  stop() {
    this.observer.disconnect();
    cancelAnimationFrame(this.frame);
  }

  /**
   * Shows lanes. `whole` is the conference's own: `{ created, started, ended, marks }`; what has no
   * end is drawn until `now`.
   */
  show(lanes, whole, now) {
    const chosen = this.lanes[this.active - 1]?.call;
    this.lanes = lanes;
    this.whole = whole;
    this.now = now;
    if (chosen && lanes[this.active - 1]?.call !== chosen) {
      this.active = lanes.findIndex((lane) => lane.call === chosen) + 1;
    }
    this.repaint();
  }

  /** Shows a stretch of time; all of it if that is null. */
  see(seen) {
    this.seen = seen;
    this.repaint();
  }

  /** All the time there is to be seen. */
  get range() {
    const from = Math.min(this.whole.created, this.lanes[0]?.called ?? this.whole.created);
    return { from, to: Math.max(this.whole.ended ?? this.now, from + 1) };
  }

  get view() {
    return this.seen ? within(this.seen, this.range) : this.range;
  }

  /** Takes what somebody has chosen to see. */
  choose(seen) {
    const range = this.range;
    const all = !seen || (seen.from <= range.from && seen.to >= range.to);
    this.see(all ? null : within(seen, range));
    this.changed(this.seen);
    tell(`Seen: ${this.seenText()}`);
  }

  zoom(factor) {
    const view = this.view;
    const inSight = this.cursor !== null && this.cursor >= view.from && this.cursor <= view.to;
    this.choose(zoomed(view, this.range, factor, inSight ? this.cursor : (view.from + view.to) / 2));
  }

  move(share) {
    const view = this.view;
    this.choose(moved(view, this.range, (view.to - view.from) * share));
  }

  seenText() {
    const { from, to } = this.view;
    return `${momentOf(from)} to ${secondsOf(to)} · ${lasting(to - from)}`;
  }

  repaint() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      if (this.whole) {
        this.paint();
      }
    });
  }

  paint() {
    const { from, to } = this.view;
    const range = this.range;
    this.picture.paint({ lanes: this.lanes, whole: this.whole, view: this.view, now: this.now, active: this.active });
    this.all.disabled = !this.seen;
    this.farther.disabled = !this.seen;
    this.earlier.disabled = from <= range.from;
    this.later.disabled = to >= range.to;
    if (this.picture.scale) {
      const shown = this.cursor !== null && this.cursor >= from && this.cursor <= to;
      this.picture.point(shown ? this.cursor : null);
      this.picture.hold(this.drag ? stretchOf(this.drag) : null);
      setText(this.reading, shown ? this.readingText() : this.seenText());
    }
  }

  /** Reads a lane at a moment; at none, if that is null. */
  read(index, time) {
    if (!this.drag) {
      this.active = index;
      this.cursor = time;
      this.repaint();
    }
  }

  readingText() {
    const near = this.picture.scale.pixel * NEAR;
    return this.active === 0
      ? readingOfAll(this.whole, this.cursor, near)
      : reading(this.lanes[this.active - 1], this.cursor, near, this.now);
  }

  // The pointer. A mouse draws the stretch that is to be seen; a finger scrolls.

  pointed(event) {
    const at = this.picture.at(event);
    if (this.drag) {
      this.drag.to = at?.time ?? this.drag.to;
      this.repaint();
    } else if (at) {
      this.read(at.index, at.time);
    }
  }

  pressed(event) {
    this.pointed(event);
    const at = this.picture.at(event);
    if (event.pointerType === "mouse" && event.button === 0 && typeof at?.time === "number") {
      this.drag = { from: at.time, to: at.time };
      this.picture.box.setPointerCapture(event.pointerId);
    }
  }

  released() {
    const drag = this.drag;
    this.drag = null;
    if (drag && Math.abs(drag.to - drag.from) / this.picture.scale.pixel >= SHORTEST_DRAG) {
      this.cursor = null;
      this.choose(stretchOf(drag));
    }
    this.repaint();
  }

  drop() {
    this.drag = null;
    this.repaint();
  }

  // The keyboard.

  keyed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.whole) {
      return;
    }
    if (this.act(event.key)) {
      event.preventDefault();
    }
  }

  act(key) {
    const last = this.lanes.length;
    switch (key) {
      case "ArrowDown":
        return this.go(Math.min(this.active + 1, last));
      case "ArrowUp":
        return this.go(Math.max(this.active - 1, 0));
      case "PageDown":
        return this.go(Math.min(this.active + PAGE, last));
      case "PageUp":
        return this.go(Math.max(this.active - PAGE, 0));
      case "Home":
        return this.go(0);
      case "End":
        return this.go(last);
      case "ArrowRight":
        return this.step(1);
      case "ArrowLeft":
        return this.step(-1);
      case "+":
      case "=":
        this.zoom(NEARER);
        return true;
      case "-":
        this.zoom(1 / NEARER);
        return true;
      case "0":
        this.choose(null);
        return true;
      case "Escape":
        this.drop();
        return false;
      default:
        return false;
    }
  }

  go(index) {
    this.active = index;
    this.picture.reveal(index, null);
    this.repaint();
    return true;
  }

  /** Goes to the next moment at which something changed in the lane, and tells what was so then. */
  step(direction) {
    const moments = this.active === 0 ? ownMoments(this.whole) : momentsOf(this.lanes[this.active - 1]);
    const from = this.cursor ?? (direction > 0 ? -Infinity : Infinity);
    const next =
      direction > 0 ? moments.find((time) => time > from) : moments.findLast((time) => time < from);
    if (next !== undefined) {
      this.cursor = next;
      const view = this.view;
      if (next < view.from || next > view.to) {
        const half = (view.to - view.from) / 2;
        this.choose({ from: next - half, to: next + half });
      }
      this.paint();
      this.picture.reveal(this.active, next);
      tell(this.readingText());
    }
    return true;
  }
}

function button(text, click) {
  return make("button", { type: "button", click }, text);
}

function stretchOf(drag) {
  return { from: Math.min(drag.from, drag.to), to: Math.max(drag.from, drag.to) };
}

function ownMoments(whole) {
  return [whole.created, whole.started, ...whole.marks.map((mark) => mark.at), whole.ended]
    .filter((time) => time !== null)
    .sort((one, other) => one - other);
}
