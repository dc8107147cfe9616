// Calls by Python with nothing but its standard library.

import { legacyHeaders, legacyMessages, modernCall } from "../requests.js";
import { needs } from "./call.js";

/** A value as a literal; the escapes of JSON mean the same in Python. */
export function literal(value, by = 0) {
  if (value === null || typeof value === "boolean") {
    return { true: "True", false: "False", null: "None" }[String(value)];
  }
  if (typeof value !== "object") {
    return JSON.stringify(value);
  }
  const [open, close, parts] = Array.isArray(value)
    ? ["[", "]", value.map((each) => literal(each, by + 4))]
    : ["{", "}", Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}: ${literal(each, by + 4)}`)];
  const space = " ".repeat(by);
  return parts.length === 0 ? open + close : `${open}\n${parts.map((each) => `${space}    ${each},\n`).join("")}${space}${close}`;
}

export function mcp(call) {
  return call.isLegacy ? session(call) : single(call);
}

function single({ address, name, args, isSigned, variables }) {
  const { headers, body } = modernCall(name, args);
  return `${begin(variables, ["json", ...(isSigned ? ["os"] : []), "urllib.error", "urllib.request"])}
message = ${literal(body)}
request = urllib.request.Request(
    ${literal(address)},
    data=json.dumps(message).encode(),
    headers={
${fields(headers, isSigned, 8)}    },
)
${OPEN}
text = response.read().decode()
if response.headers.get_content_type() == "text/event-stream":
    # The answer is the last event of the stream.
    text = [line[5:] for line in text.split("\\n") if line.startswith("data:")][-1]
print(json.dumps(json.loads(text), indent=2))
`;
}

function session({ address, name, args, client, isSigned, variables }) {
  const [initialize, initialized, call] = legacyMessages(name, args, { client });
  return `${begin(variables, ["json", ...(isSigned ? ["os"] : []), "urllib.error", "urllib.request"])}
headers = {
${fields(legacyHeaders(null), isSigned, 4)}}


def send(method, message=None):
    data = None if message is None else json.dumps(message).encode()
    request = urllib.request.Request(${literal(address)}, data=data, headers=headers, method=method)
    try:
        return urllib.request.urlopen(request)
    except urllib.error.HTTPError as refusal:
        return refusal


opened = send("POST", ${literal(initialize)})
if "Mcp-Session-Id" not in opened.headers:
    raise SystemExit(f"No session was opened: HTTP {opened.getcode()} {opened.read().decode()}")
headers["Mcp-Session-Id"] = opened.headers["Mcp-Session-Id"]
headers["MCP-Protocol-Version"] = ${literal(legacyHeaders("x")[2][1])}
send("POST", ${literal(initialized)})
response = send("POST", ${literal(call)})
text = response.read().decode()
if response.headers.get_content_type() == "text/event-stream":
    # The answer is the last event of the stream.
    text = [line[5:] for line in text.split("\\n") if line.startswith("data:")][-1]
print(json.dumps(json.loads(text), indent=2))
send("DELETE")
`;
}

export function rest({ method, url, headers, form, json, isSigned, variables }) {
  const modules = [
    ...(isSigned ? ["base64"] : []),
    ...(json === undefined ? [] : ["json"]),
    ...(variables.length > 0 ? ["os"] : []),
    "urllib.error",
    ...(form ? ["urllib.parse"] : []),
    "urllib.request",
  ];
  const data = form
    ? `    data=urllib.parse.urlencode([\n${form.map(pair).join("")}    ]).encode(),\n`
    : json === undefined ? "" : `    data=json.dumps(${literal(json, 4)}).encode(),\n`;
  const all = [...headers, ...(json === undefined ? [] : [["Content-Type", "application/json"]])];
  return `${begin(variables, modules)}
${isSigned ? CREDENTIALS : ""}request = urllib.request.Request(
    ${literal(url)},
${data}    headers={
${isSigned ? '        "Authorization": "Basic " + credentials,\n' : ""}${fields(all, false, 8)}    },
    method=${literal(method)},
)
${OPEN}
print(response.read().decode())
`;
}

const CREDENTIALS = `proof = os.environ["ROLLCALL_ACCOUNT_SID"] + ":" + os.environ["ROLLCALL_AUTH_TOKEN"]
credentials = base64.b64encode(proof.encode()).decode()
`;

const OPEN = `try:
    response = urllib.request.urlopen(request)
except urllib.error.HTTPError as refusal:
    response = refusal`;

function begin(variables, modules) {
  return `${needs("#", variables)}${modules.map((name) => `import ${name}\n`).join("")}`;
}

function fields(headers, isSigned, by) {
  const space = " ".repeat(by);
  return [
    ...(isSigned ? [`${space}"Authorization": "Bearer " + os.environ["ROLLCALL_TOKEN"],\n`] : []),
    ...headers.map(([name, value]) => `${space}${literal(name)}: ${literal(value)},\n`),
  ].join("");
}

function pair([name, value]) {
  return `        (${literal(name)}, ${value.variable ? `os.environ[${literal(value.variable)}]` : literal(value)}),\n`;
}
