// What was sent to apps and what became of it. The stream tells of each change; nothing is polled.

import { get, post } from "../shell/api.js";
import { counted, make, setText, tell } from "../shell/dom.js";
import { follow } from "../shell/events.js";
import { DeliveryRow } from "./delivery.js";
import { ACCOUNT_OR_KEY, Section, emptiness } from "./section.js";

const PATH = "/rollcall/v1/deliveries";
const PAGE = 25;

/** Beyond that, what is new is counted and read when somebody asks for it. */
const MOST_ROWS = 500;
const MOST_COUNTED = 10_000;

const STATES = [["", "All"], ["failed", "Failed"], ["pending", "Waiting"], ["delivered", "Delivered"]];
const SID = /^(CF|CA)[0-9a-fA-F]{32}$/;

export class Deliveries {
  constructor(who, signedOut) {
    this.may = who.kind !== "user";
    this.signedOut = signedOut;
    this.rows = new Map();
    this.cursor = null;
    this.round = 0;
    this.newer = new Set();
    this.told = new Set();
    this.stopped = new AbortController();
    this.status = make("p", { className: "live" }, "Connecting…");
    this.section = new Section(
      "deliveries",
      "Deliveries",
      "Messages that tell apps of events, newest first.",
      ...(this.may ? [this.status] : []),
    );
  }

  start() {
    if (!this.may) {
      this.section.closed("An API token sees no deliveries.", ACCOUNT_OR_KEY);
      return;
    }
    this.build();
    this.readAddress();
    follow(
      {
        opened: () => {},
        event: (delivery) => (delivery.id ? this.changed(delivery) : this.ready()),
        lost: (reason) => this.live(false, `Not live: ${reason} Trying again…`),
        signedOut: () => this.signedOut(),
      },
      this.stopped.signal,
      PATH,
    );
  }

  stop() {
    this.stopped.abort();
    this.round++;
  }

  build() {
    this.state = make(
      "select",
      { id: "delivery-state", change: () => this.filter() },
      ...STATES.map(([value, text]) => make("option", { value }, text)),
    );
    this.about = make("input", {
      id: "delivery-about",
      type: "search",
      placeholder: "CF… or CA…",
      spellcheck: false,
      autocapitalize: "none",
      change: () => this.filter(),
      "aria-describedby": "delivery-hint",
    });
    this.total = make("p", { className: "total", role: "status" });
    this.list = make("ul", { className: "operations-rows", "aria-labelledby": "deliveries-title" });
    this.none = make("div", { hidden: true });
    this.more = make("button", { type: "button", hidden: true, click: () => this.load(true) }, "Show more");
    this.anew = make("button", { type: "button", hidden: true, click: () => this.load(false) });
    this.section.body.replaceChildren(
      make(
        "form",
        {
          className: "filter",
          role: "search",
          submit: (event) => {
            event.preventDefault();
            this.filter();
          },
        },
        make("label", { for: "delivery-state" }, "Show"),
        this.state,
        make("label", { for: "delivery-about" }, "Of conference or call"),
        this.about,
        make("p", { id: "delivery-hint", className: "unseen" }, "A sid: CF or CA and 32 digits."),
        this.total,
      ),
      this.anew,
      this.list,
      this.none,
      this.more,
    );
  }

  // What is in the address.

  readAddress() {
    const query = new URLSearchParams(location.search);
    const state = query.get("state") ?? "";
    this.state.value = STATES.some(([value]) => value === state) ? state : "";
    this.about.value = query.get("conference") ?? query.get("call") ?? "";
  }

  filter() {
    const query = this.asked();
    history.replaceState(null, "", `${location.pathname}${query.size > 0 ? `?${query}` : ""}#deliveries`);
    this.load(false);
  }

  asked() {
    const query = new URLSearchParams();
    const about = this.about.value.trim();
    if (this.state.value) {
      query.set("state", this.state.value);
    }
    if (about) {
      query.set(about.startsWith("CA") ? "call" : "conference", about);
    }
    return query;
  }

  wanted(delivery) {
    const about = this.about.value.trim().toLowerCase();
    return (
      (!this.state.value || delivery.state === this.state.value) &&
      (!about || [delivery.conference_sid, delivery.call_sid].some((sid) => sid?.toLowerCase() === about))
    );
  }

  // The list.

  ready() {
    this.live(true, "Live");
    this.load(false);
  }

  async load(more) {
    const about = this.about.value.trim();
    if (about && !SID.test(about)) {
      this.section.fault("That is no sid: write CF or CA and 32 digits or letters from a to f.");
      return;
    }
    const round = ++this.round;
    if (!more) {
      this.told.clear();
    }
    const query = this.asked();
    query.set("limit", PAGE);
    if (more && this.cursor) {
      query.set("cursor", this.cursor);
    }
    this.more.disabled = true;
    try {
      const answer = await get(`${PATH}?${query}`);
      if (round === this.round) {
        this.read(answer, more);
      }
    } catch (failed) {
      if (round === this.round && failed.status !== 401) {
        this.section.fault(`The list cannot be read: ${failed.message}`);
      }
    } finally {
      this.more.disabled = false;
    }
  }

  read(answer, more) {
    this.section.fault("");
    if (!more) {
      this.dropBut(answer);
    }
    const first = more ? answer.deliveries[0] : null;
    answer.deliveries.forEach((each) => this.show(each));
    if (first) {
      this.rows.get(first.id).element.querySelector(".bar button:not([hidden])").focus();
    }
    this.cursor = answer.next_cursor;
    this.summarise();
  }

  /** Drops what is not on the first page, but not what the stream told of while that was read. */
  dropBut({ deliveries, next_cursor: next }) {
    const listed = new Set(deliveries.map((each) => each.id));
    const last = next === null ? "" : (deliveries.at(-1)?.id ?? "");
    for (const [id, { delivery }] of this.rows) {
      if (!listed.has(id) && !(this.told.has(id) && this.wanted(delivery) && id > last)) {
        this.drop(id);
      }
    }
    this.newer = new Set([...this.newer].filter((id) => this.told.has(id) && !listed.has(id)));
  }

  /** A delivery that the stream told of. What is shown stays, so that one sees what became of it. */
  changed(delivery) {
    this.tellOf(this.told, delivery);
    if (this.rows.has(delivery.id)) {
      this.show(delivery);
    } else if (this.wanted(delivery) && this.isNewest(delivery)) {
      if (this.rows.size < MOST_ROWS) {
        this.show(delivery);
      } else {
        this.tellOf(this.newer, delivery);
      }
    }
    this.summarise();
  }

  tellOf(ids, { id }) {
    if (ids.size < MOST_COUNTED) {
      ids.add(id);
    }
  }

  /** Older ones come with the page that they are on. */
  isNewest(delivery) {
    const last = this.list.lastElementChild?.dataset.delivery;
    return this.cursor === null || last === undefined || delivery.id > last;
  }

  show(delivery) {
    let row = this.rows.get(delivery.id);
    if (row && row.delivery.updated_at > delivery.updated_at) {
      return;
    }
    if (!row) {
      row = new DeliveryRow((each) => this.retry(each));
      this.rows.set(delivery.id, row);
      row.show(delivery);
      this.list.insertBefore(row.element, this.firstBelow(delivery.id));
    }
    row.show(delivery);
  }

  /** Ids sort by time; the newest is on top. */
  firstBelow(id) {
    for (const element of this.list.children) {
      if (element.dataset.delivery < id) {
        return element;
      }
    }
    return null;
  }

  drop(id) {
    const row = this.rows.get(id);
    if (row.element.contains(document.activeElement)) {
      this.state.focus();
    }
    row.element.remove();
    this.rows.delete(id);
  }

  summarise() {
    const shown = this.rows.size;
    setText(this.total, shown === 0 ? "" : `${counted(shown, "delivery").replace(/ys$/, "ies")}${this.cursor ? ", and older ones" : ""}`);
    this.more.hidden = this.cursor === null;
    this.anew.hidden = this.newer.size === 0;
    setText(this.anew, `${this.newer.size.toLocaleString("en")}${this.newer.size < MOST_COUNTED ? "" : " or more"} newer: show`);
    this.showNone(shown > 0 ? "" : this.asked().size > 0 ? "filtered" : "empty");
  }

  /** What stands there instead of rows is made anew only if it is another: somebody may be on its button. */
  showNone(kind) {
    this.none.hidden = kind === "";
    if (kind && this.none.dataset.kind !== kind) {
      this.none.dataset.kind = kind;
      this.none.replaceChildren(
        kind === "filtered"
          ? emptiness("No delivery matches.", make("button", { type: "button", click: () => this.showAll() }, "Show all"))
          : emptiness(
              "Nothing was sent yet. Ask for it where a participant is called in: StatusCallback and ConferenceStatusCallback name the address that is to be told.",
            ),
      );
    }
  }

  showAll() {
    this.state.value = "";
    this.about.value = "";
    this.filter();
    this.state.focus();
  }

  async retry(row) {
    row.fault("");
    row.again.disabled = true;
    try {
      this.show(await post(`${PATH}/${row.delivery.id}/retry`, {}));
      tell(`${row.delivery.event} is tried again.`);
    } catch (failed) {
      row.fault(failed.message);
    } finally {
      row.again.disabled = false;
    }
  }

  live(is, text) {
    this.status.classList.toggle("on", is);
    setText(this.status, text);
    if (!is) {
      tell(text);
    }
  }
}
