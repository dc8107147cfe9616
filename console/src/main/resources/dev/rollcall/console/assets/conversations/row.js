// One conversation in the list: made once, then only what is different is set.

import { counted, make, setText } from "../shell/dom.js";
import { titleOf, when } from "./texts.js";

export class ConversationRow {
  constructor(id) {
    this.link = make("a", { href: `/conversations/${id}` });
    this.summary = make("p", { className: "talk-summary" });
    this.messages = make("td", { role: "cell", className: "talk-number" });
    this.changed = make("time", {});
    this.huddle = make("td", { role: "cell", className: "talk-call" });
    this.element = make(
      "tr",
      { role: "row", data: { conversation: id } },
      make("th", { scope: "row", role: "rowheader" }, this.link, this.summary),
      this.messages,
      make("td", { role: "cell" }, this.changed),
      this.huddle,
    );
  }

  /** Shows `conversation`, as lists give it or as its resource does, which tells of the call too. */
  show(conversation) {
    this.conversation = conversation;
    setText(this.link, titleOf(conversation));
    setText(this.summary, conversation.summary ?? "");
    setText(this.messages, counted(conversation.message_count, "message"));
    const changed = conversation.last_message_at > conversation.updated_at
      ? conversation.last_message_at
      : conversation.updated_at;
    this.changed.dateTime = changed;
    setText(this.changed, when(changed));
    if ("callers" in conversation) {
      setText(this.huddle, callOf(conversation));
      this.element.classList.toggle("talk-on", conversation.huddle !== null);
    }
  }
}

/** How the call of a conversation stands, in words. */
export function callOf(conversation) {
  if (!conversation.huddle) {
    return "";
  }
  const number = conversation.callers.length;
  return number === 0 ? "open, nobody in it" : `${number}${conversation.truncated ? " or more" : ""} in the call`;
}
