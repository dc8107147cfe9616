// Copies a text for whoever wants to paste it.

import { make } from "../shell/dom.js";

const SHOWN_FOR = 2_000;

/** A button that copies what `text()` answers, and says so. */
export function copyButton(name, text) {
  const said = make("span", { role: "status", className: "unseen" });
  const button = make("button", {
    type: "button",
    click: async () => {
      const done = await copied(text());
      said.textContent = done ? "Copied." : "The browser does not copy here: select the text and copy it.";
      button.textContent = done ? "Copied" : "Select and copy";
      setTimeout(() => {
        button.textContent = name;
        said.textContent = "";
      }, SHOWN_FOR);
    },
  }, name);
  return [button, said];
}

/** Over plain http of another host, browsers have no clipboard for pages. */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
