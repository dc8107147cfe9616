// Calls by the command line of the MCP Inspector.

import { needs } from "./call.js";
import { quoted } from "./curl.js";

const PACKAGE = "@modelcontextprotocol/inspector@2.12.0";

export function mcp({ address, name, args, isLegacy, isSigned, variables }) {
  const parts = [
    `npx -y ${PACKAGE} --cli`,
    `--server-url ${quoted(address)} --transport http`,
    `--protocol-era ${isLegacy ? "legacy" : "modern"}`,
    `--method tools/call --tool-name ${quoted(name)}`,
    `--tool-args-json ${quoted(JSON.stringify(args))}`,
    ...(isSigned ? ['--header "Authorization: Bearer $ROLLCALL_TOKEN" --stored-auth-only'] : []),
    "--format json",
  ];
  return `${needs("#", variables, "Node 22.19 or newer")}${parts.join(" \\\n  ")}\n`;
}
