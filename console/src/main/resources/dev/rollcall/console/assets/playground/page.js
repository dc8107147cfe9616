// The playground of a tool's page: its arguments as a form, the call, and all of the answer. The page
// describes the tool in a block of data; everything else is made here.

import { make, setText } from "../shell/dom.js";
import { current } from "../shell/session.js";
import { Credentials } from "./credentials.js";
import { History } from "./history.js";
import { Input, sentence } from "./input.js";
import { callMcp } from "./mcp.js";
import { outcome } from "./outcome.js";
import { answered, confirmed } from "./question.js";
import { LEGACY, MODERN, unsendable } from "./requests.js";
import { callRest } from "./rest.js";
import { resultView, summary } from "./result.js";
import { ofParameters } from "./schema.js";
import { Mask } from "./secrets.js";
import { Snippets } from "./snippets.js";
import { checker } from "./validate.js";

const ACCOUNT = /^\/2010-04-01\/Accounts\/\{(\w+)\}/;
class Playground {
  constructor(place, described) {
    this.tool = described.tool;
    this.isMcp = described.kind === "mcp";
    this.endpoint = described.endpoint;
    const schema = this.isMcp ? this.tool.inputSchema : ofParameters(this.tool.parameters);
    const answer = this.isMcp ? this.tool.outputSchema : this.tool.response_schema;
    this.check = checker(schema);
    this.checkAnswer = answer && Object.keys(answer).length > 0 ? checker(answer) : null;
    this.mask = new Mask(schema);
    this.abort = null;
    this.account = "";
    this.era = MODERN;
    this.snippets = new Snippets(described.kind);
    this.input = new Input(schema, () => this.#followed());
    this.credentials = new Credentials(this.isMcp ? "bearer" : "basic", () => this.#signed());
    this.history = new History((run) => this.#again(run));
    this.#build(place);
    this.#followed();
    this.#offerSession();
  }

  #build(place) {
    this.send = make("button", { type: "submit", className: this.#isDangerous() ? "main danger" : "main" }, this.isMcp ? "Call the tool" : "Send the request");
    this.anyway = make("button", { type: "button", hidden: true, click: () => this.#run() }, "Send anyway");
    this.stop = make("button", { type: "button", hidden: true, click: () => this.abort?.abort() }, "Abort");
    this.objection = make("p", { className: "error", role: "alert" });
    this.said = make("p", { className: "unseen", role: "status" });
    this.heading = make("h3", { id: "playground-answer" }, "Answer");
    this.result = make("div", { className: "playground-results" },
      make("p", { className: "hint" }, "The answer will be here: its value, whether it fits its description, and every message as it was sent."));
    const form = make("form", { noValidate: true, className: "playground-arguments", submit: (event) => this.#submitted(event) },
      make("h3", {}, "Arguments"),
      this.input.element,
      this.objection,
      make("div", { className: "playground-buttons" }, this.send, this.anyway, this.stop,
        make("button", { type: "button", click: () => this.#cleared() }, "Clear")));
    place.append(make("div", { className: "playground" },
      make("div", { className: "playground-columns" },
        make("div", { className: "playground-side" },
          this.credentials.element, ...(this.isMcp ? [this.#eras()] : []), form),
        make("section", { className: "playground-side playground-answer", "aria-labelledby": "playground-answer" },
          this.heading, this.said, this.result, this.history.element)),
      this.snippets.element));
  }

  #eras() {
    const choice = (value, text) => make("label", {},
      make("input", { type: "radio", name: "playground-era", value, checked: value === this.era, change: () => {
        this.era = value;
        this.#followed();
      } }),
      text);
    return make("fieldset", { className: "playground-credentials" },
      make("legend", {}, "Protocol revision"),
      make("div", { className: "playground-choices" },
        choice(MODERN, `${MODERN}, one request`), choice(LEGACY, `${LEGACY}, in a session`)));
  }

  async #offerSession() {
    const who = await current().catch(() => null);
    if (who) {
      this.credentials.signedIn(who);
      this.#fillAccount(this.credentials.account() || who.account_sid);
    }
  }

  /** The account's own sid stands in most paths; it is filled in as long as nobody puts in another. */
  #fillAccount(account) {
    const name = this.isMcp ? undefined : ACCOUNT.exec(this.tool.path)?.[1];
    const value = this.input.value[name];
    if (name && account && (value === undefined || value === this.account)) {
      this.account = account;
      this.input.write({ ...this.input.value, [name]: account });
    }
  }

  #signed() {
    // Called while the credentials are being made, too.
    if (this.credentials) {
      this.#fillAccount(this.credentials.account());
      this.#followed();
    }
  }

  #followed() {
    // Called while the input is being made, too.
    if (!this.input || !this.credentials) {
      return;
    }
    this.snippets.show({
      endpoint: this.endpoint,
      tool: this.tool,
      era: this.era,
      isSigned: this.credentials.isSigned(),
      mask: this.mask,
    }, this.input.value);
    this.anyway.hidden = true;
    setText(this.objection, "");
  }

  #cleared() {
    this.input.write({});
    this.#fillAccount(this.account);
  }

  #isDangerous() {
    const says = this.tool.annotations?.destructiveHint;
    return this.isMcp ? says === true : this.tool.method === "DELETE";
  }

  #submitted(event) {
    event.preventDefault();
    if (this.abort) {
      return;
    }
    if (this.input.isUnclear()) {
      setText(this.objection, "What is typed is not JSON yet: mend it first.");
      this.input.focusWrong();
      return;
    }
    const errors = this.#errors();
    this.input.fail(errors);
    if (errors.length > 0) {
      const others = errors.length === 1 ? "" : `, and ${errors.length - 1} more`;
      setText(this.objection, `Nothing was sent: ${sentence(errors[0])}${others}.`);
      this.anyway.hidden = false;
      this.input.focusWrong();
      return;
    }
    this.#run();
  }

  #errors() {
    const value = this.input.value;
    return [...this.check(value), ...(this.isMcp ? [] : unsendable(this.tool, value))];
  }

  async #run() {
    const args = this.input.value;
    if (this.#isDangerous() && !(await confirmed(
      "Send this call?",
      `${this.tool.title ?? this.tool.name} takes something away, and it cannot be had back.`,
      "Send it",
    ))) {
      return;
    }
    this.abort = new AbortController();
    this.#busy(true);
    const exchanges = [];
    const at = new Date();
    const came = await this.#called(args, exchanges);
    const run = { args, at, exchanges, outcome: came, verdict: this.#verdict(came) };
    this.abort = null;
    this.#busy(false);
    this.history.add(run);
    this.#show(run);
  }

  async #called(args, exchanges) {
    const about = {
      tool: this.tool,
      endpoint: this.endpoint,
      era: this.era,
      credentials: this.credentials,
      signal: this.abort.signal,
      began: (record) => exchanges.push(record),
      question: (asked) => answered(asked, this.abort.signal),
    };
    try {
      return await (this.isMcp ? callMcp(about, args) : callRest(about, args));
    } catch (failure) {
      return outcome("failed", "The answer is not understood", { text: failure.message });
    }
  }

  #verdict(came) {
    if (came.kind !== "done" || !this.checkAnswer) {
      return null;
    }
    const name = this.isMcp ? "output schema" : "response schema";
    if (came.checked === undefined) {
      return { name, errors: [{ path: [], message: this.isMcp ? "has no structuredContent" : "is no JSON" }] };
    }
    return { name, errors: this.checkAnswer(came.checked) };
  }

  #busy(isBusy) {
    this.send.disabled = isBusy;
    this.anyway.hidden = true;
    this.stop.hidden = !isBusy;
    setText(this.objection, "");
    this.result.setAttribute("aria-busy", String(isBusy));
    if (isBusy) {
      setText(this.said, "Sent.");
    }
  }

  #show(run) {
    this.result.replaceChildren(resultView(run, { mask: this.mask, next: (more) => this.#next(run, more) }));
    setText(this.said, summary(run));
    // In a narrow window the answer is below a form that may be long.
    this.heading.scrollIntoView({ block: "nearest" });
  }

  #next(run, more) {
    if (!this.abort) {
      this.input.write({ ...run.args, ...more });
      this.#run();
    }
  }

  #again(run) {
    this.input.write(run.args);
    this.#show(run);
  }
}

const place = document.getElementById("playground");
const described = document.getElementById("tool");
if (place && described) {
  new Playground(place, JSON.parse(described.textContent));
}
