// Checks values against JSON Schema 2020-12, and draft-07 where a schema says so. Nothing is fetched
// and nothing compiled, so it works under a policy that forbids making code of texts.

import { Index } from "./references.js";
import { complaint } from "./formats.js";

const DEEPEST = 200;
const OLD_DRAFTS = /draft-0[4-7]/;

/**
 * A check for `schema`: given a value, it answers what is wrong with it, each as `{ path, message }`
 * where `path` is the way from the value to the part at fault, by names and places.
 */
export function checker(schema) {
  const check = new Check(schema);
  return (value) => check.apply(schema, value, [], 0).errors;
}

/** What came of a schema: what is wrong, and which members and items it has spoken of. */
class Outcome {
  errors = [];
  names = new Set();
  places = new Set();

  fail(path, message) {
    this.errors.push({ path, message });
  }

  /** Takes over what another schema said of the same value. */
  add(other) {
    this.errors.push(...other.errors);
    this.see(other);
  }

  see(other) {
    other.names.forEach((name) => this.names.add(name));
    other.places.forEach((place) => this.places.add(place));
  }
}

class Check {
  constructor(root) {
    this.index = new Index(root);
    this.isOld = OLD_DRAFTS.test(root?.$schema ?? "");
  }

  apply(schema, value, path, depth) {
    const outcome = new Outcome();
    if (schema === false) {
      outcome.fail(path, "is not allowed here");
    }
    if (typeof schema !== "object" || schema === null) {
      return outcome;
    }
    if (depth > DEEPEST) {
      outcome.fail(path, "is nested too deep to be checked");
      return outcome;
    }
    const at = { schema, value, path, depth: depth + 1, outcome };
    this.reference(at);
    if (this.isOld && schema.$ref !== undefined) {
      return outcome;
    }
    if (schema.nullable === true && value === null) {
      return outcome;
    }
    checkAny(at);
    if (typeof value === "number") {
      checkNumber(at);
    } else if (typeof value === "string") {
      checkText(at);
    } else if (Array.isArray(value)) {
      this.list(at);
    } else if (isObject(value)) {
      this.object(at);
    }
    this.combined(at);
    this.rest(at);
    return outcome;
  }

  /** Whether a schema takes a value; what it has spoken of counts only then. */
  takes(at, schema, value, path) {
    const outcome = this.apply(schema, value, path, at.depth);
    return outcome.errors.length === 0 ? outcome : null;
  }

  reference(at) {
    for (const keyword of ["$ref", "$dynamicRef"]) {
      const name = at.schema[keyword];
      if (typeof name !== "string") {
        continue;
      }
      const target = this.index.find(name, at.schema);
      if (target === undefined) {
        at.outcome.fail(at.path, `cannot be checked: its schema refers to ${name}, which is not here`);
      } else {
        at.outcome.add(this.apply(target, at.value, at.path, at.depth));
      }
    }
  }

  list(at) {
    const { schema, value, path, outcome } = at;
    limits(at, value.length, "Items", "item");
    if (schema.uniqueItems && new Set(value.map(canonical)).size < value.length) {
      outcome.fail(path, "must not have the same item twice");
    }
    const old = Array.isArray(schema.items);
    const first = old ? schema.items : (schema.prefixItems ?? []);
    const others = old ? schema.additionalItems : schema.items;
    value.forEach((item, place) => {
      const wanted = place < first.length ? first[place] : others;
      if (wanted !== undefined) {
        outcome.places.add(place);
        outcome.errors.push(...this.apply(wanted, item, [...path, place], at.depth).errors);
      }
    });
    this.contains(at);
  }

  contains(at) {
    const { schema, value, path, outcome } = at;
    if (schema.contains === undefined) {
      return;
    }
    const found = [...value.keys()].filter((place) => this.takes(at, schema.contains, value[place], path));
    if (!this.isOld) {
      found.forEach((place) => outcome.places.add(place));
    }
    const least = schema.minContains ?? 1;
    if (found.length < least) {
      outcome.fail(path, `must have at least ${least} of the items that are wanted`);
    }
    if (found.length > (schema.maxContains ?? Infinity)) {
      outcome.fail(path, `must have at most ${schema.maxContains} of those items`);
    }
  }

  object(at) {
    const { schema, value, path, outcome } = at;
    const names = Object.keys(value);
    limits(at, names.length, "Properties", "member");
    missing(at, schema.required);
    for (const name of names) {
      this.member(at, name);
      if (schema.propertyNames !== undefined && !this.takes(at, schema.propertyNames, name, path)) {
        outcome.fail([...path, name], "has a name that is not allowed");
      }
      const needs = own(schema.dependentRequired, name) ?? own(schema.dependencies, name);
      if (Array.isArray(needs)) {
        missing(at, needs);
      } else if (needs !== undefined) {
        outcome.add(this.apply(needs, value, path, at.depth));
      }
      const shape = own(schema.dependentSchemas, name);
      if (shape !== undefined) {
        outcome.add(this.apply(shape, value, path, at.depth));
      }
    }
  }

  member(at, name) {
    const { schema, value, path, outcome } = at;
    const wanted = [own(schema.properties, name)];
    for (const [pattern, shape] of Object.entries(schema.patternProperties ?? {})) {
      if (expression(pattern)?.test(name)) {
        wanted.push(shape);
      }
    }
    const known = wanted.filter((shape) => shape !== undefined);
    if (known.length === 0 && schema.additionalProperties !== undefined) {
      known.push(schema.additionalProperties);
    }
    for (const shape of known) {
      outcome.names.add(name);
      outcome.errors.push(
        ...(shape === false
          ? [{ path: [...path, name], message: "is not known here" }]
          : this.apply(shape, value[name], [...path, name], at.depth).errors),
      );
    }
  }

  combined(at) {
    const { schema, value, path, outcome, depth } = at;
    for (const each of schema.allOf ?? []) {
      outcome.add(this.apply(each, value, path, depth));
    }
    if (schema.anyOf) {
      const tried = schema.anyOf.map((each) => this.apply(each, value, path, depth));
      const good = tried.filter((each) => each.errors.length === 0);
      good.forEach((each) => outcome.see(each));
      if (good.length === 0) {
        outcome.fail(path, `fits none of what is allowed: ${reasons(tried)}`);
      }
    }
    if (schema.oneOf) {
      const tried = schema.oneOf.map((each) => this.apply(each, value, path, depth));
      const good = tried.filter((each) => each.errors.length === 0);
      if (good.length === 1) {
        outcome.see(good[0]);
      } else {
        outcome.fail(path, good.length === 0
          ? `fits none of what is allowed: ${reasons(tried)}`
          : "fits more than one of what is allowed, where one is wanted");
      }
    }
    if (schema.not !== undefined && this.takes(at, schema.not, value, path)) {
      outcome.fail(path, "is what is not allowed");
    }
    if (schema.if !== undefined) {
      const holds = this.takes(at, schema.if, value, path);
      if (holds) {
        outcome.see(holds);
      }
      const then = holds ? schema.then : schema.else;
      if (then !== undefined) {
        outcome.add(this.apply(then, value, path, depth));
      }
    }
  }

  /** What no other keyword of the schema has spoken of. */
  rest(at) {
    const { schema, value, path, outcome, depth } = at;
    if (schema.unevaluatedProperties !== undefined && isObject(value)) {
      for (const name of Object.keys(value).filter((each) => !outcome.names.has(each))) {
        outcome.names.add(name);
        outcome.errors.push(...this.apply(schema.unevaluatedProperties, value[name], [...path, name], depth).errors);
      }
    }
    if (schema.unevaluatedItems !== undefined && Array.isArray(value)) {
      for (const place of [...value.keys()].filter((each) => !outcome.places.has(each))) {
        outcome.places.add(place);
        outcome.errors.push(...this.apply(schema.unevaluatedItems, value[place], [...path, place], depth).errors);
      }
    }
  }
}

const TYPES = {
  null: [(value) => value === null, "null"],
  boolean: [(value) => typeof value === "boolean", "true or false"],
  integer: [(value) => Number.isInteger(value), "a whole number"],
  number: [(value) => typeof value === "number", "a number"],
  string: [(value) => typeof value === "string", "a text"],
  array: [Array.isArray, "a list"],
  object: [isObject, "an object"],
};

function checkAny({ schema, value, path, outcome }) {
  const types = [schema.type ?? []].flat().filter((type) => Object.hasOwn(TYPES, type));
  if (types.length > 0 && !types.some((type) => TYPES[type][0](value))) {
    outcome.fail(path, `must be ${types.map((type) => TYPES[type][1]).join(" or ")}`);
  }
  if (schema.enum && !schema.enum.some((each) => canonical(each) === canonical(value))) {
    outcome.fail(path, `must be one of ${schema.enum.map((each) => JSON.stringify(each)).join(", ")}`);
  }
  if (schema.const !== undefined && canonical(schema.const) !== canonical(value)) {
    outcome.fail(path, `must be ${JSON.stringify(schema.const)}`);
  }
}

function checkNumber({ schema, value, path, outcome }) {
  if (value < schema.minimum) {
    outcome.fail(path, `must be at least ${schema.minimum}`);
  }
  if (value > schema.maximum) {
    outcome.fail(path, `must be at most ${schema.maximum}`);
  }
  if (value <= schema.exclusiveMinimum) {
    outcome.fail(path, `must be more than ${schema.exclusiveMinimum}`);
  }
  if (value >= schema.exclusiveMaximum) {
    outcome.fail(path, `must be less than ${schema.exclusiveMaximum}`);
  }
  if (schema.multipleOf > 0 && !isMultiple(value, schema.multipleOf)) {
    outcome.fail(path, `must be a multiple of ${schema.multipleOf}`);
  }
}

function isMultiple(value, unit) {
  const times = value / unit;
  // Decimal fractions are not exact as numbers: 0.0075 / 0.0001 is a little less than 75.
  return Number.isFinite(times)
    ? Math.abs(times - Math.round(times)) <= Number.EPSILON * Math.max(1, Math.abs(times)) * 2
    : Number.isInteger(value) && Number.isInteger(1 / unit);
}

function checkText(at) {
  const { schema, value, path, outcome } = at;
  limits(at, [...value].length, "Length", "character");
  if (schema.pattern !== undefined && expression(schema.pattern)?.test(value) === false) {
    outcome.fail(path, `must match ${schema.pattern}`);
  }
  const wrong = schema.format && complaint(schema.format, value);
  if (wrong) {
    outcome.fail(path, wrong);
  }
}

function limits({ schema, path, outcome }, size, keyword, thing) {
  const least = schema[`min${keyword}`];
  const most = schema[`max${keyword}`];
  if (size < least) {
    outcome.fail(path, `must have at least ${least} ${thing}${least === 1 ? "" : "s"}`);
  }
  if (size > most) {
    outcome.fail(path, `must have at most ${most} ${thing}${most === 1 ? "" : "s"}, and has ${size}`);
  }
}

function missing({ value, path, outcome }, names) {
  for (const name of names ?? []) {
    if (!Object.hasOwn(value, name)) {
      outcome.fail([...path, name], "is required");
    }
  }
}

const expressions = new Map();

/** The expression of a pattern; null if browsers do not know it, which is no fault of the value. */
function expression(pattern) {
  if (!expressions.has(pattern)) {
    expressions.set(pattern, compile(pattern, "u") ?? compile(pattern, ""));
  }
  return expressions.get(pattern);
}

function compile(pattern, flags) {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return null;
  }
}

function reasons(tried) {
  const first = tried.map((each) => each.errors[0]).map(({ path, message }) => [...path.slice(-1), message].join(" "));
  return [...new Set(first)].join("; or ");
}

function own(members, name) {
  return members && Object.hasOwn(members, name) ? members[name] : undefined;
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A text that is the same for equal values, whatever the order of their members. */
function canonical(value) {
  return JSON.stringify(value, (name, each) =>
    isObject(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each);
}
