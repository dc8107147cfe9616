// Questions that need an answer before something is done.

import { make, setText, tell } from "./dom.js";

/**
 * Asks in a dialog. Each of `fields` is `{ name, label, hint, type, value, required, options }`;
 * `submit` is given their values, and what it throws is shown beside the button. The dialog closes
 * when it has returned.
 */
export function ask({ title, text, fields = [], action, dangerous = false, submit }) {
  const error = make("p", { className: "error", role: "alert" });
  const inputs = fields.map(input);
  const button = make(
    "button",
    { type: "submit", className: dangerous ? "main danger" : "main" },
    action,
  );
  const cancel = make("button", { type: "button", click: () => dialog.close() }, "Cancel");
  const dialog = make("dialog", { "aria-labelledby": "dialog-title" });
  const sending = (is) => {
    button.disabled = is;
    cancel.disabled = is;
  };
  const send = async (event) => {
    event.preventDefault();
    sending(true);
    setText(error, "");
    try {
      await submit(Object.fromEntries(inputs.map((each) => [each.name, value(each)])));
      dialog.close();
    } catch (failed) {
      setText(error, failed.message);
      sending(false);
      if (!dialog.open) {
        tell(failed.message);
      }
    }
  };
  dialog.append(
    make(
      "form",
      { className: "fields", submit: send },
      make("h2", { id: "dialog-title" }, title),
      ...(text ? [make("p", {}, text)] : []),
      ...fields.flatMap((field, index) => labelled(field, inputs[index])),
      error,
      make(
        "div",
        { className: "buttons" },
        cancel,
        button,
      ),
    ),
  );
  // What comes of a request that is under way is still to be said here.
  dialog.addEventListener("cancel", (event) => button.disabled && event.preventDefault());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function input(field) {
  const properties = {
    id: `field-${field.name}`,
    name: field.name,
    required: field.required ?? false,
    ...(field.hint ? { "aria-describedby": `hint-${field.name}` } : {}),
  };
  if (field.options) {
    return make(
      "select",
      properties,
      ...field.options.map(([name, text]) => make("option", { value: name }, text)),
    );
  }
  if (field.type === "checkbox") {
    return make("input", { ...properties, type: "checkbox", checked: field.value ?? false });
  }
  return make("input", {
    ...properties,
    type: field.type ?? "text",
    value: field.value ?? "",
    placeholder: field.placeholder ?? "",
    spellcheck: false,
    autocapitalize: "none",
    autocomplete: "off",
  });
}

function labelled(field, element) {
  const label = make("label", { for: element.id }, field.label);
  const hint = field.hint
    ? [make("p", { id: `hint-${field.name}`, className: "hint" }, field.hint)]
    : [];
  return field.type === "checkbox"
    ? [make("div", { className: "check" }, element, label), ...hint]
    : [label, element, ...hint];
}

function value(element) {
  return element.type === "checkbox" ? element.checked : element.value.trim();
}
