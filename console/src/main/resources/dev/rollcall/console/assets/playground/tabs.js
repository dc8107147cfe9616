// Tabs by the ARIA pattern: one is in the order of Tab, arrow keys go between them.

import { make } from "../shell/dom.js";

let made = 0;

/** Tabs with their panels; each of `tabs` is `{ name, panel, shown }`, `shown` called when it is chosen. */
export function tabs(label, entries) {
  const id = `playground-tabs-${++made}`;
  const list = make("div", { role: "tablist", "aria-label": label, className: "playground-tabs" });
  const buttons = entries.map(({ name }, index) => make("button", {
    type: "button",
    role: "tab",
    id: `${id}-${index}`,
    "aria-controls": `${id}-${index}-panel`,
    click: () => choose(index),
    keydown: (event) => move(event, index),
  }, name));
  const panels = entries.map(({ panel }, index) => make("div", {
    role: "tabpanel",
    id: `${id}-${index}-panel`,
    "aria-labelledby": `${id}-${index}`,
    tabIndex: 0,
    className: "playground-panel",
  }, panel));

  function choose(chosen) {
    buttons.forEach((button, index) => {
      button.setAttribute("aria-selected", String(index === chosen));
      button.tabIndex = index === chosen ? 0 : -1;
      panels[index].hidden = index !== chosen;
    });
    entries[chosen].shown?.();
  }

  function move(event, index) {
    const last = buttons.length - 1;
    const places = {
      ArrowRight: index === last ? 0 : index + 1,
      ArrowLeft: index === 0 ? last : index - 1,
      Home: 0,
      End: last,
    };
    if (Object.hasOwn(places, event.key)) {
      event.preventDefault();
      choose(places[event.key]);
      buttons[places[event.key]].focus();
    }
  }

  list.append(...buttons);
  choose(0);
  return { element: make("div", { className: "playground-tabbed" }, list, ...panels), choose };
}
