// One member: made once, then only what is different is set.

import { call } from "../shell/mcp.js";
import { ask } from "../shell/dialog.js";
import { make, setText } from "../shell/dom.js";
import { when } from "./texts.js";

const ROLES = ["owner", "member", "viewer"];
const NOTIFIED = { all: "notified of everything", mentions: "notified when mentioned", none: "not notified" };

export class MemberItem {
  constructor(context, id) {
    this.context = context;
    this.name = make("strong", { id: `talk-m-${id}` });
    this.kind = make("span", { className: "talk-note" });
    this.role = make("span", { className: "talk-role" });
    this.select = make(
      "select",
      { "aria-labelledby": `talk-m-${id}`, change: () => this.change({ role: this.select.value }) },
      ...ROLES.map((role) => make("option", { value: role }, role)),
    );
    this.details = make("p", { className: "about" });
    this.bar = make("div", { className: "bar", role: "group", "aria-labelledby": `talk-m-${id}` });
    this.settings = make("button", { type: "button", click: () => this.askSettings() }, "My settings");
    this.remove = make("button", { type: "button", click: () => this.askRemove() }, "Remove");
    this.bar.append(this.settings, this.remove);
    this.error = make("p", { className: "error", role: "alert", hidden: true });
    this.element = make(
      "li",
      { className: "talk-member", data: { member: id } },
      make("div", { className: "talk-line" }, this.name, this.kind, make("div", { className: "talk-right" }, this.role, this.select, this.bar)),
      this.details,
      this.error,
    );
  }

  /** Shows `member`: `me` tells whether that is oneself, `read` how far it has read. */
  show(member, { me, read, manage, settings }) {
    this.member = member;
    this.me = me;
    setText(this.name, member.display_name ?? member.id);
    setText(this.kind, [member.actor_type === "user" ? "" : member.actor_type, me ? "you" : ""].filter((each) => each).join(", "));
    setText(this.role, member.role);
    this.role.hidden = manage;
    this.select.hidden = !manage;
    if (this.select.value !== member.role && !this.changing) {
      this.select.value = member.role;
    }
    setText(
      this.details,
      [read, NOTIFIED[member.notification_preference], `joined ${when(member.joined_at)}`].filter((each) => each).join(" · "),
    );
    this.settings.hidden = !me || !settings;
    this.remove.hidden = !(me ? settings : manage);
    setText(this.remove, me ? "Leave" : "Remove");
    this.bar.hidden = this.settings.hidden && this.remove.hidden;
  }

  async change(fields) {
    this.changing = true;
    this.fault("");
    try {
      await this.update(fields);
    } catch (failed) {
      this.fault(failed.message);
      this.select.value = this.member.role;
    } finally {
      this.changing = false;
    }
  }

  update(fields) {
    return call("update_conversation_participant", {
      conversation_id: this.context.id,
      participant: this.member.id,
      ...fields,
    });
  }

  askSettings() {
    const { member } = this;
    const preferences = Object.entries(NOTIFIED);
    preferences.sort(([name]) => (name === member.notification_preference ? -1 : 0));
    ask({
      title: "My settings in this conversation",
      fields: [
        { name: "notified", label: "Notifications", options: preferences },
        {
          name: "hidden",
          label: "Hide from others how far I have read",
          type: "checkbox",
          value: member.read_marker_private,
        },
      ],
      action: "Save",
      submit: ({ notified, hidden }) =>
        this.update({ notification_preference: notified, read_marker_private: hidden }),
    });
  }

  askRemove() {
    const name = this.member.display_name;
    ask({
      title: this.me ? "Leave the conversation?" : `Remove ${name}?`,
      text: this.me ? "You lose access at once." : `${name} loses access at once. Whoever is in its call stays there.`,
      action: this.me ? "Leave" : "Remove",
      dangerous: true,
      submit: () =>
        call("delete_conversation_participant", {
          conversation_id: this.context.id,
          participant: this.me ? "me" : this.member.id,
          confirm: true,
        }),
    });
  }

  fault(text) {
    this.error.hidden = !text;
    setText(this.error, text);
  }
}
