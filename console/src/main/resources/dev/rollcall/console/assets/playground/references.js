// Finds what a schema refers to, in itself alone: nothing is fetched.

const NOWHERE = "schema:/";
const VALUES = new Set(["const", "enum", "default", "examples"]);

/** All places of one schema that can be referred to. */
export class Index {
  #places = new Map();
  #bases = new WeakMap();

  constructor(root) {
    this.#places.set(NOWHERE, root);
    this.#note(root, NOWHERE);
  }

  /** What `name` means where `from` says it; undefined if that is not here. */
  find(name, from) {
    const [address, part = ""] = name.split("#", 2);
    const base = this.#bases.get(from) ?? NOWHERE;
    const document = address === "" ? base : absolute(address, base);
    if (part !== "" && !part.startsWith("/")) {
      return this.#places.get(`${document}#${part}`);
    }
    const root = this.#places.get(document);
    return part === "" ? root : step(root, part);
  }

  #note(schema, base) {
    if (typeof schema !== "object" || schema === null || this.#bases.has(schema)) {
      return;
    }
    const here = typeof schema.$id === "string" ? absolute(schema.$id, base) : base;
    this.#bases.set(schema, here);
    if (here !== base) {
      this.#places.set(here, schema);
    }
    for (const anchor of [schema.$anchor, schema.$dynamicAnchor]) {
      if (typeof anchor === "string") {
        this.#places.set(`${here}#${anchor}`, schema);
      }
    }
    for (const [name, value] of Object.entries(schema)) {
      if (!VALUES.has(name)) {
        this.#note(value, here);
      }
    }
  }
}

function absolute(address, base) {
  try {
    return new URL(address, base).href.replace(/#$/, "");
  } catch {
    return address;
  }
}

/** What a JSON Pointer leads to. */
function step(root, pointer) {
  let place = root;
  for (const part of pointer.slice(1).split("/")) {
    const name = decode(part).replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof place !== "object" || place === null || !Object.hasOwn(place, name)) {
      return undefined;
    }
    place = place[name];
  }
  return place;
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
