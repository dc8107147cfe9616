// One delivery in the list, and what was sent with it.

import { get } from "../shell/api.js";
import { counted, make, setText } from "../shell/dom.js";
import { dotted, moment } from "./section.js";

const WORDS = { pending: "Waiting", delivered: "Delivered", failed: "Failed" };

export class DeliveryRow {
  /** `retry` is called with the row when its button is pressed. */
  constructor(retry) {
    this.name = make("p", { className: "operations-name" });
    this.target = make("p", { className: "about" });
    this.subject = make("p", { className: "about" });
    this.state = make("p", { className: "operations-state" });
    this.outcome = make("p", { className: "about" });
    this.error = make("p", { className: "error", role: "alert", hidden: true });
    this.again = make("button", { type: "button", hidden: true, click: () => retry(this) }, "Retry");
    this.element = make(
      "li",
      { className: "operations-row" },
      make("div", {}, this.name, this.target, this.subject),
      make("div", { role: "status" }, this.state, this.outcome),
      make(
        "div",
        { className: "bar" },
        this.again,
        make("button", { type: "button", "aria-haspopup": "dialog", click: () => this.details() }, "Details"),
      ),
      this.error,
    );
  }

  /** Shows what has become of the delivery; what it is about stays the same. */
  show(delivery) {
    this.delivery = delivery;
    this.element.dataset.delivery = delivery.id;
    this.element.dataset.state = delivery.state;
    setText(this.name, delivery.event);
    setText(this.target, `${delivery.method} ${delivery.url}`);
    if (!this.subject.hasChildNodes()) {
      this.subject.append(...subject(delivery));
    }
    setText(this.state, WORDS[delivery.state] ?? delivery.state);
    this.outcome.replaceChildren(...outcome(delivery));
    const had = this.again === document.activeElement;
    this.again.hidden = delivery.state !== "failed";
    this.again.setAttribute("aria-label", `Retry ${delivery.event} to ${delivery.url}`);
    this.again.nextElementSibling.setAttribute("aria-label", `Details of ${delivery.event} to ${delivery.url}`);
    if (had && this.again.hidden) {
      this.again.nextElementSibling.focus();
    }
  }

  fault(text) {
    this.error.hidden = !text;
    setText(this.error, text);
  }

  async details() {
    this.fault("");
    try {
      showDetails(await get(`/rollcall/v1/deliveries/${this.delivery.id}`));
    } catch (failed) {
      this.fault(failed.message);
    }
  }
}

function subject(delivery) {
  const sid = delivery.conference_sid ?? delivery.call_sid;
  return dotted(
    moment(delivery.created_at),
    delivery.conference_sid ? make("a", { href: `/conferences/${sid}` }, `conference ${short(sid)}`) : `call ${short(sid)}`,
    `event ${delivery.sequence}`,
  );
}

function short(sid) {
  return `${sid.slice(0, 2)}…${sid.slice(-6)}`;
}

function outcome(delivery) {
  return dotted(
    delivery.attempts === 0 ? "not tried yet" : `tried ${counted(delivery.attempts, "time")}`,
    delivery.failure ?? (delivery.response_status ? `answered ${delivery.response_status}` : ""),
    delivery.next_attempt_at ? make("span", {}, "next try ", moment(delivery.next_attempt_at)) : "",
  );
}

function showDetails(delivery) {
  const dialog = make("dialog", { "aria-labelledby": "details-title", className: "operations-details" });
  const facts = [
    ["State", WORDS[delivery.state] ?? delivery.state],
    ["Sent to", `${delivery.method} ${delivery.url}`],
    ["Conference", delivery.conference_sid],
    ["Call", delivery.call_sid],
    ["Tried", counted(delivery.attempts, "time")],
    ["Last answer", delivery.response_status ? String(delivery.response_status) : null],
    ["Last failure", delivery.failure],
    ["Made", delivery.created_at],
    ["Last changed", delivery.updated_at],
    ["Next try", delivery.next_attempt_at],
  ];
  dialog.append(
    make("h2", { id: "details-title" }, delivery.event),
    list(facts.filter(([, value]) => value !== null)),
    make("h3", {}, "What is sent"),
    list(Object.entries(delivery.parameters)),
    make(
      "div",
      { className: "buttons" },
      make("button", { type: "button", className: "main", click: () => dialog.close() }, "Close"),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function list(entries) {
  return make(
    "dl",
    { className: "operations-facts" },
    ...entries.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value === "" ? "(empty)" : value))),
  );
}
