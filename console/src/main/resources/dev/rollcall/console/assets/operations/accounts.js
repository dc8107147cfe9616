// The account and its sub-accounts: whether each is open.

import { post } from "../shell/api.js";
import { ask } from "../shell/dialog.js";
import { tell } from "../shell/dom.js";
import { Listing, row } from "./listing.js";
import { ACCOUNT, moment } from "./section.js";

const BASE = "/2010-04-01/Accounts";
const WORDS = { active: "Open", suspended: "Suspended", closed: "Closed for good" };

export class Accounts extends Listing {
  constructor(who) {
    super({
      id: "accounts",
      title: "Accounts",
      about: "This account and its sub-accounts. Their auth tokens are not shown here.",
      path: `${BASE}.json?PageSize=25`,
      key: "accounts",
      next: (answer) => answer.next_page_uri,
      none: "There is no account.",
      row: (account) => this.row(account),
      may: who.may_manage,
      closed: [who.kind === "key" ? "A key sees no accounts." : "An API token sees no accounts.", ACCOUNT],
    });
    this.own = who.account_sid;
  }

  row(account) {
    const sub = account.sid !== this.own;
    const name = sub ? account.friendly_name || account.sid : "This account";
    return row({
      name,
      about: [[account.sid]],
      state: WORDS[account.status] ?? account.status,
      kind: account.status === "active" ? "delivered" : "over",
      // What the configuration names was never made.
      detail: Date.parse(account.date_created) > 0 ? [["made ", moment(account.date_created)]] : [],
      buttons: sub ? this.buttons(account, name) : [],
    });
  }

  buttons(account, name) {
    switch (account.status) {
      case "active":
        return [["Suspend", `Suspend ${name}`, () => this.suspend(account, name)]];
      case "suspended":
        return [["Open", `Open ${name} again`, () => this.open(account, name)]];
      default:
        return [];
    }
  }

  suspend(account, name) {
    ask({
      title: `Suspend ${name}?`,
      text: "Its credentials open nothing until it is opened again.",
      action: "Suspend",
      dangerous: true,
      submit: () => this.set(account, "suspended", `${name} is suspended.`),
    });
  }

  open(account, name) {
    ask({
      title: `Open ${name} again?`,
      text: "Its credentials are good again.",
      action: "Open",
      submit: () => this.set(account, "active", `${name} is open again.`),
    });
  }

  async set(account, status, told) {
    await post(`${BASE}/${account.sid}.json`, { Status: status });
    tell(told);
    this.changed();
  }
}
