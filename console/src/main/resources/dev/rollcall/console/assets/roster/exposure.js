// The line that says what is open to which network, for those who run the server.

import { get } from "../shell/api.js";
import { make } from "../shell/dom.js";
import { summary } from "../shell/listeners.js";

/** The line; it shows itself once the server has told, and never to those who may not ask. */
export function exposure(who) {
  const line = make("p", { className: "exposure", hidden: true });
  if (who.may_see_server) {
    fill(line);
  }
  return line;
}

async function fill(line) {
  try {
    const { warns, text } = summary((await get("/rollcall/v1/server")).listeners);
    line.classList.toggle("warns", warns);
    line.replaceChildren(
      ...(warns ? [make("strong", {}, "Open beyond this machine."), " "] : []),
      `${text} `,
      make("a", { href: "/operations#open" }, "What is open"),
    );
    line.hidden = false;
  } catch {
    // Without an answer the page itself says what is wrong.
  }
}
