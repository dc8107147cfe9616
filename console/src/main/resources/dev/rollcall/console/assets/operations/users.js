// Users: people and agents that tokens are made for.

import { postJson } from "../shell/api.js";
import { ask } from "../shell/dialog.js";
import { tell } from "../shell/dom.js";
import { Listing, byCursor, row } from "./listing.js";
import { ACCOUNT_OR_KEY, moment } from "./section.js";

const PATH = "/rollcall/v1/users";
const LIST = `${PATH}?limit=25`;

export class Users extends Listing {
  constructor(who) {
    const may = who.kind !== "user";
    super({
      id: "users",
      title: "Users",
      about: "People and agents who use MCP. Their addresses tell who it is that calls in.",
      path: LIST,
      key: "users",
      next: byCursor(LIST),
      none: "There is no user. Make one here, or make a token: that makes its user.",
      row: (user) => this.row(user),
      action: "Make a user",
      create: may ? () => this.create() : null,
      may,
      closed: ["An API token does not see the users.", ACCOUNT_OR_KEY],
    });
  }

  row(user) {
    return row({
      name: user.display_name === user.name ? user.name : `${user.display_name} (${user.name})`,
      about: user.addresses.length > 0 ? [[user.addresses.join(", ")]] : [],
      state: { user: "Person", agent: "Agent", bot: "Bot", phone: "Phone", system: "System" }[user.type] ?? user.type,
      detail: [["made ", moment(user.created_at)]],
    });
  }

  create() {
    ask({
      title: "Make a user",
      fields: [
        { name: "name", label: "Name", required: true, hint: "By which tokens and tools name it." },
        { name: "type", label: "It is", options: [["user", "a person"], ["agent", "an agent"], ["bot", "a bot"]] },
        { name: "display", label: "Shown as", hint: "May be left empty." },
        { name: "addresses", label: "Addresses", hint: "Numbers and sip: addresses it calls from, with commas between; may be left empty." },
      ],
      action: "Make",
      submit: async ({ name, type, display, addresses }) => {
        const all = addresses.split(",").map((each) => each.trim()).filter((each) => each);
        await postJson(PATH, {
          name,
          type,
          ...(display ? { display_name: display } : {}),
          ...(all.length > 0 ? { addresses: all } : {}),
        });
        tell(`The user ${name} is made.`);
        this.changed();
      },
    });
  }
}
