// The entry of the server in a client's configuration. JSON has no comments: what the variable is
// stands beside it on the page.

import { format } from "../json.js";

export function mcp({ address, isSigned }) {
  return `${format({
    mcpServers: {
      rollcall: {
        type: "http",
        url: address,
        ...(isSigned ? { headers: { Authorization: "Bearer ${ROLLCALL_TOKEN}" } } : {}),
      },
    },
  })}\n`;
}
