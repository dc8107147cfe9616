// What the operator looks after: each part of it is a section with an address of its own.

import { make } from "../shell/dom.js";
import { Accounts } from "./accounts.js";
import { Deliveries } from "./deliveries.js";
import { Keys } from "./keys.js";
import { Server } from "./server.js";
import { Tokens } from "./tokens.js";
import { Users } from "./users.js";

export class Page {
  constructor(place, who, signedOut) {
    this.place = place;
    const server = new Server(who, signedOut);
    const users = new Users(who);
    this.parts = [
      server,
      new Deliveries(who, signedOut),
      new Tokens(who, () => users.load()),
      new Keys(who),
      users,
      new Accounts(who),
    ];
    const [deliveries, ...managed] = this.parts.slice(1).map((part) => part.section);
    this.sections = [server.health, server.open, deliveries, server.trunks, ...managed];
  }

  start() {
    document.title = "Operations · Rollcall";
    this.place.replaceChildren(
      make("h1", {}, "Operations"),
      make(
        "nav",
        { className: "operations-contents", "aria-label": "On this page" },
        make(
          "ul",
          {},
          ...this.sections.map(({ element, title }) =>
            make("li", {}, make("a", { href: `#${element.id}` }, title.textContent)),
          ),
        ),
      ),
      ...this.sections.map((section) => section.element),
    );
    this.parts.forEach((part) => part.start());
    this.find(location.hash);
  }

  stop() {
    this.parts.forEach((part) => part.stop?.());
  }

  /** The sections were not there when the browser looked for the one that the address names. */
  find(hash) {
    this.sections.find(({ element }) => `#${element.id}` === hash)?.element.scrollIntoView();
  }
}
