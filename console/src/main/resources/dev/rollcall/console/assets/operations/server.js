// How the server does, what of it is open, and how its trunks do: three sections of one answer.

import { get } from "../shell/api.js";
import { counted, make } from "../shell/dom.js";
import { follow } from "../shell/events.js";
import { isExposed, named, network, summary } from "../shell/listeners.js";
import { ACCOUNT_OR_KEY, Section, dotted, emptiness, moment } from "./section.js";

const PATH = "/rollcall/v1/server";

/** Milliseconds in which all that happens leads to one more look. */
const TOGETHER = 1_000;

/** Events that change what is in use; who speaks does not. */
const CHANGING = /^call-|-(start|end|join|leave)$/;

const PARTS = {
  store: "Database",
  disk: "Disk",
  sip: "SIP",
  audio: "Audio",
  "audio-ports": "Audio ports",
};

const USES = {
  conferences: "Conferences",
  participants: "Participants",
  calls: "Calls",
  "audio-port-pairs": "Pairs of audio ports",
  "event-streams": "Streams of events",
  "delivery-streams": "Streams of deliveries",
  "mcp-sessions": "MCP sessions",
  "mcp-streams": "MCP streams",
  "webhooks-waiting": "Deliveries waiting",
  "changes-waiting": "Changes waiting for the disk",
};

const KEPT = {
  "events-and-deliveries": "Events and deliveries",
  "conferences-participants-calls": "Conferences, participants and calls",
  "conversations-messages": "Conversations and messages",
  "users-tokens-keys": "Users, tokens and keys",
};

export class Server {
  constructor(who, signedOut) {
    this.may = who.may_see_server;
    this.signedOut = signedOut;
    this.timer = 0;
    this.lost = "";
    this.problem = "";
    this.told = false;
    this.stopped = new AbortController();
    const again = make("button", { type: "button", click: () => this.load() }, "Look again");
    this.health = new Section("health", "Health", "", ...(this.may ? [again] : []));
    this.open = new Section("open", "What is open", "Which ports listen, who can reach them, and what is served there to whoever does.");
    this.trunks = new Section("trunks", "Trunks", "Ways to the telephone network. They stand in the configuration, and every account may use them.");
    this.again = again;
  }

  start() {
    if (!this.may) {
      this.all((section) => section.closed("This is told only to the account that owns the server.", ACCOUNT_OR_KEY));
      return;
    }
    follow(
      {
        opened: () => {
          this.lost = "";
          this.load();
        },
        event: (event) => this.happened(event),
        lost: (reason) => {
          this.lost = `Not live: ${reason}`;
          this.fault();
        },
        signedOut: () => this.signedOut(),
      },
      this.stopped.signal,
    );
  }

  stop() {
    this.stopped.abort();
    clearTimeout(this.timer);
  }

  all(each) {
    [this.health, this.open, this.trunks].forEach(each);
  }

  happened(event) {
    if (CHANGING.test(event.event) && !this.timer) {
      this.timer = setTimeout(() => this.load(), TOGETHER);
    }
  }

  async load() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.again.disabled = true;
    try {
      this.show(await get(PATH));
      this.problem = "";
    } catch (failed) {
      if (failed.status !== 401) {
        this.problem = `The server does not tell: ${failed.message}`;
      }
    } finally {
      this.again.disabled = false;
    }
    this.fault();
  }

  /** Says in each section why what stands there may have been so once only. */
  fault() {
    const reason = this.problem || this.lost;
    const text = reason && this.told ? `${reason} What follows may be out of date.` : reason;
    this.all((section) => section.fault(text));
  }

  show(report) {
    this.told = true;
    this.health.body.replaceChildren(...health(report));
    this.open.body.replaceChildren(...open(report));
    this.trunks.body.replaceChildren(trunks(report.trunks));
  }
}

function health({ health: { checks }, version, started_at, uptime_seconds, use, limits, retention }) {
  const bad = checks.filter((check) => !check.ok);
  // By the server's own clock.
  const at = new Date(Date.parse(started_at) + uptime_seconds * 1_000).toISOString();
  return [
    make(
      "p",
      { className: bad.length > 0 ? "operations-verdict bad" : "operations-verdict" },
      bad.length > 0
        ? `Needs attention: ${bad.map((check) => PARTS[check.name] ?? check.name).join(", ")}.`
        : "Everything is well.",
    ),
    make("p", { className: "about" }, ...dotted(`Rollcall ${version}`, make("span", {}, "started ", moment(started_at)), `up for ${duration(uptime_seconds)}`, make("span", {}, "as of ", moment(at)))),
    make("ul", { className: "operations-rows", "aria-label": "Checks" }, ...checks.map(check)),
    make(
      "div",
      { className: "operations-columns" },
      table("In use", ["", "Now", "At most"], use.map((each) => [
        USES[each.name] ?? each.name,
        each.used.toLocaleString("en"),
        each.limit === null ? "no limit" : each.limit.toLocaleString("en"),
      ])),
      make(
        "div",
        {},
        table("Limits", ["", ""], [
          ["Participants of a conference", limits.participants_per_conference.toLocaleString("en")],
          ["Calls begun in a second", limits.calls_per_second.toLocaleString("en")],
          ["Longest wait of a call", duration(limits.longest_queue_seconds)],
        ]),
        table("Kept", ["", ""], retention.map((each) => [
          KEPT[each.of] ?? each.of,
          each.seconds === null ? "until removed" : duration(each.seconds),
        ])),
      ),
    ),
  ];
}

function check({ name, ok, explanation }) {
  return make(
    "li",
    { className: "operations-row operations-check", data: { state: ok ? "delivered" : "failed" } },
    make("p", { className: "operations-name" }, PARTS[name] ?? name),
    make("p", { className: "operations-state" }, ok ? "Well" : "Needs attention"),
    make("p", {}, explanation),
  );
}

/** A table whose rows begin with their names. Without heads of columns if those are empty. */
function table(caption, heads, rows) {
  const named = heads.some((head) => head);
  return make(
    "table",
    { className: "operations-table" },
    make("caption", {}, caption),
    ...(named
      ? [make("thead", {}, make("tr", {}, ...heads.map((head) => make(head ? "th" : "td", head ? { scope: "col" } : {}, head))))]
      : []),
    make(
      "tbody",
      {},
      ...rows.map(([first, ...others]) =>
        make("tr", {}, make("th", { scope: "row" }, first), ...others.map((text) => make("td", {}, text))),
      ),
    ),
  );
}

function open({ listeners, public_url, private_targets_allowed }) {
  const { warns, text } = summary(listeners);
  return [
    make("p", { className: warns ? "operations-verdict bad" : "operations-verdict" }, text),
    make("ul", { className: "operations-rows", "aria-label": "Listeners" }, ...listeners.map(listener)),
    make(
      "ul",
      { className: "operations-notes" },
      ...(public_url ? [make("li", {}, `Others reach this server as ${public_url}, so something passes requests on to it: what is said here of the network does not know that.`)] : []),
      make("li", {}, private_targets_allowed
        ? "Apps may name addresses inside your network, for sound and callbacks (allow-private-targets is on): whoever has credentials can have this machine ask what only it can reach."
        : "Apps may not name addresses inside your network, for sound and callbacks (allow-private-targets is off)."),
      make("li", {}, "What a firewall, a container or a router closes or opens besides, the server cannot see."),
    ),
  ];
}

function listener(each) {
  return make(
    "li",
    { className: "operations-row operations-listener", data: { state: isExposed(each) ? "failed" : "delivered" } },
    make("p", { className: "operations-name" }, named(each)),
    make("p", { className: "operations-state" }, `Open to ${network(each)}`),
    make(
      "ul",
      { className: "operations-notes", "aria-label": `Without proof at ${named(each)}` },
      ...each.without_proof.map(({ explanation }) => make("li", {}, explanation)),
    ),
  );
}

function trunks(all) {
  return all.length === 0
    ? emptiness(
        "There is no trunk, so only sip: addresses and test phones can be called. Numbers need one: put it into the configuration as rollcall.trunks, then start the server again.",
      )
    : make("ul", { className: "operations-rows", "aria-labelledby": "trunks-title" }, ...all.map(trunk));
}

function trunk(each) {
  const state = !each.last_failed_at ? "delivered" : (each.last_answered_at ?? "") > each.last_failed_at ? "delivered" : "failed";
  return make(
    "li",
    { className: "operations-row", data: { state: each.calls === 0 ? "" : state } },
    make(
      "div",
      {},
      make("p", { className: "operations-name" }, each.name),
      make("p", { className: "about" }, ...dotted(`${each.host}:${each.port}`, each.transport.toUpperCase(), each.has_credentials ? "credentials are set" : "no credentials")),
      make("p", { className: "about" }, ...dotted(
        each.prefixes.length === 0 ? "all numbers" : `numbers that begin with ${each.prefixes.join(", ")}`,
        each.caller_id ? `shows ${each.caller_id}` : "shows what the app says",
        each.strips_plus ? "numbers without +" : "",
      )),
    ),
    make(
      "div",
      {},
      make("p", { className: "operations-state" }, each.calls === 0 ? "No call yet since the start" : `${counted(each.calls, "call")}, ${each.answered} answered, ${each.failed} failed`),
      ...(each.last_answered_at ? [make("p", { className: "about" }, "last answered ", moment(each.last_answered_at))] : []),
      ...(each.last_failed_at ? [make("p", { className: "about" }, "last failed ", moment(each.last_failed_at), `: ${each.last_failure}`)] : []),
    ),
  );
}

/** "3 days 4 hours": the two greatest parts. */
function duration(seconds) {
  const parts = [];
  let rest = Math.floor(seconds);
  for (const [unit, length] of [["day", 86_400], ["hour", 3_600], ["minute", 60], ["second", 1]]) {
    const number = Math.floor(rest / length);
    rest -= number * length;
    if (number > 0 && parts.length < 2) {
      parts.push(counted(number, unit));
    }
  }
  return parts.join(" ") || "0 seconds";
}
