// The requests that a call is made of. Both the page, which sends them, and the snippets, which show
// how others do, take them from here.

export const ACCEPT = "application/json, text/event-stream";
export const MODERN = "2026-07-28";
export const LEGACY = "2025-11-25";

const META = "io.modelcontextprotocol/";
const PLAIN = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;
const WRAPPED = /^=\?base64\?.*\?=$/;

/** A call of a tool as revision 2026-07-28 has it: its headers and its body. */
export function modernCall(name, args, { client = null, capabilities = {}, more = {}, id = 1 } = {}) {
  return {
    headers: [
      ["Content-Type", "application/json"],
      ["Accept", ACCEPT],
      ["MCP-Protocol-Version", MODERN],
      ["Mcp-Method", "tools/call"],
      ["Mcp-Name", mirrored(name)],
    ],
    body: {
      jsonrpc: "2.0",
      id,
      method: "tools/call",
      params: {
        name,
        arguments: args,
        ...more,
        _meta: {
          [`${META}protocolVersion`]: MODERN,
          [`${META}clientCapabilities`]: capabilities,
          ...(client ? { [`${META}clientInfo`]: client } : {}),
        },
      },
    },
  };
}

/** The messages of revision 2025-11-25, in their order, but for the end of the session. */
export function legacyMessages(name, args, { client, capabilities = {} }) {
  return [
    { jsonrpc: "2.0", id: 1, method: "initialize", params: { protocolVersion: LEGACY, capabilities, clientInfo: client } },
    { jsonrpc: "2.0", method: "notifications/initialized" },
    { jsonrpc: "2.0", id: 2, method: "tools/call", params: { name, arguments: args } },
  ];
}

/** The headers of those messages, once there is a session. */
export function legacyHeaders(session) {
  return [
    ["Content-Type", "application/json"],
    ["Accept", ACCEPT],
    ...(session ? [["MCP-Protocol-Version", LEGACY], ["Mcp-Session-Id", session]] : []),
  ];
}

/** A value as a header can carry it: what is not plain ASCII goes as base64. */
function mirrored(value) {
  if (PLAIN.test(value) && !WRAPPED.test(value)) {
    return value;
  }
  return `=?base64?${btoa(String.fromCharCode(...new TextEncoder().encode(value)))}?=`;
}

/**
 * A call of the REST API: `{ method, path, query, headers, form, json }`, where `query` and `form` are
 * pairs of names and texts, and of `form` and `json` one at most is there.
 */
export function restCall(tool, args) {
  const call = { method: tool.method, path: tool.path, query: [], headers: [] };
  const body = {};
  for (const [name, value] of Object.entries(args)) {
    switch (tool.parameters[name]?.location) {
      case "path":
        call.path = call.path.replaceAll(`{${name}}`, () => escaped(text(value)));
        break;
      case "header":
        call.headers.push([name, text(value)]);
        break;
      case "body":
        body[name] = value;
        break;
      default:
        call.query.push(...pairs(name, value));
    }
  }
  if (Object.values(tool.parameters).some(({ location }) => location === "body")) {
    if (isForm(tool)) {
      call.form = Object.entries(body).flatMap(([name, value]) => pairs(name, value));
    } else {
      call.json = body;
    }
  }
  return call;
}

/** The path of a call with its query, ready to be sent. */
export function target({ path, query }) {
  return query.length === 0 ? path : `${path}?${encoded(query)}`;
}

/** Pairs as a form or a query has them. */
export function encoded(list) {
  return list.map(([name, value]) => `${escaped(name)}=${escaped(value)}`).join("&");
}

/** What no request can carry, whatever a schema says; in the shape of a check of a schema. */
export function unsendable(tool, args) {
  const errors = [];
  for (const [name, value] of Object.entries(args)) {
    const { location } = tool.parameters[name] ?? {};
    if (location === "path" && ["", ".", ".."].includes(text(value))) {
      errors.push({ path: [name], message: "must be a name: this cannot stand in an address" });
    }
    if (location === "header" && !/^[\x20-\x7e]*$/.test(text(value))) {
      errors.push({ path: [name], message: "must be plain ASCII: it goes into a header" });
    }
  }
  return errors;
}

/** Twilio's API takes forms, its SDKs send nothing else; the rest of the API takes JSON. */
function isForm(tool) {
  const type = tool.request_content_type ?? "";
  return type.startsWith("application/x-www-form-urlencoded") || (type === "" && tool.path.startsWith("/2010-04-01/"));
}

function pairs(name, value) {
  return Array.isArray(value) ? value.map((each) => [name, text(each)]) : [[name, text(value)]];
}

function text(value) {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

/** Half a character, which no address can carry, becomes the sign for one that was lost. */
function escaped(value) {
  const whole = value.toWellFormed?.() ?? value;
  return encodeURIComponent(whole).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
