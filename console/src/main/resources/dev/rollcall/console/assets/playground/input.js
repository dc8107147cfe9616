// The arguments of a call, as a form and as JSON. Both say the same: what is put into one is at once
// in the other. Text that is no JSON yet is told where it is wrong, and leaves the form as it was.

import { make, setText } from "../shell/dom.js";
import { Form } from "./form.js";
import { JsonError, format, parse } from "./json.js";
import { tabs } from "./tabs.js";

export class Input {
  constructor(schema, changed) {
    this.changed = changed;
    this.form = new Form(schema, () => this.#ofForm());
    this.complaint = make("p", { className: "error", id: "playground-raw-error", role: "alert" });
    this.raw = make("textarea", {
      id: "playground-raw",
      className: "playground-code",
      rows: 12,
      spellcheck: false,
      autocapitalize: "none",
      autocomplete: "off",
      "aria-label": "Arguments as JSON",
      "aria-describedby": "playground-raw-error playground-raw-faults",
      input: () => this.#ofRaw(),
    });
    this.faults = make("ul", { className: "error", id: "playground-raw-faults" });
    this.tabs = tabs("Arguments", [
      { name: "Form", panel: this.form.element },
      { name: "JSON", panel: make("div", { className: "playground-stack" }, this.raw, this.complaint, this.faults) },
    ]);
    this.element = this.tabs.element;
    this.value = {};
    setText(this.raw, "{}");
  }

  /** Puts arguments into both. */
  write(value) {
    this.form.write(value);
    this.#ofForm();
  }

  /** Whether something typed is not understood, so that what is meant is not known. */
  isUnclear() {
    return this.complaint.textContent !== "" || this.form.isUnclear();
  }

  /** Shows what is wrong at the fields, and below the JSON too. */
  fail(errors) {
    this.form.fail(errors);
    this.#clear();
    this.faults.replaceChildren(...errors.map((each) => make("li", {}, sentence(each))));
    if (errors.length > 0) {
      this.raw.setAttribute("aria-invalid", "true");
    }
  }

  /** Goes to where something is wrong. */
  focusWrong() {
    if (this.complaint.textContent !== "") {
      this.tabs.choose(1);
      this.raw.focus();
    } else if (!this.raw.checkVisibility()) {
      this.form.focusWrong();
    }
  }

  #ofForm() {
    this.value = this.form.read();
    this.raw.value = format(this.value);
    this.#clear();
    this.changed();
  }

  #ofRaw() {
    try {
      const value = this.raw.value.trim() === "" ? {} : parse(this.raw.value);
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        this.#refuse("Arguments are an object: { … }");
        return;
      }
      this.form.write(value);
      this.value = value;
      this.#clear();
      this.changed();
    } catch (failed) {
      if (!(failed instanceof JsonError)) {
        throw failed;
      }
      this.#refuse(failed.message);
    }
  }

  /** Says why what is typed is not taken. What was offered for the arguments before is not for these. */
  #refuse(reason) {
    this.#clear();
    setText(this.complaint, reason);
    this.raw.setAttribute("aria-invalid", "true");
    this.changed();
  }

  #clear() {
    setText(this.complaint, "");
    this.faults.replaceChildren();
    this.raw.removeAttribute("aria-invalid");
  }
}

/** What is wrong, with the way to it. */
export function sentence({ path, message }) {
  return [path.join(" › "), message].filter(Boolean).join(" ");
}
