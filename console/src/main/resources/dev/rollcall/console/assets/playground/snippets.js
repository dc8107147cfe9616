// The call as others make it: by curl, in some languages, by other clients. It follows the form.

import { make, setText } from "../shell/dom.js";
import { copyButton } from "./copy.js";
import { mcpSnippet, restSnippet } from "./snippets/call.js";
import * as config from "./snippets/config.js";
import * as curl from "./snippets/curl.js";
import * as inspector from "./snippets/inspector.js";
import * as java from "./snippets/java.js";
import * as python from "./snippets/python.js";
import * as typescript from "./snippets/typescript.js";
import { tabs } from "./tabs.js";

const LANGUAGES = [
  ["curl", "curl", curl],
  ["java", "Java", java],
  ["typescript", "TypeScript", typescript],
  ["python", "Python", python],
  ["inspector", "Inspector", inspector],
  ["config", "Client configuration", config, "For clients that put in variables of the environment, as Claude Code does; in others, replace ${ROLLCALL_TOKEN}."],
];

/** The panel of snippets for the tools of a kind, `mcp` or `rest`. */
export class Snippets {
  constructor(kind) {
    this.kind = kind;
    this.parts = LANGUAGES.filter(([, , language]) => language[kind]).map(([id, name, language, note]) => {
      const code = make("code", {});
      return { id, name, language, note, code };
    });
    this.element = make("section", { className: "playground-snippets", "aria-labelledby": "playground-code" },
      make("h3", { id: "playground-code" }, "Use it elsewhere"),
      tabs("Languages", this.parts.map(({ id, name, note, code }) => ({
        name,
        panel: make("div", { className: "playground-stack", data: { snippet: id } },
          ...(note ? [make("p", { className: "hint" }, note)] : []),
          make("div", { className: "playground-tools" }, ...copyButton("Copy", () => code.textContent)),
          make("pre", { tabIndex: 0, "aria-label": `${name} snippet` }, code)),
      }))).element,
    );
  }

  /** Shows the call of `args`; `about` is what the call is made of besides. */
  show(about, args) {
    const call = this.kind === "mcp" ? mcpSnippet(about, args) : restSnippet(about, args);
    this.parts.forEach(({ language, code }) => setText(code, language[this.kind](call)));
  }
}
