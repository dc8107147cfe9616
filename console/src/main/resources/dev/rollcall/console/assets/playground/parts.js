// Fields for values that have parts: objects, lists, maps by name, and one of several forms.

import { make, setText } from "../shell/dom.js";
import { checker } from "./validate.js";
import { put } from "./json.js";
import { Member, controlOf } from "./member.js";
import { alternatives } from "./schema.js";

const MOST_AT_ONCE = 14;

/** An object with the members that its schema names; others that it was given are kept. */
export class ObjectField {
  #others = {};

  constructor(schema, context) {
    this.schema = schema;
    this.isOpen = false;
    this.members = new Map();
    this.context = context;
    this.element = make("div", { className: "playground-members" });
    this.note = make("p", { className: "hint", hidden: true });
  }

  /** Makes its fields. They are made late, since a schema may hold itself. */
  open() {
    this.isOpen = true;
    if (this.members.size > 0) {
      return;
    }
    const required = new Set(this.schema.required ?? []);
    // What has to be given comes first, as far as people read.
    const names = Object.keys(this.schema.properties).sort((a, b) => required.has(b) - required.has(a));
    for (const name of names) {
      this.members.set(name, new Member(name, this.schema.properties[name], {
        ...this.context,
        required: required.has(name),
        always: false,
      }));
    }
    const elements = [...this.members.values()].map((member) => member.element);
    const first = Math.max(required.size, MOST_AT_ONCE - 2);
    if (elements.length > MOST_AT_ONCE && first < elements.length) {
      this.rest = make("details", { className: "playground-rest" },
        make("summary", {}, `${elements.length - first} more that may be set`),
        make("div", { className: "playground-members" }, ...elements.splice(first)));
      elements.push(this.rest);
    }
    this.element.replaceChildren(...elements, this.note);
  }

  read() {
    if (!this.isOpen) {
      return undefined;
    }
    const value = {};
    // In the order of the schema, so that the text of it does not depend on the order of typing.
    for (const name of Object.keys(this.schema.properties)) {
      const member = this.members.get(name).read();
      if (member !== undefined) {
        put(value, name, member);
      }
    }
    for (const [name, member] of Object.entries(this.#others)) {
      put(value, name, member);
    }
    return value;
  }

  fits(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
  }

  write(value) {
    this.open();
    for (const [name, member] of this.members) {
      member.write(Object.hasOwn(value, name) ? value[name] : undefined);
    }
    this.#reveal((member) => member.read() !== undefined);
    this.#others = {};
    for (const name of Object.keys(value).filter((each) => !this.members.has(each))) {
      put(this.#others, name, value[name]);
    }
    const names = Object.keys(this.#others);
    this.note.hidden = names.length === 0;
    setText(this.note, `Also sent, from the JSON: ${names.join(", ")}`);
  }

  clear() {
    this.isOpen = false;
    this.#others = {};
    this.note.hidden = true;
    this.members.forEach((member) => member.write(undefined));
  }

  part(name) {
    const member = this.members.get(name);
    if (member) {
      this.#reveal((each) => each === member);
    }
    return member;
  }

  parts() {
    return [...this.members.values()];
  }

  /** Shows the fields that stand behind the first ones, if there is something to be seen there. */
  #reveal(matters) {
    if (this.rest && [...this.members.values()].some((member) => this.rest.contains(member.element) && matters(member))) {
      this.rest.open = true;
    }
  }
}

/** A list, whose items are added and taken away one by one. */
export class ListField {
  constructor(schema, context) {
    this.schema = schema;
    this.isOpen = false;
    this.context = context;
    this.items = [];
    this.rows = make("ol", { className: "playground-items" });
    this.add = make("button", { type: "button", click: () => this.#added() }, "Add an item");
    this.element = make("div", { className: "playground-stack" }, this.rows, this.add);
  }

  open() {
    this.isOpen = true;
  }

  read() {
    return this.isOpen ? this.items.map(({ member }) => member.read() ?? null) : undefined;
  }

  fits(value) {
    return Array.isArray(value);
  }

  write(value) {
    this.isOpen = true;
    while (this.items.length > value.length) {
      this.#drop(this.items.at(-1));
    }
    while (this.items.length < value.length) {
      this.#append();
    }
    value.forEach((each, place) => this.items[place].member.write(each));
  }

  clear() {
    this.isOpen = false;
    this.items = [];
    this.rows.replaceChildren();
  }

  part(place) {
    return this.items[place]?.member;
  }

  parts() {
    return this.items.map(({ member }) => member);
  }

  #added() {
    this.isOpen = true;
    this.#append().member.focus();
    this.context.changed();
  }

  #append() {
    const place = this.items.length;
    const wanted = this.schema.prefixItems?.[place] ?? this.schema.items;
    const member = new Member(`${place + 1}`, wanted, { ...this.context, required: false, always: true });
    const item = { member };
    item.remove = make("button", {
      type: "button",
      "aria-label": `Remove item ${place + 1}`,
      click: () => {
        this.#drop(item);
        this.add.focus();
        this.context.changed();
      },
    }, "Remove");
    item.row = make("li", {}, member.element, item.remove);
    this.items.push(item);
    this.rows.append(item.row);
    return item;
  }

  #drop(item) {
    this.items.splice(this.items.indexOf(item), 1);
    item.row.remove();
    this.items.forEach((each, place) => {
      each.member.rename(`${place + 1}`);
      each.remove.setAttribute("aria-label", `Remove item ${place + 1}`);
    });
  }
}

/** Members by names of one's own. */
export class MapField {
  constructor(schema, context) {
    this.schema = schema;
    this.isOpen = false;
    this.context = context;
    this.rows = [];
    this.list = make("ul", { className: "playground-items" });
    this.add = make("button", { type: "button", click: () => this.#added() }, "Add a member");
    this.element = make("div", { className: "playground-stack" }, this.list, this.add);
  }

  open() {
    this.isOpen = true;
  }

  read() {
    if (!this.isOpen) {
      return undefined;
    }
    const value = {};
    this.rows.forEach(({ name, member }) => put(value, name.value, member.read() ?? null));
    return value;
  }

  fits(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
  }

  write(value) {
    this.clear();
    this.isOpen = true;
    Object.entries(value).forEach(([name, member]) => this.#append(name).member.write(member));
  }

  clear() {
    this.isOpen = false;
    this.rows = [];
    this.list.replaceChildren();
  }

  part(name) {
    return this.rows.find((row) => row.name.value === name)?.member;
  }

  parts() {
    return this.rows.map(({ member }) => member);
  }

  #added() {
    this.isOpen = true;
    this.#append("").name.focus();
    this.context.changed();
  }

  #append(text) {
    const member = new Member("Value", this.schema.additionalProperties, { ...this.context, required: false, always: true });
    const name = make("input", { type: "text", value: text, "aria-label": "Name", autocomplete: "off", input: this.context.changed });
    const row = { member, name };
    const remove = () => {
      this.rows.splice(this.rows.indexOf(row), 1);
      element.remove();
      this.add.focus();
      this.context.changed();
    };
    const element = make("li", {}, name, member.element, make("button", { type: "button", click: remove }, "Remove"));
    this.rows.push(row);
    this.list.append(element);
    return row;
  }
}

/** A value of one of several forms. */
export class AlternativesField {
  constructor(schema, context) {
    this.context = context;
    this.choices = alternatives(schema, context.reading).map((choice) => ({
      ...choice,
      fits: checker({ ...choice.schema, $defs: context.reading.root?.$defs, definitions: context.reading.root?.definitions }),
    }));
    this.input = make("select", { id: context.id, change: () => this.#changed() },
      // Elsewhere it is said beside the field, or by taking the item away.
      ...(context.canBeUnset ? [make("option", { value: "" }, "not set")] : []),
      ...this.choices.map(({ name }, index) => make("option", { value: String(index) }, name)),
    );
    this.place = make("div", {});
    this.element = make("div", { className: "playground-stack" }, this.input, this.place);
    this.control = null;
    this.clear();
  }

  read() {
    return this.control?.read();
  }

  fits() {
    return true;
  }

  open() {
    if (this.control === null) {
      this.#choose(0);
    }
    this.control.open?.();
  }

  write(value) {
    const fitting = this.choices.findIndex(({ fits }) => fits(value).length === 0);
    if (fitting >= 0 || !this.control?.fits(value)) {
      this.#choose(Math.max(fitting, 0));
    }
    if (this.control.fits(value)) {
      this.control.write(value);
    } else {
      this.#show(controlOf("", {}, this.context));
      this.control.write(value);
    }
  }

  clear() {
    if (this.context.canBeUnset) {
      this.input.value = "";
      this.control = null;
      this.place.replaceChildren();
    } else {
      this.#choose(0);
    }
  }

  part(name) {
    return this.control?.part?.(name);
  }

  parts() {
    return this.control?.parts?.() ?? [];
  }

  #changed() {
    if (this.input.value === "") {
      this.clear();
    } else {
      this.#choose(Number(this.input.value));
      this.control.open?.();
    }
    this.context.changed();
  }

  #choose(index) {
    this.input.value = String(index);
    const { name, schema } = this.choices[index];
    this.#show(controlOf(name, schema, this.context));
  }

  #show(control) {
    this.control = control;
    control.input?.setAttribute("aria-label", "Value");
    this.place.replaceChildren(control.element);
  }
}
