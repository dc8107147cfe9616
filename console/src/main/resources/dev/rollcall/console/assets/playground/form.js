// The form of a schema: the arguments of a tool, or the answer to a question.

import { make } from "../shell/dom.js";
import { ObjectField } from "./parts.js";
import { Reading } from "./schema.js";

/** A form whose value is an object; `changed` is called when something was put in. */
export class Form {
  constructor(schema, changed) {
    const reading = new Reading(schema);
    const { schema: plain } = reading.plain(schema);
    this.fields = new ObjectField({ ...plain, properties: plain.properties ?? {} }, { reading, changed });
    this.fields.open();
    this.error = make("p", { className: "error", role: "alert" });
    this.isEmpty = Object.keys(plain.properties ?? {}).length === 0;
    this.element = make("div", { className: "playground-form" },
      ...(this.isEmpty ? [make("p", { className: "hint" }, "It takes no arguments.")] : []),
      this.fields.element,
      this.error,
    );
  }

  read() {
    return this.fields.read();
  }

  write(value) {
    this.fields.write(value);
    this.error.textContent = "";
  }

  /** Says at each field what is wrong there, and the rest below. */
  fail(errors) {
    const others = [];
    const parts = new Map([...this.fields.members.values()].map((member) => [member, []]));
    for (const { path, message } of errors) {
      const part = path.length > 0 ? this.fields.part(path[0]) : undefined;
      if (part) {
        parts.get(part).push({ path: path.slice(1), message });
      } else {
        others.push([path.join(" › "), message].filter(Boolean).join(" "));
      }
    }
    parts.forEach((each, part) => part.fail(each));
    this.error.textContent = others.join("; ");
  }

  /** Whether a field holds a text that is no JSON, so that what is meant is not known. */
  isUnclear() {
    return this.element.querySelector("[data-invalid]") !== null;
  }

  /** Goes to the first field that something is wrong with. */
  focusWrong() {
    const wrong = this.element.querySelector("[data-invalid], [aria-invalid]")
      ?? [...this.element.querySelectorAll(".playground-member > .error")].find((each) => each.textContent)
        ?.parentElement.querySelector("input, select, textarea, button");
    wrong?.focus();
  }
}
