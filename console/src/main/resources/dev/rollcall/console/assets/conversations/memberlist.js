// Who is in a conversation: role, how far each has read, of what each is notified.

import { call } from "../shell/mcp.js";
import { ask } from "../shell/dialog.js";
import { make, setText } from "../shell/dom.js";
import { MemberItem } from "./member.js";

export class MemberList {
  constructor(context) {
    this.context = context;
    this.items = new Map();
    this.about = make("p", { className: "about" });
    this.bar = make("div", { className: "bar" });
    this.error = make("p", { className: "error", role: "alert", hidden: true });
    this.list = make("ul", { className: "talk-members", "aria-labelledby": "talk-members-title" });
    this.more = make("button", { type: "button", hidden: true, click: () => this.showMore() }, "Show more");
    this.add = make("button", { type: "button", hidden: true, click: () => this.ask() }, "Add somebody");
    this.bar.append(this.add);
    this.element = make(
      "section",
      { className: "talk-box", "aria-labelledby": "talk-members-title" },
      make("div", { className: "head" }, make("h2", { id: "talk-members-title" }, "Members"), this.about, this.bar),
      this.error,
      this.list,
      make("div", { className: "talk-more" }, this.more),
    );
  }

  show() {
    const { members } = this.context.conversation;
    const rights = this.context.rights();
    const there = new Set();
    let before = null;
    for (const member of members.all) {
      const item = this.items.get(member.id) ?? new MemberItem(this.context, member.id);
      this.items.set(member.id, item);
      there.add(member.id);
      item.show(member, {
        me: member.id === members.me?.id,
        read: this.readOf(member),
        manage: rights.manage,
        settings: rights.settings,
      });
      const next = before ? before.nextElementSibling : this.list.firstElementChild;
      if (next !== item.element) {
        this.list.insertBefore(item.element, next);
      }
      before = item.element;
    }
    for (const [id, item] of this.items) {
      if (!there.has(id)) {
        if (item.element.contains(document.activeElement)) {
          (this.add.hidden ? document.getElementById("content") : this.add).focus();
        }
        item.element.remove();
        this.items.delete(id);
      }
    }
    setText(this.about, members.more ? `the first ${members.all.length}` : `${members.all.length} in it`);
    this.more.hidden = !members.more;
    this.add.hidden = !rights.add;
  }

  /** How far a member has read, in words. */
  readOf(member) {
    const { messages } = this.context.conversation;
    if (!messages.loaded) {
      return "";
    }
    const marker = member.last_read_message_id;
    if (!marker && member.read_marker_private) {
      return "hides how far it has read";
    }
    const seq = marker ? messages.numberOf(marker) : 0;
    if (seq === undefined) {
      return "has read to a message of earlier";
    }
    const { number, orMore } = messages.unread(seq, member.actor_reference);
    const unread = number === 0 ? "nothing unread" : `${orMore ? "more than " : ""}${number} unread`;
    return seq === 0 ? `has read nothing, ${unread}` : `has read to #${seq}, ${unread}`;
  }

  async showMore() {
    this.more.disabled = true;
    this.fault("");
    try {
      await this.context.conversation.members.showMore();
      this.context.conversation.changed("members");
    } catch (failed) {
      this.fault(failed.message);
    }
    this.more.disabled = false;
  }

  ask() {
    ask({
      title: "Add somebody",
      fields: [
        {
          name: "participant",
          label: "Who",
          required: true,
          hint: "A user's name or id, or a phone: a number such as +493012345, or a sip: address.",
        },
        { name: "role", label: "Role", options: [["member", "member: posts, and adds others"], ["viewer", "viewer: reads"]] },
      ],
      action: "Add",
      submit: ({ participant, role }) =>
        call("create_conversation_participant", { conversation_id: this.context.id, participant, role }),
    });
  }

  fault(text) {
    this.error.hidden = !text;
    setText(this.error, text);
  }
}
