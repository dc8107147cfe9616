// What messages are made of. Texts stay texts; what is no text is named, and never fetched or shown by itself.

import { make } from "../shell/dom.js";

/** An element for a part of a message. */
export function partElement(part) {
  switch (part.type) {
    case "text":
      return make("p", { className: "talk-text" }, part.text);
    case "image":
      return named("Image", part.media_type, address(part.url));
    case "file":
      return named("File", [part.filename, part.media_type].filter((each) => each).join(", "), address(part.url));
    case "tool_call":
      return json(`Calls the tool ${part.name}`, part.input_cut ?? JSON.stringify(part.input, null, 2));
    case "tool_result":
      return json(
        part.is_error ? "The tool failed" : "The tool answered",
        part.output_cut ?? JSON.stringify(part.output, null, 2),
      );
    default:
      return named("Something else", part.type, "");
  }
}

function named(what, about, content) {
  return make(
    "p",
    { className: "talk-part" },
    make("strong", {}, what),
    about ? ` (${about}) ` : " ",
    content,
  );
}

/** A link, if it leads to the web; everything else stays a text. */
function address(url) {
  return /^https?:\/\//i.test(url)
    ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, url)
    : url;
}

function json(title, text) {
  return make(
    "details",
    { className: "talk-part" },
    make("summary", {}, title),
    make("pre", { tabIndex: 0 }, text),
  );
}
