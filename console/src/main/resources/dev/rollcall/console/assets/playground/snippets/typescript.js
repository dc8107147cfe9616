// Calls by TypeScript: the official client of the protocol, and fetch.

import { format } from "../json.js";
import { LEGACY, MODERN } from "../requests.js";
import { indented, needs } from "./call.js";

const PACKAGE = "@modelcontextprotocol/client@2.4.0";
/** Those before do not run TypeScript as it is. */
const NODE = "Node 22.18 or newer";

/** A value as a literal. JSON is one, but for the name that would set the object's prototype. */
export function literal(value, by = 0) {
  return indented(format(value).replace(/(?<!\\)"__proto__":/g, '["__proto__"]:'), by);
}

export function mcp({ address, name, args, isLegacy, client, isSigned, variables }) {
  const mode = isLegacy ? '"legacy"' : `{ pin: ${literal(MODERN)} }`;
  const transport = isSigned
    ? `new StreamableHTTPClientTransport(new URL(${literal(address)}), {
    requestInit: { headers: { Authorization: \`Bearer \${process.env.ROLLCALL_TOKEN}\` } },
  })`
    : `new StreamableHTTPClientTransport(new URL(${literal(address)}))`;
  return `${needs("//", variables, `${NODE}; npm install ${PACKAGE}; run with: node call.mts`)}import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";

${isLegacy ? `// Revision ${LEGACY} and before: a session, which begins with initialize.\n` : ""}const client = new Client(
  ${literal(client, 2)},
  { versionNegotiation: { mode: ${mode} } },
);
await client.connect(
  ${transport},
);
const result = await client.callTool({
  name: ${literal(name)},
  arguments: ${literal(args, 2)},
});
console.log(JSON.stringify(result, null, 2));
await client.close();
`;
}

export function rest({ method, url, headers, form, json, isSigned, variables }) {
  const fields = [
    ...(isSigned ? ["Authorization: `Basic ${credentials}`"] : []),
    ...headers.map(([name, value]) => `${literal(name)}: ${literal(value)}`),
    ...(json === undefined ? [] : ['"Content-Type": "application/json"']),
  ];
  const options = [
    `method: ${literal(method)}`,
    ...(fields.length === 0 ? [] : [`headers: {\n    ${fields.join(",\n    ")},\n  }`]),
    ...(json === undefined ? [] : [`body: JSON.stringify(${literal(json, 2)})`]),
    ...(form ? [`body: new URLSearchParams([\n${form.map(pair).join("")}  ])`] : []),
  ];
  return `${needs("//", variables, `${NODE}; run with: node call.mts`)}${isSigned ? CREDENTIALS : ""}const response = await fetch(${literal(url)}, {
  ${options.join(",\n  ")},
});
console.log(await response.text());

export {};
`;
}

const CREDENTIALS = `const credentials = Buffer.from(
  \`\${process.env.ROLLCALL_ACCOUNT_SID}:\${process.env.ROLLCALL_AUTH_TOKEN}\`,
).toString("base64");
`;

function pair([name, value]) {
  return `    [${literal(name)}, ${value.variable ? `process.env.${value.variable} ?? ""` : literal(value)}],\n`;
}
