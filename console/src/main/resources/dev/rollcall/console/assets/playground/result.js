// What came of a run: in a sentence, as a value, and message by message as it went over the wire.

import { make } from "../shell/dom.js";
import { copyButton } from "./copy.js";
import { exchangeView } from "./wire.js";
import { format } from "./json.js";
import { tabs } from "./tabs.js";
import { tree } from "./tree.js";

const LONGEST = 400_000;
const BYTES_OF_TOKEN = 4;
const MARKS = { done: "✓", "tool-error": "!", "protocol-error": "✕", "http-error": "✕", failed: "✕", aborted: "■" };
const KINDS = {
  "tool-error": "The tool was called, and its answer is an error.",
  "protocol-error": "The call was refused before it reached the tool.",
  "http-error": "The server refused the request.",
};

/** The result of a run; `next` is called with the arguments of the next page. */
export function resultView(run, { mask, next }) {
  const { outcome, exchanges, verdict } = run;
  return make("div", { className: "playground-result", data: { kind: outcome.kind } },
    make("p", { className: "playground-outcome" },
      make("span", { "aria-hidden": "true", className: "playground-mark" }, MARKS[outcome.kind]),
      make("strong", {}, outcome.title),
      " ",
      make("span", { className: "hint" }, figures(run)),
    ),
    ...(KINDS[outcome.kind] ? [make("p", { className: "hint" }, KINDS[outcome.kind])] : []),
    ...(outcome.text ? [make("p", { className: "playground-said" }, mask.text(outcome.text))] : []),
    ...verdictView(verdict),
    ...(outcome.next ? [make("button", { type: "button", className: "playground-next", click: () => next(outcome.next) }, "Next page")] : []),
    tabs("Result", [
      ...(outcome.value === undefined ? [] : valueTabs(outcome.value, mask)),
      { name: "As sent", panel: make("div", { className: "playground-stack" }, ...exchanges.map((each, index) => exchangeView(each, mask, index === exchanges.length - 1 || exchanges.length === 1))) },
    ]).element,
  );
}

/** What is told to who listens: the outcome with what the check said. */
export function summary({ outcome, verdict }) {
  const checked = verdict ? (verdict.errors.length === 0 ? " The answer fits its schema." : " The answer does not fit its schema.") : "";
  return `${outcome.title}.${checked}`;
}

/** The figures of a run: the answer as it was sent, and about how much of a model's context it takes. */
export function figures({ outcome, exchanges }) {
  const answer = exchanges.findLast((each) => each.method !== "DELETE" && each.answer !== "") ?? exchanges.at(-1);
  const bytes = answer?.bytes ?? 0;
  const status = answer?.status && !outcome.title.includes(answer.status) ? `HTTP ${answer.status} · ` : "";
  // Time in which a question waited for its answer is nobody's.
  const milliseconds = exchanges.reduce((sum, each) => sum + each.milliseconds, 0);
  return `${status}${Math.round(milliseconds).toLocaleString("en")} ms · ${bytes.toLocaleString("en")} bytes · ≈ ${Math.ceil(bytes / BYTES_OF_TOKEN).toLocaleString("en")} tokens`;
}

function verdictView(verdict) {
  if (!verdict) {
    return [];
  }
  if (verdict.errors.length === 0) {
    return [make("p", { className: "playground-verdict playground-good" }, `✓ It fits the ${verdict.name}.`)];
  }
  return [make("div", { className: "playground-verdict playground-bad" },
    make("p", {}, `✕ It does not fit the ${verdict.name}:`),
    make("ul", {}, ...verdict.errors.slice(0, 20).map(({ path, message }) => make("li", {}, `${path.join(" › ") || "It"} ${message}`))),
  )];
}

function valueTabs(value, mask) {
  const text = typeof value === "string" ? value : format(value);
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}\n… (the rest is copied, but not shown)` : text;
  const raw = make("div", { className: "playground-stack" },
    make("div", { className: "playground-tools" }, ...copyButton("Copy", () => text)),
    make("pre", { tabIndex: 0, "aria-label": "The answer" }, mask.text(shown)),
  );
  return typeof value === "object" && value !== null
    ? [{ name: "Tree", panel: tree(value, mask) }, { name: "Raw", panel: raw }]
    : [{ name: "Text", panel: raw }];
}
