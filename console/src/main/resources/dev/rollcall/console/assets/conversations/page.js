// Conversations: which there are, or one of them, as the address says.

import { ListPage } from "./list.js";
import { ConversationPage } from "./one.js";
import { may } from "./scopes.js";

export class Page {
  /** Why somebody sees nothing here; null if there is no reason. */
  static objection(who) {
    return may(who, "conversations:read")
      ? null
      : {
          title: "This token sees no conversations",
          text: "It lacks the scope conversations:read. Sign out, and sign in with one that has it.",
        };
  }

  constructor(place, who, signedOut) {
    const id = location.pathname.split("/")[2];
    this.page = id
      ? new ConversationPage(place, who, signedOut, id)
      : new ListPage(place, who, signedOut);
  }

  start() {
    this.page.start();
  }

  stop() {
    this.page.stop();
  }
}
