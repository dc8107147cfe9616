// Calls by curl, for bash and other shells of its kind.

import { format } from "../json.js";
import { encoded, legacyHeaders, legacyMessages, modernCall } from "../requests.js";
import { needs } from "./call.js";

const CONTROL = /[\u0000-\u001f\u007f]/;
/** Characters that a word of a command may have: a system takes 128 KiB at most, and quoting makes more of them. */
const LONGEST = 16_000;
const PLAIN = /^[\w./:@%+,=-]+$/;

/** A text as one word of a shell: between single quotes nothing has a meaning but their end. */
export function quoted(text) {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

export function mcp(call) {
  return needs("#", call.variables) + (call.isLegacy ? session(call) : single(call));
}

function single({ address, name, args, isSigned }) {
  const { headers, body } = modernCall(name, args);
  return command(["curl -sS", quoted(address)].join(" "), [...token(isSigned), ...fields(headers), data(body)]);
}

function session({ address, name, args, client, isSigned }) {
  const [initialize, initialized, call] = legacyMessages(name, args, { client });
  const head = command(`  curl -sS ${quoted(address)}`, [...token(isSigned), ...fields(legacyHeaders(null)), '"$@"'], 4);
  const [, , version] = legacyHeaders("x");
  const within = [`-H "Mcp-Session-Id: $session"`, ...fields([version])];
  return [
    `mcp() {\n${head}}`,
    `session=$(mcp -D - -o /dev/null ${data(initialize)} |\n  tr -d '\\r' | awk 'tolower($1) == "mcp-session-id:" { print $2 }')`,
    command("mcp", [...within, data(initialized)]).trimEnd(),
    command("mcp", [...within, data(call)]).trimEnd(),
    command("mcp -X DELETE", within),
  ].join("\n");
}

export function rest({ method, url, headers, form, json, isSigned, variables }) {
  const hasBody = (form?.length ?? 0) > 0 || json !== undefined;
  const says = method === (hasBody ? "POST" : "GET") ? "" : `-X ${method} `;
  // Brackets, as in [::1], would mean a range.
  const globs = /[[\]{}]/.test(url) ? "-g " : "";
  return needs("#", variables) + command(`curl -sS ${globs}${says}${quoted(url)}`, [
    ...(isSigned ? ['-u "$ROLLCALL_ACCOUNT_SID:$ROLLCALL_AUTH_TOKEN"'] : []),
    ...fields(headers),
    ...pairs(form ?? []),
    ...(json === undefined ? [] : ["-H 'Content-Type: application/json'", data(json)]),
  ]);
}

/** A form pair by pair; what is too long for a word is told apart, at the end. */
function pairs(form) {
  const long = form.filter(([, value]) => value.length > LONGEST);
  return [
    ...form.filter((each) => !long.includes(each)).map(pair),
    // Without its line break, as --data has it.
    ...(long.length > 0 ? [told("--data", encoded(long))] : []),
  ];
}

/** A pair of a form. A terminal takes control characters for keys, so those go in their encoded form. */
function pair([name, value]) {
  if (value.variable) {
    return `--data-urlencode "${name}=$${value.variable}"`;
  }
  return CONTROL.test(value) ? `--data-raw ${quoted(encoded([[name, value]]))}` : `--data-urlencode ${quoted(`${name}=${value}`)}`;
}

function token(isSigned) {
  return isSigned ? ['-H "Authorization: Bearer $ROLLCALL_TOKEN"'] : [];
}

function fields(headers) {
  // A header without a value would be left out; a semicolon says that it is meant.
  return headers.map(([name, value]) => `-H ${quoted(value === "" ? `${name};` : `${name}: ${value}`)}`);
}

function data(body) {
  const text = format(body);
  return text.length > LONGEST ? told("--data-binary", text) : `--data-raw ${quoted(text)}`;
}

/** A text told on standard input. No line of JSON or of a form is the word that ends it. */
function told(option, text) {
  return `${option} @- <<'END'\n${text}\nEND`;
}

function command(begin, parts, by = 2) {
  return `${[begin, ...parts].join(` \\\n${" ".repeat(by)}`)}\n`;
}
