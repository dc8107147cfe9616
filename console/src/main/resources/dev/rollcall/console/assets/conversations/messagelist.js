// The messages of a conversation, the newest at the end. Items are kept by id, and changed in place.

import { call } from "../shell/mcp.js";
import { counted, make, setText, tell } from "../shell/dom.js";
import { branches } from "./branches.js";
import { MessageItem } from "./message.js";

/** Pixels from the end within which somebody reads the newest. */
const NEAR = 80;

export class MessageList {
  constructor(context) {
    this.context = context;
    this.items = new Map();
    this.latest = null;
    this.following = true;
    this.error = make("p", { className: "error", role: "alert", hidden: true });
    this.older = make("button", { type: "button", hidden: true, click: () => this.showOlder() }, "Show older");
    this.list = make("ol", { className: "talk-messages" });
    this.empty = make("p", { className: "talk-nothing", hidden: true }, "Nothing has been said yet.");
    this.scroller = make(
      "div",
      { className: "talk-scroller", tabIndex: 0, role: "group", "aria-label": "What has been said", scroll: () => this.scrolled() },
      make("div", { className: "talk-more" }, this.older),
      this.list,
      this.empty,
    );
    this.below = make("button", { type: "button", hidden: true, click: () => this.toEnd() }, "New messages below");
    this.unread = make("p", { className: "hint" });
    this.markAll = make("button", { type: "button", hidden: true, click: () => this.markLast() }, "Mark all as read");
    this.element = make(
      "section",
      { className: "talk-box", "aria-labelledby": "talk-messages-title" },
      make(
        "div",
        { className: "head" },
        make("h2", { id: "talk-messages-title" }, "Messages"),
        this.unread,
        make("div", { className: "bar" }, this.markAll),
      ),
      this.error,
      this.scroller,
      make("div", { className: "talk-below" }, this.below),
    );
    // Items get their height when they are first laid out, so the end is somewhere else then.
    new ResizeObserver(() => this.following && this.toEnd()).observe(this.list);
  }

  show() {
    const { conversation } = this.context;
    const { messages } = conversation;
    if (!messages.loaded) {
      return;
    }
    const found = branches(messages.all, conversation.about?.current_node);
    const read = this.readUpTo();
    const ownId = this.context.ownId();
    const rights = this.context.rights();
    const there = new Set();
    let before = null;
    let expected = messages.more ? messages.all[0]?.seq : 1;
    const place = (element) => {
      const next = before ? before.nextElementSibling : this.list.firstElementChild;
      if (next !== element) {
        this.list.insertBefore(element, next);
      }
      before = element;
    };
    for (const message of messages.all) {
      this.gap(expected, message.seq, there, place);
      expected = message.seq + 1;
      const item = this.items.get(message.id) ?? new MessageItem(this);
      this.items.set(message.id, item);
      there.add(message.id);
      item.show(message, {
        ...messages.partsOf(message),
        branch: found.get(message.id),
        isTip: found.get(message.id)?.tip.id === conversation.about?.current_node,
        own: message.sender_id === ownId,
        unread: read !== null && message.seq > read && message.sender_id !== ownId,
        markable: rights.mark && read !== null && message.seq > read,
        post: rights.post,
        remove: rights.post && (message.sender_id === ownId || rights.moderate),
        change: rights.change && rights.post,
      });
      place(item.element);
    }
    this.gap(expected, messages.latest + 1, there, place);
    for (const [id, item] of this.items) {
      if (!there.has(id)) {
        if (item.element.contains(document.activeElement)) {
          this.scroller.focus();
        }
        item.element.remove();
        this.items.delete(id);
      }
    }
    this.older.hidden = !messages.more;
    this.empty.hidden = messages.latest > 0;
    this.showUnread(read, rights);
    this.showNewest(messages.all.at(-1), ownId);
  }

  /** Numbers have no gaps, so what is missing between two messages was deleted. */
  gap(from, to, there, place) {
    if (from === undefined || from >= to) {
      return;
    }
    const id = `gap ${from}`;
    const item = this.items.get(id) ?? { element: make("li", { className: "talk-gap" }) };
    this.items.set(id, item);
    there.add(id);
    setText(item.element, to - from === 1 ? `Message ${from} was deleted.` : `Messages ${from} to ${to - 1} were deleted.`);
    place(item.element);
  }

  /** The number of the message up to which one has read; null if one is not in the conversation. */
  readUpTo() {
    const { members, messages } = this.context.conversation;
    if (!members.me) {
      return null;
    }
    const id = members.me.last_read_message_id;
    return id ? (messages.numberOf(id) ?? 0) : 0;
  }

  showUnread(read, rights) {
    const { messages } = this.context.conversation;
    const { number, orMore } = read === null ? { number: 0 } : messages.unread(read, this.context.ownId());
    setText(this.unread, number === 0 ? "" : `${orMore ? "more than " : ""}${number} unread`);
    this.markAll.hidden = !rights.mark || number === 0;
  }

  showNewest(last, ownId) {
    const fresh = last && this.latest !== null && last.seq > this.latest;
    this.latest = Math.max(this.latest ?? 0, last?.seq ?? 0);
    if (this.following || (fresh && last.sender_id === ownId)) {
      this.toEnd();
    } else if (fresh) {
      this.below.hidden = false;
    }
    if (fresh && last.sender_id !== ownId) {
      tell(`New message from ${last.sender_display_name}`);
    }
  }

  isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  toEnd() {
    this.following = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.below.hidden = true;
  }

  scrolled() {
    this.following = this.isAtEnd();
    if (this.following) {
      this.below.hidden = true;
    }
  }

  async showOlder() {
    const { messages } = this.context.conversation;
    const number = messages.all.length;
    this.older.disabled = true;
    await this.attempt(async () => {
      await messages.showOlder();
      this.following = false;
      const below = this.scroller.scrollHeight - this.scroller.scrollTop;
      this.show();
      this.scroller.scrollTop = this.scroller.scrollHeight - below;
      tell(`${counted(messages.all.length - number, "older message")} shown`);
    });
    this.older.disabled = false;
  }

  markLast() {
    const last = this.context.conversation.messages.all.at(-1);
    return this.attempt(() => this.mark(last));
  }

  mark(message) {
    return call("update_conversation_read_state", {
      conversation_id: this.context.id,
      message_id: message.id,
    });
  }

  /** Does something, and says above the messages what went wrong. */
  async attempt(action) {
    this.fault("");
    try {
      await action();
    } catch (failed) {
      this.fault(failed.message);
    }
  }

  fault(text) {
    this.error.hidden = !text;
    setText(this.error, text);
  }
}
