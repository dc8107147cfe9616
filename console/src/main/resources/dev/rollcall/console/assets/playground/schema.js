// What a schema means for a form: which kind of field, and what is said beside it.

import { Index } from "./references.js";

const LONG_TEXT = 600;
const MOST_REFERENCES = 20;

/** Reads the parts of one schema; `$ref` is looked up in the whole of it. */
export class Reading {
  constructor(root) {
    this.index = new Index(root);
    this.root = root;
  }

  /** `{ schema, nullable }`: the schema with its references followed, and null taken out of it. */
  plain(schema) {
    let current = typeof schema === "object" && schema !== null ? schema : {};
    for (let left = MOST_REFERENCES; typeof current.$ref === "string" && left > 0; left--) {
      const { $ref, ...own } = current;
      const target = this.index.find($ref, current);
      current = typeof target === "object" && target !== null ? { ...target, ...own } : own;
    }
    return withoutNull(this.#merged(current));
  }

  /** One schema of those that all have to hold, as far as a form needs it. */
  #merged({ allOf, ...schema }) {
    for (const each of allOf ?? []) {
      const part = this.plain(each).schema;
      schema = {
        ...part,
        ...schema,
        ...(part.properties || schema.properties
          ? { properties: { ...part.properties, ...schema.properties } }
          : {}),
        required: [...(part.required ?? []), ...(schema.required ?? [])],
      };
    }
    return schema;
  }
}

function withoutNull(schema) {
  let nullable = schema.nullable === true;
  let plain = schema;
  if (Array.isArray(schema.type) && schema.type.includes("null")) {
    const types = schema.type.filter((type) => type !== "null");
    nullable = true;
    plain = { ...plain, type: types.length === 1 ? types[0] : types };
  }
  for (const keyword of ["anyOf", "oneOf"]) {
    const choices = plain[keyword];
    const others = choices?.filter((each) => each.type !== "null");
    if (choices && others.length < choices.length) {
      nullable = true;
      const { [keyword]: _, ...rest } = plain;
      plain = others.length === 1 ? { ...others[0], ...rest } : { ...rest, [keyword]: others };
    }
  }
  if (nullable && plain.enum) {
    plain = { ...plain, enum: plain.enum.filter((each) => each !== null) };
  }
  return { schema: plain, nullable };
}

/**
 * The kind of field that a plain schema wants: `choice`, `boolean`, `number`, `text`, `long`, `list`,
 * `object`, `map`, `alternatives`, or `any` for whatever only JSON can say.
 */
export function kind(schema) {
  if (schema.enum || schema.const !== undefined) {
    return "choice";
  }
  if (!schema.properties && !schema.type && (schema.oneOf || schema.anyOf)) {
    return "alternatives";
  }
  if (Array.isArray(schema.type)) {
    return schema.type.length > 0 ? "alternatives" : "any";
  }
  switch (schema.type) {
    case "boolean":
      return "boolean";
    case "integer":
    case "number":
      return "number";
    case "string":
      return schema.maxLength > LONG_TEXT && !schema.format ? "long" : "text";
    case "array":
      return schema.items || schema.prefixItems ? "list" : "any";
    default:
      return ofObject(schema);
  }
}

function ofObject(schema) {
  if (schema.properties) {
    return "object";
  }
  return schema.type === "object" && typeof schema.additionalProperties === "object" ? "map" : "any";
}

/** The alternatives of a schema, each `{ name, schema }`. */
export function alternatives(schema, reading) {
  const each = schema.oneOf ?? schema.anyOf ?? schema.type.map((type) => ({ ...schema, type }));
  return each.map((choice, index) => {
    const { schema: plain } = reading.plain(choice);
    return { name: plain.title ?? typeName(plain) ?? `Form ${index + 1}`, schema: choice };
  });
}

function typeName(schema) {
  if (schema.const !== undefined) {
    return JSON.stringify(schema.const);
  }
  return schema.type === "string" && schema.format ? schema.format : NAMES[schema.type];
}

const NAMES = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  array: "list",
  object: "object",
};

/** What may be put into a field, in a few words. */
export function limits(schema, nullable) {
  const said = [typeName(schema), range(schema), length(schema), nullable ? "or null" : null];
  if (schema.default !== undefined) {
    said.push(`${JSON.stringify(schema.default)} if not set`);
  }
  return said.filter(Boolean).join(", ");
}

function range({ minimum, maximum }) {
  if (minimum !== undefined && maximum !== undefined) {
    return `${minimum} to ${maximum}`;
  }
  if (minimum !== undefined) {
    return `from ${minimum}`;
  }
  return maximum === undefined ? null : `up to ${maximum}`;
}

function length(schema) {
  const [least, most, things] = schema.type === "array"
    ? [schema.minItems, schema.maxItems, "items"]
    : [schema.minLength, schema.maxLength, "characters"];
  if (least > 0 && most !== undefined) {
    return `${least} to ${most.toLocaleString("en")} ${things}`;
  }
  return most === undefined ? null : `at most ${most.toLocaleString("en")} ${things}`;
}

const HEX = "0123456789abcdef0123456789abcdef";
const SIDS = { AccountSid: "AC", ConferenceSid: "CF", CallSid: "CA", ParticipantSid: "CP" };
const EXAMPLES = {
  uuid: "01a1ffb5-d676-7000-b971-b843dc4b6f64",
  "date-time": "2026-11-21T08:00:00Z",
  date: "2026-11-21",
  time: "08:00:00Z",
  uri: "https://example.com/",
  email: "ann@example.com",
};

/** A value as it might be, shown where nothing has been put in. */
export function example(name, schema) {
  const given = schema.examples?.[0] ?? schema.example;
  if (given !== undefined) {
    return String(given);
  }
  const prefix = SIDS[name] ?? /^\^?(AC|CF|CA|CP|SK|PN)\[/.exec(schema.pattern ?? "")?.[1];
  return prefix ? prefix + HEX : (EXAMPLES[schema.format] ?? "");
}

/**
 * The parameters of a tool of the registry as the schema of one object: there each says for itself
 * whether it is required, and where in the request it goes.
 */
export function ofParameters(parameters) {
  const properties = {};
  const required = [];
  for (const [name, { required: isRequired, location: _, ...schema }] of Object.entries(parameters)) {
    // A list of the registry does not say of what: in paths, queries and forms everything is text.
    properties[name] = schema.type === "array" && !schema.items ? { ...schema, items: { type: "string" } } : schema;
    if (isRequired === true) {
      required.push(name);
    }
  }
  return { type: "object", properties, required, additionalProperties: false };
}
