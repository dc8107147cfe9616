// One conversation as the server tells it, kept up to date. Knows nothing of how it is shown.

import { call, read } from "../shell/mcp.js";
import { Members } from "./members.js";
import { Messages } from "./messages.js";

const EVENTS_AT_ONCE = 20;

/** After these the messages that were loaded earlier may be others. */
const CHANGES_OF_MESSAGES = new Set(["message_edited", "message_deleted"]);

/**
 * A conversation: `about` is what its resource holds (title, status, the open call and who is in it),
 * `members`, `messages` and `events` (newest first) what has been read of these; `own` may be set to
 * the id and name of whoever looks at it. `changed(part)` is called when one of them is another,
 * `changed.gone()` when the conversation cannot be seen any more, and `changed.failed(part, error)` if
 * one cannot be read; `failed` with null tells that it can again.
 */
export class Conversation {
  constructor(id, changed) {
    this.id = id;
    this.changed = changed;
    this.about = null;
    this.members = new Members(id);
    this.messages = new Messages(id);
    this.events = [];
    this.olderEvents = null;
    this.reading = new Map();
    this.own = null;
  }

  get base() {
    return `conversation://${this.id}`;
  }

  /** The resources whose changes concern it. */
  uris() {
    const conference = this.about?.huddle?.conference_sid;
    return [
      this.base,
      `${this.base}/participants`,
      `${this.base}/messages`,
      ...(conference ? [`conference://${conference}/participants`] : []),
    ];
  }

  /** Reads everything anew. */
  load() {
    return Promise.all(["about", "members", "messages", "events"].map((part) => this.outdate(part)));
  }

  /** Takes in that a resource has changed. */
  apply(uri) {
    if (uri === `${this.base}/participants`) {
      this.outdate("members");
    } else if (uri === `${this.base}/messages`) {
      this.outdate("messages");
    } else {
      this.outdate("about");
      if (uri === this.base) {
        this.outdate("events");
      }
    }
  }

  /** Reads a part anew; once more if it is out of date again meanwhile. */
  outdate(part) {
    const running = this.reading.get(part);
    if (running) {
      running.again = true;
      return running.done;
    }
    const state = { again: false };
    this.reading.set(part, state);
    state.done = this.refresh(part, state);
    return state.done;
  }

  async refresh(part, state) {
    try {
      do {
        state.again = false;
        await this.readPart(part);
        this.changed(part);
      } while (state.again);
      this.changed.failed(part, null);
    } catch (failed) {
      this.changed.failed(part, failed);
    } finally {
      this.reading.delete(part);
    }
  }

  async readPart(part) {
    switch (part) {
      case "about": {
        const about = await read(this.base);
        if (about) {
          this.about = about;
        } else {
          this.changed.gone();
        }
        break;
      }
      case "members":
        await this.members.load();
        break;
      case "messages":
        await this.messages.load();
        break;
      default:
        await this.readEvents();
    }
  }

  async readEvents() {
    const page = await call("list_conversation_events", {
      conversation_id: this.id,
      limit: EVENTS_AT_ONCE,
    });
    const known = this.events[0]?.seq ?? 0;
    const fresh = page.data.filter((event) => event.seq > known);
    const connected = known > 0 && (page.data.at(-1)?.seq ?? 0) <= known + 1;
    if (connected) {
      this.events = [...fresh, ...this.events];
    } else {
      this.events = page.data;
      this.olderEvents = page.page_info.next;
    }
    if (known > 0 && (!connected || fresh.some((event) => CHANGES_OF_MESSAGES.has(event.kind)))) {
      this.messages.doubtAll();
      this.outdate("messages");
    }
  }

  async showOlderEvents() {
    const page = await call("list_conversation_events", {
      conversation_id: this.id,
      limit: EVENTS_AT_ONCE,
      cursor: this.olderEvents,
    });
    const oldest = this.events.at(-1)?.seq ?? Infinity;
    this.events = [...this.events, ...page.data.filter((event) => event.seq < oldest)];
    this.olderEvents = page.page_info.next;
    this.changed("events");
  }

  /** Who is meant by the reference of an actor, as far as anything that was read tells. */
  nameOf(actor) {
    if (actor.type === "system") {
      return "Rollcall";
    }
    const { reference } = actor;
    return (
      (reference === this.own?.id ? this.own.name : undefined) ??
      this.members.nameOf(reference) ??
      this.messages.nameOf(reference) ??
      this.events.find((event) => event.subject?.reference === reference)?.subject_name ??
      (actor.type === "phone" ? reference : `somebody (${reference.slice(0, 8)})`)
    );
  }
}
