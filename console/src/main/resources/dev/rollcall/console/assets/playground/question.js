// Questions before and while a tool runs: whether it is meant, and what the tool itself asks.

import { make } from "../shell/dom.js";
import { Form } from "./form.js";
import { checker } from "./validate.js";

/** Asks whether a call is meant; true if it is. */
export function confirmed(title, text, action) {
  return new Promise((resolve) => {
    let answer = false;
    show({ title, text, buttons: [
      ["Cancel", "", (dialog) => dialog.close()],
      [action, "main danger", (dialog) => {
        answer = true;
        dialog.close();
      }],
    ], closed: () => resolve(answer) });
  });
}

/**
 * Puts a tool's question, `{ message, requestedSchema }`, to the person at the page; the answer as the
 * protocol has it: `accept` with the content, `decline`, or `cancel`.
 */
export function answered({ message, requestedSchema }, signal) {
  return new Promise((resolve) => {
    let answer = { action: "cancel" };
    const schema = requestedSchema ?? { type: "object", properties: {} };
    const check = checker(schema);
    const form = new Form(schema, () => {});
    form.write(defaults(schema));
    const dialog = show({ title: "The tool asks", text: message, form, buttons: [
      ["Decline", "", (open) => {
        answer = { action: "decline" };
        open.close();
      }],
      ["Answer", "main", (open) => {
        const content = form.read();
        const errors = check(content);
        form.fail(errors);
        if (errors.length > 0) {
          form.focusWrong();
          return;
        }
        answer = { action: "accept", content };
        open.close();
      }],
    ], closed: () => resolve(answer) });
    signal.addEventListener("abort", () => dialog.close(), { once: true });
  });
}

function defaults(schema) {
  return Object.fromEntries(Object.entries(schema.properties ?? {})
    .filter(([, each]) => each.default !== undefined)
    .map(([name, each]) => [name, each.default]));
}

function show({ title, text, form, buttons, closed }) {
  const dialog = make("dialog", { className: "playground-question", "aria-labelledby": "playground-question" });
  const last = buttons.length - 1;
  const content = make("form", {
    noValidate: true,
    submit: (event) => {
      event.preventDefault();
      buttons[last][2](dialog);
    },
  },
    make("h2", { id: "playground-question" }, title),
    make("p", {}, text),
    ...(form ? [form.element] : []),
    make("div", { className: "buttons" }, ...buttons.map(([name, className, act], index) => make("button",
      index === last ? { type: "submit", className } : { type: "button", className, click: () => act(dialog) }, name))),
  );
  dialog.append(content);
  dialog.addEventListener("close", () => {
    dialog.remove();
    closed();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
