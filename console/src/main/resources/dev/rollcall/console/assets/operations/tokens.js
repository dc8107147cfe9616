// API tokens: what users show to MCP and to this console.

import { postJson, remove } from "../shell/api.js";
import { ask } from "../shell/dialog.js";
import { make, tell } from "../shell/dom.js";
import { Listing, byCursor, row } from "./listing.js";
import { showSecret } from "./secret.js";
import { ACCOUNT, ACCOUNT_OR_KEY, dotted, moment } from "./section.js";

const PATH = "/rollcall/v1/tokens";
const LIST = `${PATH}?limit=25`;

const SCOPES = [
  ["conversations:read", "read conversations", true],
  ["conversations:write", "make and change conversations", true],
  ["participants:write", "bring people in and out", true],
  ["messages:write", "write messages", true],
  ["read_state:write", "say what was read", true],
  ["conferences:read", "see conferences", true],
  ["conferences:write", "act on conferences", true],
  ["conversations:admin", "act in all conversations, as a member or not", false],
];

const LIFETIMES = [
  ["", "until it is revoked"],
  ["3600", "an hour"],
  ["86400", "a day"],
  ["2592000", "30 days"],
  ["31536000", "a year"],
];

export class Tokens extends Listing {
  /** `made` is called when a token was made, since a user may have been made with it. */
  constructor(who, made) {
    super({
      id: "tokens",
      title: "API tokens",
      about: who.kind === "key" ? `A key sees them, and neither makes nor revokes any. ${ACCOUNT}` : "With a token a user opens MCP and, as far as its scopes go, this console.",
      path: LIST,
      key: "tokens",
      next: byCursor(LIST),
      none: "There is no token. Make one for each user or agent that uses MCP.",
      row: (token) => this.row(token),
      action: "Make a token",
      create: who.may_manage ? () => this.create() : null,
      may: who.kind !== "user",
      closed: ["An API token sees no other tokens.", ACCOUNT_OR_KEY],
    });
    this.mayManage = who.may_manage;
    this.made = made;
  }

  row(token) {
    const over = token.revoked_at ? "Revoked" : token.expires_at && Date.parse(token.expires_at) <= Date.now() ? "Expired" : "";
    const name = token.label ? `${token.user}, ${token.label}` : token.user;
    return row({
      name: token.user,
      about: [
        dotted(token.label, scopes(token)),
      ],
      state: over || "Good",
      kind: over ? "over" : "delivered",
      detail: [
        ["made ", moment(token.created_at)],
        token.revoked_at
          ? ["revoked ", moment(token.revoked_at)]
          : dotted(
              token.expires_at ? span("expires ", token.expires_at) : "does not expire",
              token.last_used_at ? span("last used ", token.last_used_at) : "never used",
            ),
      ],
      buttons: this.mayManage && !over ? [["Revoke", `Revoke the token of ${name}`, () => this.revoke(token, name)]] : [],
    });
  }

  create() {
    ask({
      title: "Make a token",
      fields: [
        { name: "user", label: "User", required: true, hint: "A name; the user is made if there is none of it." },
        { name: "type", label: "A new user is", options: [["", "a person"], ["agent", "an agent"], ["bot", "a bot"]] },
        { name: "label", label: "Label", hint: "What it is for; may be left empty." },
        { name: "expires", label: "Good for", options: LIFETIMES },
        ...SCOPES.map(([scope, text, usual]) => ({
          name: scope,
          label: `${scope}: ${text}`,
          type: "checkbox",
          value: usual,
        })),
      ],
      action: "Make",
      submit: async ({ user, type, label, expires, ...scopes }) => {
        const chosen = SCOPES.map(([scope]) => scope).filter((scope) => scopes[scope]);
        if (chosen.length === 0) {
          throw new Error("A token without a scope opens nothing: choose one at least.");
        }
        const token = await postJson(PATH, {
          user,
          label,
          scopes: chosen,
          ...(type ? { type } : {}),
          ...(expires ? { expires_in: Number(expires) } : {}),
        });
        this.changed();
        this.made();
        // After the dialog that asked is gone, or the focus would go back behind this one.
        setTimeout(() =>
          showSecret({
            title: `The token of ${token.user}`,
            text: "It is shown now and never again: copy it to where it is used.",
            fields: [["API token", token.secret]],
          }),
        );
      },
    });
  }

  revoke(token, name) {
    ask({
      title: `Revoke the token of ${name}?`,
      text: "Whatever uses it is let in no more, from now on. This cannot be taken back.",
      action: "Revoke",
      dangerous: true,
      submit: async () => {
        await remove(`${PATH}/${token.id}`);
        tell(`The token of ${name} is revoked.`);
        this.changed();
      },
    });
  }
}

/** What it opens, in as few words as tell it. */
function scopes(token) {
  const lacking = SCOPES.map(([scope]) => scope).filter((scope) => !token.scopes.includes(scope));
  switch (lacking.length) {
    case 0:
      return "all scopes";
    case 1:
      return `all scopes but ${lacking[0]}`;
    default:
      return token.scopes.join(", ");
  }
}

function span(text, time) {
  return make("span", {}, text, moment(time));
}
