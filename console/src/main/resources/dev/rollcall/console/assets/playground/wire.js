// An exchange as it went over the wire, but for its secrets.

import { make } from "../shell/dom.js";
import { format } from "./json.js";
import { json } from "./outcome.js";

const LONGEST = 100_000;

/** The view of one request and its answer. */
export function exchangeView(record, mask, isOpen) {
  const path = record.url.slice(new URL(record.url).origin.length);
  const method = json(record.body ?? "")?.method;
  return make("details", { className: "playground-exchange", open: isOpen },
    make("summary", {}, `${record.method} ${path}${typeof method === "string" ? ` · ${method}` : ""} → ${record.status || "no answer"}`),
    make("h4", {}, "Request"),
    make("pre", { tabIndex: 0, "aria-label": "Request" },
      `${record.method} ${path}\n${lines(record.headers, mask)}${body(record.body, mask)}`),
    make("p", { className: "hint" }, "The browser adds headers of its own, such as Host, Origin and its cookie."),
    make("h4", {}, "Answer"),
    make("pre", { tabIndex: 0, "aria-label": "Answer" }, record.status === 0
      ? record.failure
      : `${record.status} ${record.statusText}\n${lines(record.answerHeaders, mask)}${body(record.answer, mask)}${record.failure ? `\n\n${record.failure}` : ""}`),
  );
}

function lines(headers, mask) {
  return headers.map((each) => `${mask.header(each).join(": ")}\n`).join("");
}

function body(text, mask) {
  if (!text) {
    return "";
  }
  const value = json(text);
  const pretty = mask.text(value === undefined ? text : format(value));
  return `\n${pretty.length > LONGEST ? `${pretty.slice(0, LONGEST)}\n…` : pretty}`;
}
