// The call of a conversation, and who is in it.

import { call } from "../shell/mcp.js";
import { make, setText } from "../shell/dom.js";
import { Actions } from "../roster/actions.js";
import { titleOf, when } from "./texts.js";

export class HuddleBox {
  constructor(context) {
    this.context = context;
    this.about = make("p", { className: "about" });
    this.error = make("p", { className: "error", role: "alert", hidden: true });
    this.shown = "";
    this.starting = false;
    this.title = make("h2", { id: "talk-call-title", tabIndex: -1 }, "Call");
    this.hint = make("p", { className: "hint" });
    this.startButton = make("button", { type: "button", hidden: true, click: () => this.start() }, "Start a call");
    this.dialButton = make("button", { type: "button", hidden: true, click: () => this.dial() }, "Call somebody in");
    this.code = make("code", {});
    this.copy = make("button", { type: "button", click: () => this.copyAddress() });
    // Pages without https cannot write to the clipboard.
    this.address = make("p", { className: "talk-address", hidden: true }, this.code, ...(navigator.clipboard ? [this.copy] : []));
    this.callers = make("ul", { className: "talk-callers", "aria-label": "In the call", hidden: true });
    this.link = make("a", {}, "See its conference");
    this.conference = make("p", { hidden: true }, this.link);
    this.element = make(
      "section",
      { className: "talk-box", "aria-labelledby": "talk-call-title" },
      make("div", { className: "head" }, this.title, this.about, make("div", { className: "bar" }, this.dialButton)),
      this.error,
      make("div", { className: "talk-huddle" }, this.hint, this.startButton, this.address, this.callers, this.conference),
    );
  }

  show() {
    const { about } = this.context.conversation;
    if (!about) {
      return;
    }
    const rights = this.context.rights();
    const shown = JSON.stringify([about.huddle, about.callers, about.truncated, rights.call, rights.dial, rights.conferences, about.huddle && this.starter(about.huddle)]);
    if (shown === this.shown) {
      return;
    }
    this.shown = shown;
    this.fill(about, rights);
    if (this.starting && about.huddle) {
      this.starting = false;
      // The button that started it is there no more.
      if (document.activeElement === document.body) {
        this.title.focus();
      }
    }
  }

  /** Buttons and links are made once, so that nobody loses the place when somebody else joins. */
  fill({ huddle, callers, truncated }, rights) {
    const open = huddle !== null;
    const there = open ? callers : [];
    this.element.classList.toggle("talk-on", open);
    this.startButton.hidden = open || !rights.call;
    this.dialButton.hidden = !open || !rights.dial;
    this.address.hidden = !open;
    this.callers.hidden = there.length === 0;
    this.conference.hidden = !huddle?.conference_sid || !rights.conferences;
    this.callers.replaceChildren(...there.map(caller));
    if (!open) {
      setText(this.about, "none");
      setText(this.hint, "A conversation can open a voice call of its own; who joins it and leaves it is noted here.");
      return;
    }
    const number = truncated ? `${there.length} or more` : there.length;
    setText(this.about, there.length === 0 ? "open, nobody in it" : `${number} in it`);
    setText(
      this.hint,
      `Started by ${this.starter(huddle)}, ${when(huddle.started_at)}. Phones join by dialling this address, with the server's SIP port if that is not 5060. Nobody can guess it; whoever knows it gets in.`,
    );
    this.link.href = `/conferences/${huddle.conference_sid}`;
    const address = `sip:${huddle.room}@${location.hostname}`;
    if (this.code.textContent !== address) {
      setText(this.code, address);
      setText(this.copy, "Copy");
    }
  }

  starter(huddle) {
    return this.context.conversation.nameOf({ type: "user", reference: huddle.started_by });
  }

  async start() {
    this.startButton.disabled = true;
    this.error.hidden = true;
    this.starting = true;
    try {
      await call("start_huddle", { conversation_id: this.context.id });
    } catch (failed) {
      this.starting = false;
      this.error.hidden = false;
      setText(this.error, failed.message);
    } finally {
      this.startButton.disabled = false;
    }
  }

  dial() {
    const { about } = this.context.conversation;
    new Actions(this.context.who.account_sid).add({ sid: about.huddle.room, name: `the call of ${titleOf(about)}` });
  }

  async copyAddress() {
    try {
      await navigator.clipboard.writeText(this.code.textContent);
      setText(this.copy, "Copied");
    } catch {
      setText(this.copy, "Not copied: select it instead");
    }
  }
}

function caller(each) {
  const state = [each.muted ? "muted" : "", each.hold ? "on hold" : ""].filter((text) => text).join(", ");
  return make(
    "li",
    {},
    make("strong", {}, each.display_name),
    make("span", { className: "about" }, [each.from === each.display_name ? "" : each.from, `since ${when(each.joined_at)}`, state].filter((text) => text).join(" · ")),
  );
}
