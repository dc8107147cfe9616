// Where one writes a message.

import { call } from "../shell/mcp.js";
import { make, setText } from "../shell/dom.js";

export class Composer {
  constructor(context) {
    this.context = context;
    this.key = null;
    this.text = make("textarea", {
      id: "talk-text",
      rows: 3,
      maxLength: 100_000,
      "aria-describedby": "talk-hint",
      "aria-keyshortcuts": "Control+Enter",
      input: () => {
        this.key = null;
      },
      keydown: (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          this.send();
        }
      },
    });
    this.button = make("button", { type: "submit", className: "main" }, "Send");
    this.error = make("p", { className: "error", role: "alert", hidden: true });
    this.note = make("p", { className: "hint", id: "talk-note" });
    this.form = make(
      "form",
      {
        className: "talk-composer",
        submit: (event) => {
          event.preventDefault();
          this.send();
        },
      },
      make("label", { for: "talk-text" }, "Write a message"),
      this.text,
      make(
        "div",
        { className: "talk-send" },
        make("p", { className: "hint", id: "talk-hint" }, "Ctrl and Enter send it."),
        this.button,
      ),
    );
    this.element = make("div", {}, this.note, this.form, this.error);
  }

  show() {
    const { about, members } = this.context.conversation;
    const mayPost = this.context.rights().post;
    this.form.hidden = !mayPost;
    setText(this.note, !about || mayPost ? "" : reason(about, members.me));
    this.note.hidden = !this.note.textContent;
  }

  /** What is sent again because no answer came is posted once all the same: it has the same key. */
  async send() {
    const text = this.text.value;
    if (!text.trim() || this.button.disabled) {
      this.text.focus();
      return;
    }
    this.button.disabled = true;
    this.key ??= newKey();
    this.fault("");
    try {
      const posted = await call("create_conversation_message", {
        conversation_id: this.context.id,
        text,
        idempotency_key: this.key,
      });
      this.context.who.user_id ??= posted.sender_id;
      this.key = null;
      if (this.text.value === text) {
        this.text.value = "";
      }
    } catch (failed) {
      this.fault(failed.message);
    } finally {
      this.button.disabled = false;
      // Whoever went elsewhere while it was sent stays there.
      const { activeElement } = document;
      if (activeElement === document.body || this.form.contains(activeElement)) {
        this.text.focus();
      }
    }
  }

  fault(text) {
    this.error.hidden = !text;
    setText(this.error, text);
  }
}

function reason(about, me) {
  if (about.status === "archived") {
    return "The conversation is archived: nothing is posted until an owner reopens it.";
  }
  return me?.role === "viewer"
    ? "You are a viewer here: you read, and others post."
    : "This token may not post here: it lacks the scope messages:write.";
}

/** Unguessable is not asked for, only that nobody has used it. Pages without https have no randomUUID. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `console-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
