// One named value of a form: its label, its hint, its field, whether it is sent at all, and what is
// wrong with it. What is not set is not sent; null is sent where a schema has it and it was chosen.

import { make, setText } from "../shell/dom.js";
import { Json, simple } from "./fields.js";
import { AlternativesField, ListField, MapField, ObjectField } from "./parts.js";
import { kind, limits } from "./schema.js";

let made = 0;

/** The field for a schema. `context` is that of the member it belongs to. */
export function controlOf(name, schema, context) {
  const { schema: plain } = context.reading.plain(schema);
  const id = `playground-${++made}`;
  switch (kind(plain)) {
    case "object":
      return new ObjectField(plain, context);
    case "list":
      return new ListField(plain, context);
    case "map":
      return new MapField(plain, context);
    case "alternatives":
      return new AlternativesField(plain, { ...context, id });
    default:
      return simple(name, plain, id, context.changed);
  }
}

export class Member {
  /**
   * `context` is `{ reading, changed, required, always }`: the whole schema, what to call when
   * something was put in, and whether the value has to be, or by its place always is, there.
   */
  constructor(name, schema, context) {
    this.name = name;
    this.id = `playground-${++made}`;
    const { schema: plain, nullable } = context.reading.plain(schema);
    this.schema = plain;
    this.nullable = nullable;
    this.context = { ...context, changed: () => this.#changed() };
    this.told = context.changed;
    this.control = this.#control();
    this.hasParts = ["object", "list", "map"].includes(kind(plain));
    this.#build(plain);
    this.write(undefined);
  }

  read() {
    if (this.mode?.value === "null") {
      return null;
    }
    if (this.mode?.value === "unset") {
      return undefined;
    }
    const value = (this.odd ?? this.control).read();
    return value === undefined && this.#isText() && (this.context.always || this.mode?.value === "value") ? "" : value;
  }

  /** Shows a value; undefined stands for none. */
  write(value) {
    this.#regular();
    this.control.clear();
    if (value === undefined) {
      this.#setMode("unset");
      if (this.context.always || (this.hasParts && this.context.required)) {
        this.control.open?.();
      }
    } else if (value === null && this.nullable) {
      this.#setMode("null");
    } else {
      this.#setMode("value");
      if (this.control.fits(value)) {
        this.control.write(value);
      } else {
        this.#showOdd(value);
      }
    }
    this.fail([]);
    this.#show();
  }

  /** Says what is wrong, each `{ path, message }` with the way from this value on. */
  fail(errors) {
    const own = [];
    const parts = new Map();
    for (const { path, message } of errors) {
      const part = path.length > 0 && !this.odd ? this.control.part?.(path[0]) : undefined;
      if (part) {
        parts.set(part, [...(parts.get(part) ?? []), { path: path.slice(1), message }]);
      } else {
        own.push([path.join(" › "), message].filter(Boolean).join(" "));
      }
    }
    for (const part of this.control.parts?.() ?? []) {
      part.fail(parts.get(part) ?? []);
    }
    this.#complain(own);
  }

  focus() {
    const target = (this.odd ?? this.control).input ?? this.element.querySelector("input, select, textarea, button");
    (this.mode?.value === "null" ? this.mode : target)?.focus();
  }

  rename(name) {
    this.name = name;
    setText(this.title, name);
  }

  #complain(messages) {
    setText(this.error, messages.length > 0 ? `${this.name} ${messages.join("; ")}` : "");
    const input = (this.odd ?? this.control).input;
    if (messages.length > 0) {
      input?.setAttribute("aria-invalid", "true");
    } else {
      input?.removeAttribute("aria-invalid");
    }
  }

  #control() {
    return controlOf(this.name, this.schema, { ...this.context, canBeUnset: !this.nullable && !this.context.always });
  }

  #isText() {
    return !this.odd && ["text", "long"].includes(kind(this.schema));
  }

  #build(plain) {
    this.title = make("span", { className: "playground-name" }, this.name);
    const about = limits(plain, this.nullable);
    const label = this.hasParts
      ? make("legend", {}, this.title)
      : make("label", { for: this.control.input?.id ?? this.id }, this.title);
    if (this.context.required) {
      label.append(" ", make("span", { className: "playground-required" }, "required"));
    }
    this.error = make("p", { className: "error", id: `${this.id}-error` });
    this.hint = make("p", { className: "hint", id: `${this.id}-hint` }, [plain.description?.replace(/\.$/, ""), about].filter(Boolean).join(" · "));
    this.place = make("div", { className: "playground-control" });
    this.setting = make("div", { className: "playground-setting" });
    if (this.nullable) {
      this.mode = this.#modes();
      this.place.append(this.mode);
    }
    this.element = make(this.hasParts ? "fieldset" : "div", { className: "playground-member" },
      label, ...(this.hint.textContent ? [this.hint] : []), this.place, this.setting, this.error);
    this.#put(this.control);
  }

  #modes() {
    return make("select", { "aria-label": `${this.name}: what is sent`, change: () => this.#chosen() },
      make("option", { value: "unset" }, "not set"),
      make("option", { value: "null" }, "null"),
      make("option", { value: "value" }, "value"),
    );
  }

  #chosen() {
    if (this.mode.value !== "value") {
      this.#regular();
      this.control.clear();
    } else {
      this.control.open?.();
    }
    this.#show();
    this.told();
  }

  #setMode(mode) {
    if (this.mode) {
      this.mode.value = mode;
    }
  }

  #changed() {
    if (this.mode && this.mode.value !== "value") {
      this.mode.value = "value";
    }
    this.#complain([]);
    this.#show();
    this.told();
  }

  #put(control) {
    const described = [this.hint.textContent ? this.hint.id : "", this.error.id, control.input?.getAttribute("aria-describedby") ?? ""];
    control.input?.setAttribute("aria-describedby", described.filter(Boolean).join(" "));
    if (this.context.required) {
      control.input?.setAttribute("aria-required", "true");
    }
    this.value?.remove();
    this.value = make("div", { className: "playground-value" }, control.element);
    this.place.append(this.value);
  }

  /** A value that the field cannot hold, such as a text where a number is wanted, is shown as JSON. */
  #showOdd(value) {
    this.odd = new Json(`${this.id}-odd`, this.context.changed);
    this.odd.input.setAttribute("aria-label", `${this.name} as JSON`);
    this.odd.write(value);
    this.#put(this.odd);
  }

  #regular() {
    if (this.odd) {
      this.odd = null;
      this.#put(this.control);
    }
  }

  /** What can be done besides putting something in. */
  #show() {
    const buttons = [];
    const act = (text, action) => buttons.push(make("button", {
      type: "button",
      className: "playground-quiet",
      "aria-label": `${text}: ${this.name}`,
      click: () => {
        action();
        this.#complain([]);
        this.#show();
        this.told();
        this.focus();
      },
    }, text));
    this.#offers(act);
    this.setting.replaceChildren(...buttons);
    // Offered to whoever is at the field; what is so already is always shown.
    this.setting.classList.toggle("playground-offer", this.#isText() && this.read() === undefined);
    const isUnset = this.mode ? this.mode.value !== "value" : !this.control.isOpen;
    this.value.hidden = this.hasParts && !this.odd && isUnset;
  }

  #offers(act) {
    if (this.odd) {
      act("Back to the field", () => this.write(undefined));
    } else if (this.mode) {
      return;
    } else if (this.hasParts && !this.context.always) {
      if (!this.control.isOpen) {
        act(this.control instanceof ListField ? "Set the list" : "Set the object", () => this.control.open());
      } else if (!this.context.required) {
        act("Do not send", () => this.control.clear());
      }
    } else if (this.#isText() && this.control.takesEmpty && !this.context.always && this.control.input.value === "") {
      if (this.control.keepsEmpty) {
        act("Empty text is sent: do not send", () => this.control.clear());
      } else {
        act("Send an empty text", () => this.control.write(""));
      }
    }
  }
}
