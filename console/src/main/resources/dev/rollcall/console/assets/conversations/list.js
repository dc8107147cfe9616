// The page that lists conversations. Those that are shown change as they do, and new ones come by themselves.

import { call, Watching } from "../shell/mcp.js";
import { ask } from "../shell/dialog.js";
import { counted, make, setText, tell } from "../shell/dom.js";
import { Directory } from "./directory.js";
import { ConversationRow } from "./row.js";
import { may } from "./scopes.js";
import { titleOf } from "./texts.js";

const PREFIX = "conversation://";

/** A search looks for as many before it leaves it to a button, and through as many others. */
const ENOUGH = 50;
const SEARCHED_AT_ONCE = 1_000;

/** As many resources as one stream may watch: of older conversations changes are not told. */
const MOST_WATCHED = 200;
const STATUSES = ["active", "archived"];

export class ListPage {
  constructor(place, who, signedOut) {
    this.place = place;
    this.who = who;
    this.signedOut = signedOut;
    this.stopped = false;
    this.rows = new Map();
    this.frame = 0;
  }

  start() {
    document.title = "Conversations · Rollcall";
    this.build();
    addEventListener("popstate", (this.onPop = () => this.readAddress()));
    this.readAddress();
  }

  stop() {
    this.stopped = true;
    this.watch?.stop();
    removeEventListener("popstate", this.onPop);
  }

  build() {
    this.live = make("p", { className: "live" }, "Connecting…");
    this.total = make("p", { className: "total", role: "status" });
    this.error = make("p", { className: "error", role: "alert", hidden: true });
    this.search = make("input", {
      type: "search",
      id: "search",
      placeholder: "Words of the title",
      input: () => this.filter(),
    });
    this.status = make(
      "select",
      { id: "status", change: () => this.filter() },
      ...STATUSES.map((status) => make("option", { value: status }, status)),
    );
    this.body = make("tbody", { role: "rowgroup" });
    this.table = make(
      "table",
      { className: "talk-list", role: "table", hidden: true, "aria-label": "Conversations" },
      make(
        "thead",
        { role: "rowgroup" },
        make(
          "tr",
          { role: "row" },
          ...["Conversation", "Messages", "Changed", "Call"].map((text) =>
            make("th", { scope: "col", role: "columnheader" }, text),
          ),
        ),
      ),
      this.body,
    );
    this.more = make("button", { type: "button", hidden: true, click: () => this.showMore() }, "Show more");
    this.empty = make("div", { className: "empty", hidden: true });
    this.place.replaceChildren(
      make(
        "div",
        { className: "head" },
        make("h1", {}, "Conversations"),
        this.live,
        ...(may(this.who, "conversations:write")
          ? [make("button", { type: "button", className: "main", click: () => this.create() }, "New conversation")]
          : []),
      ),
      make(
        "form",
        { className: "filter", role: "search", submit: (event) => event.preventDefault() },
        make("label", { for: "search" }, "Search"),
        this.search,
        make("label", { for: "status" }, "Show"),
        this.status,
        this.total,
      ),
      this.error,
      this.table,
      make("div", { className: "talk-more" }, this.more),
      this.empty,
    );
  }

  // What is in the address.

  readAddress() {
    const query = new URLSearchParams(location.search);
    this.search.value = query.get("q") ?? "";
    this.status.value = STATUSES.includes(query.get("status")) ? query.get("status") : "active";
    this.begin();
  }

  filter() {
    const query = new URLSearchParams();
    if (this.search.value.trim()) {
      query.set("q", this.search.value.trim());
    }
    if (this.status.value !== "active") {
      query.set("status", this.status.value);
    }
    history.replaceState(null, "", query.size > 0 ? `/conversations?${query}` : "/conversations");
    if (this.status.value === this.directory.status) {
      this.show();
      this.searchOn();
    } else {
      this.begin();
    }
  }

  words() {
    return this.search.value.trim().toLowerCase().split(/\s+/).filter((word) => word);
  }

  wanted(conversation) {
    const title = titleOf(conversation).toLowerCase();
    return this.words().every((word) => title.includes(word));
  }

  // Reading.

  begin() {
    this.watch?.stop();
    this.rows.forEach((row) => row.element.remove());
    this.rows.clear();
    this.searchedUpTo = SEARCHED_AT_ONCE;
    const directory = new Directory(
      this.status.value,
      () => directory === this.directory && this.changed(),
      (failure) => directory === this.directory && this.failed(failure),
    );
    this.directory = directory;
    this.watch = this.watching();
    this.watch.watch([]);
    directory.load();
    this.show();
  }

  async showMore() {
    this.searchedUpTo = this.directory.known.size + SEARCHED_AT_ONCE;
    await this.directory.readOn(this.words().length > 0);
  }

  /** Reads on while a search has found too little to fill the page. */
  async searchOn() {
    const { directory } = this;
    while (
      !this.stopped && directory === this.directory && this.words().length > 0 && directory.next && !directory.reading &&
      directory.known.size < this.searchedUpTo && this.matches() < ENOUGH
    ) {
      if (!(await directory.readOn(true))) {
        // The button tries again.
        this.searchedUpTo = 0;
      }
    }
  }

  /** Shown once in each frame, whatever has changed until then. */
  changed() {
    this.frame ||= requestAnimationFrame(() => this.paint());
  }

  paint() {
    this.frame = 0;
    if (!this.stopped) {
      this.show();
      this.searchOn();
      this.watch.watch(this.directory.newest(MOST_WATCHED).map((id) => PREFIX + id));
    }
  }

  failed(failure) {
    if (failure?.status !== 401) {
      this.fault(failure ? `The list may be out of date: ${failure.message}` : "");
    }
  }

  watching() {
    const { directory } = this;
    return new Watching({
      opened: (uris, all) => {
        this.say(true, "Live");
        uris.forEach((uri) => directory.outdate(uri.slice(PREFIX.length)));
        if (all) {
          directory.load();
        }
      },
      changed: (uri) => directory.outdate(uri.slice(PREFIX.length)),
      listChanged: () => directory.load(),
      lost: (reason) => this.say(false, `Not live: ${reason} Trying again…`),
      signedOut: () => this.signedOut(),
    });
  }

  // Showing.

  matches() {
    return [...this.directory.known.values()].filter((each) => this.wanted(each)).length;
  }

  show() {
    const { directory } = this;
    let before = null;
    let shown = 0;
    for (const id of directory.newest()) {
      const conversation = directory.known.get(id);
      const row = this.rows.get(id) ?? new ConversationRow(id);
      this.rows.set(id, row);
      row.show(conversation);
      row.element.hidden = !this.wanted(conversation);
      shown += row.element.hidden ? 0 : 1;
      const place = before ? before.nextElementSibling : this.body.firstElementChild;
      if (place !== row.element) {
        this.body.insertBefore(row.element, place);
      }
      before = row.element;
    }
    for (const [id, row] of this.rows) {
      if (!directory.known.has(id)) {
        if (row.element.contains(document.activeElement)) {
          this.search.focus();
        }
        row.element.remove();
        this.rows.delete(id);
      }
    }
    this.table.hidden = shown === 0;
    this.more.hidden = !directory.next;
    this.more.disabled = directory.reading;
    const searching = this.words().length > 0;
    setText(this.more, searching ? "Look through older ones" : "Show more");
    const number = directory.known.size;
    const all = directory.next ? `the newest ${number.toLocaleString("en")}` : counted(number, "conversation");
    setText(this.total, !directory.loaded ? "" : searching ? `${shown} of ${all}` : all);
    this.showEmpty(directory.loaded && shown === 0, searching);
  }

  showEmpty(is, searching) {
    const kind = !is ? "" : searching ? "none" : this.directory.status;
    this.empty.hidden = kind === "";
    if (this.empty.dataset.kind === kind) {
      return;
    }
    this.empty.dataset.kind = kind;
    if (kind === "none") {
      this.empty.replaceChildren(
        make("h2", {}, "No title matches"),
        make("button", { type: "button", click: () => this.showAll() }, "Show all"),
      );
    } else if (kind === "archived") {
      this.empty.replaceChildren(make("h2", {}, "Nothing is archived"));
    } else if (kind === "active") {
      this.empty.replaceChildren(
        make("h2", {}, "No conversation yet"),
        make("p", {}, "A conversation holds messages, says who takes part and how far each has read, and can open a voice call of its own. People and agents make them over MCP, at /mcp, and you here:"),
        ...(may(this.who, "conversations:write")
          ? [make("button", { type: "button", className: "main", click: () => this.create() }, "New conversation")]
          : [make("p", {}, "This token may not make any: it lacks the scope conversations:write.")]),
      );
    }
  }

  showAll() {
    this.search.value = "";
    this.filter();
    this.search.focus();
  }

  create() {
    ask({
      title: "New conversation",
      text: "You are its owner; others are added afterwards.",
      fields: [
        { name: "title", label: "Title", hint: "May be left empty." },
        { name: "summary", label: "Summary", hint: "What it is about; may be left empty." },
      ],
      action: "Create",
      submit: async ({ title, summary }) => {
        const made = await call("create_conversation", {
          ...(title ? { title } : {}),
          ...(summary ? { summary } : {}),
        });
        location.assign(`/conversations/${made.id}`);
      },
    });
  }

  say(is, text) {
    this.live.classList.toggle("on", is);
    setText(this.live, text);
    if (!is) {
      tell(text);
    }
  }

  fault(text) {
    this.error.hidden = !text;
    setText(this.error, text);
  }
}
