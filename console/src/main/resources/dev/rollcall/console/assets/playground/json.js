// JSON as people type it: read strictly, and where it is wrong, said where.

const DEEPEST = 200;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const PARTS = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SPACE = /[ \t\r\n]*/y;
const WORDS = [["true", true], ["false", false], ["null", null]];

/** Where a text is not JSON, by line and column from 1, and why. */
export class JsonError extends Error {
  constructor(reason, text, at) {
    const before = text.slice(0, at).split("\n");
    const line = before.length;
    const column = before.at(-1).length + 1;
    super(`Line ${line}, column ${column}: ${reason}`);
    this.at = at;
    this.line = line;
    this.column = column;
  }
}

/**
 * The value that a text says. Stricter than `JSON.parse` where that would send something else than
 * was typed: names that come twice, and numbers that would be rounded.
 *
 * @throws {JsonError} if it is none
 */
export function parse(text) {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.space();
  if (reader.at < text.length) {
    reader.refuse("nothing more is expected here.");
  }
  return value;
}

/** The text of a value, as it is shown. */
export function format(value) {
  return JSON.stringify(value, null, 2) ?? "";
}

class Reader {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  refuse(reason) {
    throw new JsonError(reason, this.text, this.at);
  }

  match(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  space() {
    this.match(SPACE);
  }

  takes(sign) {
    this.space();
    const is = this.text[this.at] === sign;
    this.at += is ? 1 : 0;
    return is;
  }

  value(depth) {
    this.space();
    if (depth > DEEPEST) {
      this.refuse("this is nested too deep.");
    }
    const sign = this.text[this.at];
    if (sign === undefined) {
      this.refuse("the text ends where a value is expected.");
    }
    if (sign === "{") {
      return this.object(depth);
    }
    if (sign === "[") {
      return this.array(depth);
    }
    if (sign === '"') {
      return this.string();
    }
    for (const [word, value] of WORDS) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    return this.number();
  }

  number() {
    const from = this.at;
    const text = this.match(NUMBER);
    if (text === undefined) {
      this.refuse("a value is expected here: texts and names stand in double quotes.");
    }
    const value = exact(text);
    if (value === undefined) {
      this.at = from;
      this.refuse("a browser cannot keep this number exactly.");
    }
    return value;
  }

  string() {
    const text = this.match(STRING);
    if (text === undefined) {
      this.refuse("this text is not closed, or has a line break or a \\ that JSON does not know.");
    }
    return JSON.parse(text);
  }

  array(depth) {
    const items = [];
    this.at += 1;
    if (this.takes("]")) {
      return items;
    }
    do {
      items.push(this.value(depth + 1));
    } while (this.takes(","));
    if (!this.takes("]")) {
      this.refuse("a comma or ] is expected here.");
    }
    return items;
  }

  object(depth) {
    const members = {};
    this.at += 1;
    if (this.takes("}")) {
      return members;
    }
    do {
      this.member(members, depth);
    } while (this.takes(","));
    if (!this.takes("}")) {
      this.refuse("a comma or } is expected here.");
    }
    return members;
  }

  member(members, depth) {
    this.space();
    const from = this.at;
    if (this.text[this.at] !== '"') {
      this.refuse("a name in double quotes is expected here.");
    }
    const name = this.string();
    if (Object.hasOwn(members, name)) {
      this.at = from;
      this.refuse(`the name ${JSON.stringify(name)} is there twice.`);
    }
    if (!this.takes(":")) {
      this.refuse("a colon is expected here.");
    }
    put(members, name, this.value(depth + 1));
  }
}

/** The number that a text of JSON says; undefined if it would be sent as another one. */
export function exact(text) {
  const value = Number(text);
  return Number.isFinite(value) && digits(text) === digits(String(value)) ? value : undefined;
}

/** The digits of a number without zeros at its ends, and where its point is: the same for equal ones. */
function digits(text) {
  const [, whole, fraction = "", power = "0"] = PARTS.exec(text);
  const all = whole + fraction;
  const significant = all.replace(/^0+/, "");
  return significant === "" ? "0" : `${significant.replace(/0+$/, "")}e${significant.length - fraction.length + Number(power)}`;
}

/** Sets a member, whatever its name: plain setting would take `__proto__` for something else. */
export function put(members, name, value) {
  Object.defineProperty(members, name, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}
