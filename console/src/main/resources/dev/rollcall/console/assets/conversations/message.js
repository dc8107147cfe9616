// One message: made once, and made anew only if it is another.

import { call } from "../shell/mcp.js";
import { ask } from "../shell/dialog.js";
import { make, setText } from "../shell/dom.js";
import { partElement } from "./parts.js";
import { timeOf } from "./texts.js";

const KINDS = { agent: "agent", bot: "bot", phone: "phone" };

export class MessageItem {
  constructor(list) {
    this.list = list;
    this.context = list.context;
    this.shown = "";
    this.editing = false;
    this.body = make("div", { className: "talk-body" });
    this.head = make("p", { className: "talk-from" });
    this.bar = make("div", { className: "bar", role: "group" });
    this.error = make("p", { className: "error", role: "alert", hidden: true });
    this.element = make("li", { className: "talk-message" }, this.head, this.body, this.bar, this.error);
  }

  /** Shows `message`; `more` is what there is to say of it besides. */
  show(message, more) {
    const shown = fingerprint(message, more);
    if (shown === this.shown) {
      return;
    }
    const focused = this.bar.contains(document.activeElement) ? document.activeElement.dataset.action : null;
    this.shown = shown;
    this.message = message;
    this.more = more;
    this.element.classList.toggle("talk-own", more.own);
    this.element.classList.toggle("talk-unread", more.unread);
    this.element.classList.toggle("talk-aside", more.branch?.aside === true);
    this.head.replaceChildren(...this.about());
    if (!this.editing) {
      this.showParts();
    }
    this.showBar();
    if (focused) {
      (this.bar.querySelector(`[data-action="${focused}"]`) ?? this.list.scroller).focus();
    }
  }

  about() {
    const { message, more } = this;
    const notes = [
      KINDS[message.sender_type] ?? "",
      ["user", "assistant"].includes(message.role) ? "" : message.role,
      message.edited_at ? "edited" : "",
      more.unread ? "unread" : "",
      more.branch?.versions > 1 ? `version ${more.branch.version} of ${more.branch.versions}` : "",
      more.branch?.aside ? "another branch" : "",
    ].filter((note) => note);
    return [
      make("strong", {}, message.sender_display_name),
      make("span", { className: "talk-note" }, notes.join(" · ")),
      make("span", { className: "talk-when" }, `#${message.seq} · `, timeOf(message.created_at)),
    ];
  }

  showParts() {
    this.body.replaceChildren(
      ...this.more.parts.map(partElement),
      ...(this.more.cut
        ? [make("button", { type: "button", click: (event) => this.showWhole(event.target) }, "Show all of it")]
        : []),
    );
  }

  showBar() {
    const { more, message } = this;
    const actions = [
      more.markable ? ["read", "Read up to here", () => this.attempt(() => this.list.mark(message))] : null,
      more.change && more.branch?.versions > 1 && (more.branch.aside || !more.isTip)
        ? ["select", "Go on from this version", () => this.attempt(() => this.select())]
        : null,
      more.own && more.post && this.isPlain() ? ["edit", "Edit", () => this.edit()] : null,
      more.remove ? ["delete", "Delete", () => this.remove()] : null,
    ].filter((action) => action);
    this.bar.hidden = this.editing || actions.length === 0;
    this.bar.setAttribute("aria-label", `Actions of message ${message.seq}`);
    this.bar.replaceChildren(
      ...actions.map(([action, text, click]) => make("button", { type: "button", data: { action }, click }, text)),
    );
  }

  /** Whether all it says is one text, which can be edited here. */
  isPlain() {
    return !this.more.cut && this.more.parts.length === 1 && this.more.parts[0].type === "text";
  }

  showWhole(button) {
    button.disabled = true;
    return this.attempt(async () => {
      await this.context.conversation.messages.readWhole(this.message);
      this.list.show();
    }).finally(() => {
      button.disabled = false;
    });
  }

  /** The branch is chosen for everybody by its newest message. */
  select() {
    return call("update_conversation_branch_selection", {
      conversation_id: this.context.id,
      message_id: this.more.branch.tip.id,
    });
  }

  edit() {
    const text = make("textarea", {
      rows: 3,
      maxLength: 100_000,
      value: this.more.parts[0].text,
      "aria-label": `Message ${this.message.seq}`,
    });
    const done = () => {
      this.editing = false;
      this.fault("");
      this.showParts();
      this.bar.hidden = this.bar.children.length === 0;
      (this.bar.querySelector('[data-action="edit"]') ?? this.list.scroller).focus();
    };
    const save = make("button", { type: "submit", className: "main" }, "Save");
    const submit = async (event) => {
      event.preventDefault();
      save.disabled = true;
      this.fault("");
      try {
        await call("update_conversation_message", {
          conversation_id: this.context.id,
          message_id: this.message.id,
          text: text.value,
        });
        this.context.conversation.messages.doubtAll();
        await this.context.conversation.outdate("messages");
        done();
      } catch (failed) {
        this.fault(failed.message);
        save.disabled = false;
      }
    };
    this.editing = true;
    this.bar.hidden = true;
    this.body.replaceChildren(
      make(
        "form",
        {
          className: "talk-edit",
          submit,
          keydown: (event) => {
            if (event.key === "Escape") {
              done();
            }
          },
        },
        text,
        make(
          "div",
          { className: "buttons" },
          make("button", { type: "button", click: done }, "Cancel"),
          save,
        ),
      ),
    );
    text.focus();
  }

  remove() {
    ask({
      title: `Delete message ${this.message.seq}?`,
      text: `It is by ${this.message.sender_display_name}, and is deleted for everybody.`,
      action: "Delete",
      dangerous: true,
      submit: () =>
        call("delete_conversation_message", {
          conversation_id: this.context.id,
          message_id: this.message.id,
          confirm: true,
        }),
    });
  }

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

/** Is another where anything of what is shown is: what a message says changes only by being edited. */
function fingerprint(message, more) {
  const { branch } = more;
  return [
    message.edited_at,
    more.cut,
    more.own,
    more.unread,
    more.markable,
    more.post,
    more.remove,
    more.change,
    more.isTip,
    branch?.version,
    branch?.versions,
    branch?.aside,
    branch?.tip.id,
  ].join();
}
