// API keys: further secrets of the account, which can be taken back one by one.

import { post, remove } from "../shell/api.js";
import { ask } from "../shell/dialog.js";
import { tell } from "../shell/dom.js";
import { Listing, row } from "./listing.js";
import { showSecret } from "./secret.js";
import { ACCOUNT, moment } from "./section.js";

export class Keys extends Listing {
  constructor(who) {
    const base = `/2010-04-01/Accounts/${who.account_sid}/Keys`;
    super({
      id: "keys",
      title: "API keys",
      about: "A key opens the account's API as its auth token does, but manages nothing.",
      path: `${base}.json?PageSize=25`,
      key: "keys",
      next: (answer) => answer.next_page_uri,
      none: "There is no key. Make one for each app, so that each can be taken out without the others.",
      row: (key) => this.row(key),
      action: "Make a key",
      create: who.may_manage ? () => this.create() : null,
      may: who.may_manage,
      closed: [who.kind === "key" ? "A key sees no keys." : "An API token sees no keys.", ACCOUNT],
    });
    this.base = base;
  }

  row(key) {
    const name = key.friendly_name || key.sid;
    return row({
      name,
      about: [[key.sid]],
      detail: [
        ["made ", moment(key.date_created)],
        ...(key.date_updated === key.date_created ? [] : [["renamed ", moment(key.date_updated)]]),
      ],
      buttons: [
        ["Rename", `Rename the key ${name}`, () => this.rename(key, name)],
        ["Remove", `Remove the key ${name}`, () => this.remove(key, name)],
      ],
    });
  }

  create() {
    ask({
      title: "Make a key",
      fields: [{ name: "name", label: "Name", hint: "What it is for, such as the app that uses it." }],
      action: "Make",
      submit: async ({ name }) => {
        const key = await post(`${this.base}.json`, { FriendlyName: name });
        this.changed();
        // After the dialog that asked is gone, or the focus would go back behind this one.
        setTimeout(() =>
          showSecret({
            title: `The key ${key.friendly_name || key.sid}`,
            text: "The secret is shown now and never again: copy it to where it is used.",
            fields: [["Sid", key.sid], ["Secret", key.secret]],
          }),
        );
      },
    });
  }

  rename(key, name) {
    ask({
      title: `Rename the key ${name}`,
      fields: [{ name: "name", label: "Name", value: key.friendly_name ?? "", required: true }],
      action: "Rename",
      submit: async ({ name: wanted }) => {
        await post(`${this.base}/${key.sid}.json`, { FriendlyName: wanted });
        tell(`The key is named ${wanted}.`);
        this.changed();
      },
    });
  }

  remove(key, name) {
    ask({
      title: `Remove the key ${name}?`,
      text: "Whatever uses it is let in no more, from now on. This cannot be taken back.",
      action: "Remove",
      dangerous: true,
      submit: async () => {
        await remove(`${this.base}/${key.sid}.json`);
        tell(`The key ${name} is removed.`);
        this.changed();
      },
    });
  }
}
