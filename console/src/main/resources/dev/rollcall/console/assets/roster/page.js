// The page that shows who is there. What is shown changes by the piece that has changed.

import { Actions, nameOf } from "./actions.js";
import { exposure } from "./exposure.js";
import { counted, make, setText, tell } from "../shell/dom.js";
import { follow } from "../shell/events.js";
import { KEYS, Row, states } from "./participant.js";
import { Roster } from "./roster.js";

/** Milliseconds of one frame that may be spent on showing what has changed. */
const PER_FRAME = 8;

/** As many as are worth reading; older ones make room. */
const MOST_NOTICES = 3;

const STATES = ["speaking", "muted", "on hold", "coaching", "ringing", "connecting", "queued"];

export class Page {
  /** Why somebody sees nothing here; null if there is no reason. */
  static objection(who) {
    return who.may_see
      ? null
      : {
          title: "This token sees no conferences",
          text: "It lacks the scope conferences:read. Sign out, and sign in with one that has it.",
        };
  }

  constructor(place, who, signedOut) {
    this.place = place;
    this.mayChange = who.may_change;
    this.signedOut = signedOut;
    this.exposure = exposure(who);
    this.actions = new Actions(who.account_sid);
    this.roster = new Roster(who.account_sid, this.listener());
    this.sections = new Map();
    this.pending = new Map();
    this.here = null;
    this.frame = 0;
    this.stopped = new AbortController();
  }

  start() {
    document.title = "Who is there · Rollcall";
    this.build();
    this.readAddress();
    addEventListener("popstate", this.onPop = () => this.readAddress());
    document.addEventListener("close", this.onClose = (event) => this.refocus(event.target), true);
    follow(
      {
        opened: (resumed) => {
          this.live(true, "Live");
          if (!resumed || !this.roster.loaded || this.roster.behind) {
            this.roster.load();
          }
        },
        event: (event) => this.roster.apply(event),
        lost: (reason) => this.live(false, `Not live: ${reason} Trying again…`),
        signedOut: () => this.signedOut(),
      },
      this.stopped.signal,
    );
  }

  stop() {
    this.stopped.abort();
    this.roster.stop();
    removeEventListener("popstate", this.onPop);
    document.removeEventListener("close", this.onClose, true);
    cancelAnimationFrame(this.frame);
  }

  build() {
    this.status = make("p", { className: "live" }, "Connecting…");
    this.total = make("p", { className: "total" });
    this.error = make("p", { className: "error", role: "alert", hidden: true });
    this.search = make("input", {
      type: "search",
      id: "search",
      placeholder: "Name, number, label or conference",
      input: () => this.filter(true),
    });
    this.state = make(
      "select",
      { id: "state", change: () => this.filter(true) },
      make("option", { value: "" }, "Everybody"),
      ...STATES.map((state) => make("option", { value: state }, state)),
    );
    this.list = make("div", {
      click: (event) => this.clicked(event),
      keydown: (event) => this.keyed(event),
      focusin: (event) => this.focused(event),
    });
    this.notices = make("div", { className: "notices", role: "status" });
    this.empty = make("div", { className: "empty", hidden: true });
    this.place.replaceChildren(
      make(
        "div",
        { className: "head" },
        make("h1", {}, "Who is there"),
        this.status,
        ...(this.mayChange
          ? [make("button", { type: "button", className: "main", click: () => this.actions.add(null) }, "Call somebody in")]
          : []),
      ),
      this.exposure,
      make(
        "form",
        { className: "filter", role: "search", submit: (event) => event.preventDefault() },
        make("label", { for: "search" }, "Search"),
        this.search,
        make("label", { for: "state" }, "Show"),
        this.state,
        this.total,
      ),
      this.error,
      this.notices,
      this.list,
      this.empty,
    );
  }

  listener() {
    return {
      participant: (sid, call) => this.outdated(sid, call),
      conference: (sid) => this.outdated(sid, null),
      loaded: () => {
        if (!this.roster.behind) {
          this.fault("");
        }
        this.outdated(null, null);
      },
      notice: (sid, text, bad) => this.notice(sid, text, bad),
      failed: (error) => {
        if (error.status !== 401) {
          this.fault(`The list may be out of date: ${error.message}`);
        }
      },
    };
  }

  // What is in the address.

  readAddress() {
    const query = new URLSearchParams(location.search);
    this.search.value = query.get("q") ?? "";
    this.state.value = STATES.includes(query.get("state")) ? query.get("state") : "";
    this.filter(false);
  }

  filter(write) {
    this.words = this.search.value.trim().toLowerCase().split(/\s+/).filter((word) => word);
    if (write) {
      const query = new URLSearchParams();
      if (this.search.value.trim()) {
        query.set("q", this.search.value.trim());
      }
      if (this.state.value) {
        query.set("state", this.state.value);
      }
      history.replaceState(null, "", query.size > 0 ? `/?${query}` : "/");
    }
    for (const [sid, section] of this.sections) {
      section.rows.forEach((_, call) => this.outdated(sid, call));
      this.outdated(sid, null);
    }
    this.outdated(null, null);
  }

  wanted(conference, participant) {
    if (this.state.value && !states(participant, conference).includes(this.state.value)) {
      return false;
    }
    if (this.words.length === 0) {
      return true;
    }
    const text = [conference.name, nameOf(participant), participant.name, participant.from, participant.to, participant.call_sid]
      .join(" ")
      .toLowerCase();
    return this.words.every((word) => text.includes(word));
  }

  // Showing what has changed, a few milliseconds in each frame.

  outdated(sid, call) {
    if (sid) {
      const calls = this.pending.get(sid) ?? new Set();
      if (call) {
        calls.add(call);
      }
      this.pending.set(sid, calls);
    }
    this.frame ||= requestAnimationFrame(() => this.paint());
  }

  paint() {
    this.frame = 0;
    const until = performance.now() + PER_FRAME;
    for (const [sid, calls] of this.pending) {
      const conference = this.roster.conferences.get(sid);
      if (!conference) {
        const gone = this.sections.get(sid)?.element;
        if (gone?.contains(document.activeElement)) {
          this.place.focus();
        }
        gone?.remove();
        this.sections.delete(sid);
        this.pending.delete(sid);
        continue;
      }
      const section = this.sections.get(sid) ?? this.addSection(conference);
      for (const call of calls) {
        calls.delete(call);
        this.showRow(section, conference, call);
        if (performance.now() > until) {
          this.frame = requestAnimationFrame(() => this.paint());
          return;
        }
      }
      this.pending.delete(sid);
      this.showSection(section, conference);
    }
    this.showTotal();
  }

  addSection(conference) {
    const sid = conference.sid;
    const section = {
      rows: new Map(),
      shown: 0,
      active: null,
      chosen: false,
      title: make("a", { href: `/conferences/${sid}`, title: "What happened in it" }),
      about: make("p", { className: "about" }),
      notices: make("div", { className: "notices", role: "status" }),
      list: make("ul", { className: "rows", "aria-labelledby": `t-${sid}` }),
    };
    const bar = make(
      "div",
      { className: "bar", role: "group", "aria-label": "Actions of the conference" },
      ...[["add", "Call in"], ["announceAll", "Announce"], ["end", "End"]].map(([action, text]) =>
        make("button", { type: "button", data: { action } }, text),
      ),
    );
    section.element = make(
      "section",
      { className: "conference", "aria-labelledby": `t-${sid}`, data: { conference: sid } },
      make("div", { className: "head" }, make("h2", { id: `t-${sid}` }, section.title), section.about, ...(this.mayChange ? [bar] : [])),
      section.notices,
      section.list,
    );
    this.sections.set(sid, section);
    insert(this.list, section.element, "conference");
    return section;
  }

  showRow(section, conference, call) {
    const participant = conference.participants.get(call);
    const row = section.rows.get(call);
    if (!participant) {
      if (row) {
        this.removeRow(section, row);
      }
      return;
    }
    const shown = row ?? new Row(conference.sid, call, this.mayChange);
    if (!row) {
      section.rows.set(call, shown);
      insert(section.list, shown.element, "call");
    }
    shown.show(participant, conference);
    this.hide(shown, !this.wanted(conference, participant));
    if (shown.element.hidden && section.active === shown) {
      this.activate(section, null);
      section.chosen = false;
    }
  }

  /** Hides a row, or shows it. Who stood in it finds back to the list by the search. */
  hide(row, hidden) {
    if (hidden && row.element.contains(document.activeElement)) {
      this.search.focus();
    }
    row.element.hidden = hidden;
  }

  removeRow(section, row) {
    const focused =
      row.element.contains(document.activeElement) ||
      (this.here === row.element && document.querySelector("dialog[open]") !== null);
    const next = shownFrom(row.element, "nextElementSibling") ?? shownFrom(row.element, "previousElementSibling");
    row.element.remove();
    section.rows.delete(row.call);
    if (section.active === row) {
      section.active = null;
      section.chosen = focused;
      this.activate(section, section.rows.get(next?.dataset.call) ?? firstShown(section));
      if (focused) {
        this.here = section.active?.element ?? this.here;
        (section.active?.element ?? this.place).focus();
      }
    }
  }

  showSection(section, conference) {
    if (!section.chosen) {
      this.activate(section, firstShown(section));
    }
    setText(section.title, conference.name);
    let shown = 0;
    section.rows.forEach((row) => {
      shown += row.element.hidden ? 0 : 1;
    });
    section.shown = shown;
    const all = conference.participants.size;
    setText(
      section.about,
      [
        conference.status === "init" ? "waits to start" : "",
        shown === all ? counted(all, "participant") : `${shown} of ${counted(all, "participant")}`,
      ]
        .filter((text) => text)
        .join(" · "),
    );
    const filtering = this.words.length > 0 || this.state.value !== "";
    section.element.hidden = filtering && shown === 0;
  }

  showTotal() {
    let participants = 0;
    let shown = 0;
    for (const conference of this.roster.conferences.values()) {
      participants += conference.participants.size;
    }
    this.sections.forEach((section) => {
      shown += section.shown;
    });
    const conferences = this.roster.conferences.size;
    setText(
      this.total,
      this.roster.loaded ? `${counted(participants, "participant")} in ${counted(conferences, "conference")}` : "",
    );
    this.showEmpty(conferences, shown);
  }

  showEmpty(conferences, shown) {
    const filtering = this.words.length > 0 || this.state.value !== "";
    const kind = !this.roster.loaded ? "" : conferences === 0 ? "nobody" : filtering && shown === 0 ? "none" : "";
    if (this.empty.dataset.kind === kind) {
      return;
    }
    this.empty.dataset.kind = kind;
    this.empty.hidden = kind === "";
    if (kind === "nobody") {
      this.empty.replaceChildren(
        make("h2", {}, "No conference is on"),
        make("p", {}, "Dial sip:standup@ and this server's address from a phone: the conference appears here the moment it is in."),
        ...(this.mayChange
          ? [
              make("p", {}, "No phone at hand? Call a test phone in, which says back what it hears:"),
              make("button", { type: "button", className: "main", click: () => this.actions.add(null) }, "Call somebody in"),
            ]
          : []),
      );
    } else if (kind === "none") {
      this.empty.replaceChildren(
        make("h2", {}, "Nobody matches"),
        make("button", { type: "button", click: () => this.showAll() }, "Show everybody"),
      );
    }
  }

  showAll() {
    this.search.value = "";
    this.state.value = "";
    this.filter(true);
    this.search.focus();
  }

  // What is said beside the lists.

  live(is, text) {
    this.status.classList.toggle("on", is);
    setText(this.status, text);
    if (!is) {
      tell(text);
    }
  }

  fault(text) {
    this.error.hidden = !text;
    setText(this.error, text);
  }

  notice(sid, text, bad) {
    const section = this.roster.conferences.has(sid) ? this.sections.get(sid) : null;
    const notices = section?.notices ?? this.notices;
    const item = make(
      "div",
      { className: bad ? "error" : "" },
      make("p", {}, text),
      make("button", { type: "button", "aria-label": "Dismiss", click: () => item.remove() }, "×"),
    );
    notices.append(item);
    while (notices.children.length > MOST_NOTICES) {
      notices.firstElementChild.remove();
    }
  }

  // Acting.

  clicked(event) {
    const button = event.target.closest("button[data-action]");
    if (button) {
      const { section, row, conference } = this.at(button);
      this.act(button.dataset.action, section, row, conference);
    }
  }

  at(element) {
    const sid = element.closest("[data-conference]")?.dataset.conference;
    const section = this.sections.get(sid);
    const row = section?.rows.get(element.closest("[data-call]")?.dataset.call);
    return { section, row, conference: this.roster.conferences.get(sid) };
  }

  act(action, section, row, conference) {
    if (!conference) {
      return;
    }
    if (row) {
      this.actOnRow(action, row, conference);
    } else if (action === "add") {
      this.actions.add(conference);
    } else if (action === "announceAll") {
      this.actions.announce(conference);
    } else if (action === "end") {
      this.actions.end(conference);
    }
  }

  async actOnRow(action, row, conference) {
    const participant = row.participant;
    if (row.element.getAttribute("aria-busy") === "true") {
      return;
    }
    row.fault("");
    row.busy(action, true);
    try {
      await this.started(action, participant, conference);
    } catch (failed) {
      row.fault(failed.message);
    } finally {
      row.busy(action, false);
    }
  }

  started(action, participant, conference) {
    switch (action) {
      case "mute":
        return this.actions.mute(participant);
      case "hold":
        return this.actions.hold(participant);
      case "coach":
        return this.actions.coach(
          participant,
          [...conference.participants.values()].filter(
            (each) => each.call_sid !== participant.call_sid && each.status === "connected",
          ),
        );
      case "announce":
        return this.actions.announceTo(participant);
      case "kick":
        return this.actions.kick(participant);
      default:
        return null;
    }
  }

  // The keyboard: one row of each conference is in the order of the tabulator, the first one until
  // somebody goes to another.

  activate(section, row) {
    if (section.active !== row) {
      section.active?.reachable(false);
      section.active = row ?? null;
      section.active?.reachable(true);
    }
  }

  focused(event) {
    const { section, row } = this.at(event.target);
    if (row) {
      section.chosen = true;
      this.here = row.element;
      this.activate(section, row);
    }
  }

  /** Who came from a row that a dialog has removed goes on in the next one. */
  refocus(dialog) {
    const section = this.sections.get(this.here?.closest("[data-conference]")?.dataset.conference);
    // A browser that has nowhere to go back to leaves the focus inside what is closed.
    const lost = document.activeElement === document.body || dialog.contains(document.activeElement);
    if (lost && this.here) {
      (section?.active?.element ?? this.place).focus();
    }
  }

  keyed(event) {
    const { section, row, conference } = this.at(event.target);
    if (!row || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const target = moved(event.key, section, row);
    if (target) {
      event.preventDefault();
      this.activate(section, target);
      target.element.focus();
    } else if (event.target === row.element && KEYS.has(event.key) && this.mayChange) {
      event.preventDefault();
      this.act(KEYS.get(event.key), section, row, conference);
    }
  }
}

function firstShown(section) {
  for (const element of section.list.children) {
    if (!element.hidden) {
      return section.rows.get(element.dataset.call);
    }
  }
  return null;
}

/** Puts an element among its like by its sid, which sorts by time: who comes last stands last. */
function insert(list, element, name) {
  let from = 0;
  let to = list.children.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (list.children[middle].dataset[name] < element.dataset[name]) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  list.insertBefore(element, list.children[from] ?? null);
}

/** The row that a key leads to; null if it leads to none. */
function moved(key, section, row) {
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[key];
  let element = step ? row.element[step] : null;
  if (key === "Home") {
    return firstShown(section);
  }
  if (key === "End") {
    element = section.list.lastElementChild;
  }
  if (element?.hidden) {
    element = shownFrom(element, step ?? "previousElementSibling");
  }
  return element ? section.rows.get(element.dataset.call) : null;
}

/** The next row in a direction that is shown; null if there is none. */
function shownFrom(element, step) {
  let next = element[step];
  while (next?.hidden) {
    next = next[step];
  }
  return next;
}
