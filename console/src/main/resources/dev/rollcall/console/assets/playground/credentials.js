// Whose credentials a call is sent with. What is pasted stays in the fields of this page: it is put
// into no storage, no address and no snippet.

import { make } from "../shell/dom.js";

const FIELDS = {
  bearer: [["token", "API token", "password", "rc_…"]],
  basic: [
    ["user", "Account sid, or sid of an API key", "text", "AC…"],
    ["secret", "Auth token, or the key's secret", "password", ""],
  ],
};
const TITLES = { bearer: "An API token", basic: "An account's credentials" };
const MARK = ["Rollcall-Console", "1"];

/** The choice of credentials; `scheme` is `bearer` or `basic`. */
export class Credentials {
  constructor(scheme, changed) {
    this.scheme = scheme;
    this.changed = changed;
    this.isOwnChoice = false;
    this.inputs = new Map(FIELDS[scheme].map(([name, , type, placeholder]) => [name, make("input", {
      id: `playground-${name}`,
      type,
      placeholder,
      autocomplete: "off",
      autocapitalize: "none",
      spellcheck: false,
      input: () => {
        this.isOwnChoice = true;
        changed();
      },
    })]));
    this.fields = make("div", { className: "playground-secrets" }, ...FIELDS[scheme].map(([name, label]) =>
      make("div", { className: "playground-stack" }, make("label", { for: `playground-${name}` }, label), this.inputs.get(name))));
    this.note = make("p", { className: "hint" }, "Kept in this page alone, until you leave it.");
    this.choices = make("div", { className: "playground-choices" },
      this.#choice(scheme, TITLES[scheme], true), this.#choice("none", "Nobody", false));
    this.element = make("fieldset", { className: "playground-credentials" },
      make("legend", {}, "Call as"), this.choices, this.fields, this.note);
    this.#choose(scheme);
  }

  /** Offers the session of who has signed in, and chooses it unless the person has been quicker. */
  signedIn(who) {
    this.choices.prepend(this.#choice("session", `This page's session (${who.name})`, !this.isOwnChoice));
    if (!this.isOwnChoice) {
      this.#choose("session");
    }
  }

  /** The sid of an account that was put in; empty if there is none. */
  account() {
    const user = this.chosen === "basic" ? this.inputs.get("user").value.trim() : "";
    return /^AC[0-9a-fA-F]{32}$/.test(user) ? user : "";
  }

  isSigned() {
    return this.chosen !== "none";
  }

  /** The headers that show the credentials, as pairs. */
  headers() {
    switch (this.chosen) {
      case "session":
        return [MARK];
      case "bearer":
        return this.#value("token") ? [["Authorization", `Bearer ${this.#value("token")}`]] : [];
      case "basic":
        return this.#value("user") || this.#value("secret")
          ? [["Authorization", `Basic ${base64(`${this.#value("user")}:${this.#value("secret")}`)}`]]
          : [];
      default:
        return [];
    }
  }

  /** What the browser does with its cookie. */
  mode() {
    return this.chosen === "session" ? "same-origin" : "omit";
  }

  #value(name) {
    return this.inputs.get(name).value.trim();
  }

  #choice(value, text, checked) {
    const change = () => {
      this.isOwnChoice = true;
      this.#choose(value);
    };
    return make("label", {}, make("input", { type: "radio", name: "playground-as", value, checked, change }), text);
  }

  #choose(value) {
    this.chosen = value;
    this.fields.hidden = value !== this.scheme;
    this.note.hidden = value !== this.scheme;
    this.changed();
  }
}

function base64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
