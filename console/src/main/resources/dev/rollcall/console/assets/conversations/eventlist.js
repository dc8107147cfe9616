// What happened in a conversation besides its messages, the newest first.

import { make, setText } from "../shell/dom.js";
import { timeOf } from "./texts.js";

/** What happened, by kind; `by` did it, to or with `subject`. */
const SENTENCES = {
  created: (by) => `${by} made the conversation`,
  updated: (by) => `${by} changed the conversation`,
  archived: (by) => `${by} archived the conversation`,
  reopened: (by) => `${by} reopened the conversation`,
  participant_added: (by, subject) => `${by} added ${subject}`,
  role_changed: (by, subject) => `${by} changed the role of ${subject}`,
  participant_left: (by) => `${by} left`,
  participant_removed: (by, subject) => `${by} removed ${subject}`,
  message_edited: (by) => `${by} edited a message`,
  message_deleted: (by, subject) => `${by} deleted a message${subject && subject !== by ? ` of ${subject}` : ""}`,
  huddle_started: (by) => `${by} started a call`,
  huddle_joined: (by, subject) => `${subject || by} joined the call`,
  huddle_left: (by, subject) => `${subject || by} left the call`,
  huddle_ended: () => "The call ended",
};

export class EventList {
  constructor(context) {
    this.context = context;
    this.items = new Map();
    this.error = make("p", { className: "error", role: "alert", hidden: true });
    this.list = make("ol", { className: "talk-events", "aria-labelledby": "talk-events-title" });
    this.more = make("button", { type: "button", hidden: true, click: () => this.showMore() }, "Show older");
    this.element = make(
      "section",
      { className: "talk-box", "aria-labelledby": "talk-events-title" },
      make("div", { className: "head" }, make("h2", { id: "talk-events-title" }, "What happened")),
      this.list,
      this.error,
      make("div", { className: "talk-more" }, this.more),
    );
  }

  show() {
    const { events, olderEvents } = this.context.conversation;
    let before = null;
    const there = new Set();
    for (const event of events) {
      const item = this.items.get(event.seq) ?? added(event);
      this.items.set(event.seq, item);
      there.add(event.seq);
      // Names are learnt as members and messages are read.
      setText(item.text, this.sentence(event));
      const next = before ? before.nextElementSibling : this.list.firstElementChild;
      if (next !== item.element) {
        this.list.insertBefore(item.element, next);
      }
      before = item.element;
    }
    for (const [seq, item] of this.items) {
      if (!there.has(seq)) {
        item.element.remove();
        this.items.delete(seq);
      }
    }
    this.more.hidden = !olderEvents;
  }

  sentence(event) {
    const by = this.context.conversation.nameOf(event.by);
    const sentence = SENTENCES[event.kind];
    return sentence ? sentence(by, event.subject_name) : event.kind.replaceAll("_", " ");
  }

  async showMore() {
    this.more.disabled = true;
    this.error.hidden = true;
    try {
      await this.context.conversation.showOlderEvents();
    } catch (failed) {
      this.error.hidden = false;
      setText(this.error, failed.message);
    }
    this.more.disabled = false;
  }
}

function added(event) {
  const text = make("span", {});
  return { text, element: make("li", { data: { kind: event.kind } }, text, timeOf(event.at)) };
}
