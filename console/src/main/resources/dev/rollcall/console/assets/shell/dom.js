// Elements are made of names, properties and texts alone: no text here ever becomes HTML.

/**
 * A new element. Properties that are functions are listeners, those with a hyphen and `role` are
 * attributes, `data` is the dataset; everything else is set on the element itself.
 */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === "function") {
      element.addEventListener(key, value);
    } else if (key === "data") {
      Object.assign(element.dataset, value);
    } else if (key.includes("-") || key === "role" || key === "for") {
      element.setAttribute(key, value);
    } else {
      element[key] = value;
    }
  }
  element.append(...children);
  return element;
}

/** Sets a text only if it is another: the browser lays nothing out anew for the same one. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Tells those who listen to the page rather than look at it. */
export function tell(text) {
  document.getElementById("told").textContent = text;
}

/** "1 participant", "2 participants". */
export function counted(number, thing) {
  return `${number.toLocaleString("en")} ${thing}${number === 1 ? "" : "s"}`;
}
