// Fields for values that have no parts. Each has an `element`, `read()` which answers its value, or
// undefined if it has none, `fits(value)`, `write(value)`, `clear()`, and `input`, which a label names.

import { make } from "../shell/dom.js";
import { JsonError, exact, format, parse } from "./json.js";
import { example, kind } from "./schema.js";

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const NOW = { "date-time": "Now", date: "Today" };

/** The field for a plain schema that asks for a value without parts. */
export function simple(name, schema, id, changed) {
  switch (kind(schema)) {
    case "choice":
      return new Choice(schema.enum ?? [schema.const], schema, id, changed);
    case "boolean":
      return new Choice([true, false], schema, id, changed);
    case "number":
      return new NumberField(name, schema, id, changed);
    case "text":
    case "long":
      return new Text(name, schema, id, changed);
    default:
      return new Json(id, changed);
  }
}

/** One of some values. */
class Choice {
  constructor(values, schema, id, changed) {
    this.values = values;
    const none = schema.default === undefined ? "not set" : `not set (${told(schema.default)})`;
    this.input = make("select", { id, change: changed },
      make("option", { value: "" }, none),
      ...values.map((value, index) => make("option", { value: String(index) }, told(value))),
    );
    this.element = this.input;
  }

  read() {
    return this.input.value === "" ? undefined : this.values[Number(this.input.value)];
  }

  fits(value) {
    return this.#index(value) >= 0;
  }

  write(value) {
    this.input.value = String(this.#index(value));
  }

  clear() {
    this.input.value = "";
  }

  #index(value) {
    return this.values.findIndex((each) => JSON.stringify(each) === JSON.stringify(value));
  }
}

function told(value) {
  return typeof value === "string" && value !== "" ? value : JSON.stringify(value);
}

/** A number. What is none, or would be rounded, is sent as the text it is, so that it is objected to. */
class NumberField {
  constructor(name, schema, id, changed) {
    this.input = make("input", {
      id,
      type: "text",
      inputMode: schema.type === "integer" ? "numeric" : "decimal",
      autocomplete: "off",
      placeholder: schema.default === undefined ? example(name, schema) : String(schema.default),
      input: changed,
    });
    this.element = this.input;
  }

  read() {
    const text = this.input.value.trim();
    if (text === "") {
      return undefined;
    }
    return NUMBER.test(text) ? (exact(text) ?? text) : text;
  }

  fits(value) {
    return typeof value === "number";
  }

  write(value) {
    this.input.value = String(value);
  }

  clear() {
    this.input.value = "";
  }
}

/** A text. Left empty it is not set, unless `keepsEmpty` says that the empty text is meant. */
class Text {
  constructor(name, schema, id, changed) {
    const isLong = kind(schema) === "long";
    const isSecret = schema.format === "password";
    this.keepsEmpty = false;
    this.takesEmpty = !(schema.minLength > 0) && !schema.format && !schema.pattern;
    this.input = make(isLong ? "textarea" : "input", {
      id,
      ...(isLong ? { rows: 3 } : { type: isSecret ? "password" : "text" }),
      placeholder: example(name, schema),
      spellcheck: isLong,
      autocapitalize: "none",
      autocomplete: isSecret ? "new-password" : "off",
      input: () => {
        this.keepsEmpty = false;
        changed();
      },
    });
    this.element = Object.hasOwn(NOW, schema.format) ? this.#withNow(schema.format, changed) : this.input;
  }

  read() {
    const text = this.input.value;
    return text === "" && !this.keepsEmpty ? undefined : text;
  }

  fits(value) {
    // A field of one line would drop line breaks without a word.
    return typeof value === "string" && (this.input.localName === "textarea" ? !value.includes("\r") : !/[\r\n]/.test(value));
  }

  write(value) {
    this.input.value = value;
    this.keepsEmpty = value === "";
  }

  clear() {
    this.input.value = "";
    this.keepsEmpty = false;
  }

  #withNow(format, changed) {
    const now = () => {
      const moment = new Date().toISOString();
      this.write(format === "date" ? moment.slice(0, 10) : moment.replace(/\.\d+/, ""));
      changed();
    };
    return make("div", { className: "playground-beside" },
      this.input,
      make("button", { type: "button", click: now }, NOW[format]),
    );
  }
}

/** Any value, as JSON. What is typed and is no JSON yet leaves the value as it was. */
export class Json {
  constructor(id, changed) {
    this.value = undefined;
    this.complaint = make("p", { className: "error", id: `${id}-json` });
    this.input = make("textarea", {
      id,
      rows: 2,
      className: "playground-code",
      placeholder: "any JSON",
      spellcheck: false,
      autocapitalize: "none",
      autocomplete: "off",
      "aria-describedby": `${id}-json`,
      input: () => {
        this.#take();
        changed();
      },
    });
    this.element = make("div", { className: "playground-stack" }, this.input, this.complaint);
  }

  read() {
    return this.value;
  }

  fits() {
    return true;
  }

  write(value) {
    this.value = value;
    this.input.value = format(value);
    this.complaint.textContent = "";
    delete this.input.dataset.invalid;
  }

  clear() {
    this.value = undefined;
    this.input.value = "";
    this.complaint.textContent = "";
    delete this.input.dataset.invalid;
  }

  #take() {
    this.complaint.textContent = "";
    delete this.input.dataset.invalid;
    try {
      this.value = this.input.value.trim() === "" ? undefined : parse(this.input.value);
    } catch (failed) {
      if (!(failed instanceof JsonError)) {
        throw failed;
      }
      this.complaint.textContent = failed.message;
      this.input.dataset.invalid = "true";
    }
  }
}
