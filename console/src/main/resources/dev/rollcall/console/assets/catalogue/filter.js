// The list of tools gets shorter while somebody types. The server does the same for who has no
// scripts, and by the same rule: each word is in what is shown of a tool, or in its group's name.

const form = document.querySelector("form[data-filter]");

/** Shows what is found, hides the rest, and says how much that is. */
function show(query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  let all = 0;
  for (const { item, text, counts } of items) {
    item.hidden = !words.every((word) => text.includes(word));
    all += counts ? 1 : 0;
    shown += counts && !item.hidden ? 1 : 0;
  }
  for (const group of groups) {
    group.hidden = !group.querySelector("li:not([hidden])");
  }
  const total = `${all} tool${all === 1 ? "" : "s"}`;
  found.textContent = words.length === 0 ? total : `${shown} of ${total}`;
}

/** Keeps the search in the address, so that it can be kept or sent to somebody. */
function remember(query) {
  const address = new URL(location.href);
  if (query) {
    address.searchParams.set("q", query);
  } else {
    address.searchParams.delete("q");
  }
  history.replaceState(null, "", address);
}

function textOf(item) {
  // APIs of others are one group, which is the section itself.
  const title = item.closest(".doc-group")?.querySelector("h3") ?? item.closest("[data-group]").querySelector("h2");
  return `${title?.textContent ?? ""} ${item.textContent}`.toLowerCase();
}

const found = document.getElementById("found");
const groups = form ? [...document.querySelectorAll("[data-group]")] : [];
const items = groups.length === 0
  ? []
  : [...document.querySelectorAll("[data-group] li")].map((item) => ({
      item,
      text: textOf(item),
      counts: Boolean(item.closest(".doc-group")),
    }));

if (form) {
  const field = form.elements.namedItem("q");
  const changed = () => {
    show(field.value.trim());
    remember(field.value.trim());
  };
  field.addEventListener("input", changed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    changed();
  });
  // A browser that goes back may have filled the field in again by itself.
  show(field.value.trim());
}
