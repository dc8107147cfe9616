// Shows a secret, which nobody will be shown again.

import { make, setText } from "../shell/dom.js";

export function showSecret({ title, text, fields }) {
  const dialog = make("dialog", { "aria-labelledby": "secret-title", className: "operations-secret" });
  const done = make("button", { type: "button", className: "main", click: () => dialog.close() }, "Done");
  dialog.append(
    make(
      "div",
      { className: "fields" },
      make("h2", { id: "secret-title" }, title),
      make("p", {}, text),
      ...fields.flatMap(([label, value], index) => copied(`secret-${index}`, label, value)),
      make("div", { className: "buttons" }, done),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function copied(id, label, value) {
  const input = make("input", { id, value, readOnly: true, spellcheck: false, focus: () => input.select() });
  const told = make("span", { role: "status", className: "hint" });
  const button = make(
    "button",
    {
      type: "button",
      "aria-label": `Copy: ${label}`,
      click: async () => setText(told, (await copy(input)) ? "Copied." : "Select it, and copy it by hand."),
    },
    "Copy",
  );
  return [
    make("label", { for: id }, label),
    make("div", { className: "operations-copy" }, input, button, told),
  ];
}

/** Browsers have a clipboard only for pages of https and of this machine; the older way works elsewhere. */
async function copy(input) {
  try {
    await navigator.clipboard.writeText(input.value);
    return true;
  } catch {
    input.focus();
    input.select();
    return document.execCommand("copy");
  }
}
