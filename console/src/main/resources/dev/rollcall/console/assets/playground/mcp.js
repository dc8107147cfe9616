// Calls of tools by the Model Context Protocol, message by message: as its newest revision has it,
// one request and nothing before or after, and as the older ones do, in a session.

import { exchange, header } from "./exchange.js";
import { broken, json, outcome, sentence } from "./outcome.js";
import { LEGACY, legacyHeaders, legacyMessages, modernCall } from "./requests.js";

const CLIENT = { name: "rollcall-playground", version: "1" };
const CAPABILITIES = { elicitation: {} };
const MOST_ROUNDS = 8;
const METHOD_NOT_FOUND = -32601;
const PATIENCE_AT_THE_END = 5_000;

/**
 * Calls a tool; the outcome. `run` is `{ endpoint, tool, era, credentials, signal, began, question }`;
 * `question` is given what the tool asks, and answers as the protocol has it.
 */
export function callMcp(run, args) {
  return run.era === LEGACY ? new Session(run).call(args) : modern(run, args);
}

async function modern(run, args) {
  let more = {};
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const { headers, body } = modernCall(run.tool.name, args, { client: CLIENT, capabilities: CAPABILITIES, more, id: round });
    const { record, answer } = await post(run, headers, body);
    const asked = answer?.result?.resultType === "input_required" ? answer.result : null;
    if (!asked) {
      return told(record, answer, run);
    }
    const inputResponses = await answers(asked.inputRequests ?? {}, run);
    if (run.signal.aborted) {
      return outcome("aborted", "Ended by you", { text: "The question was not answered, so nothing was done." });
    }
    more = { inputResponses, ...(asked.requestState ? { requestState: asked.requestState } : {}) };
  }
  return outcome("failed", "The tool asks on and on", { text: `It has asked ${MOST_ROUNDS} times.` });
}

async function answers(requests, run) {
  const given = {};
  for (const [name, request] of Object.entries(requests)) {
    given[name] = await answered(request, run);
  }
  return given;
}

/** The answer to one question; a page can only show forms. */
async function answered(request, run) {
  return request.method === "elicitation/create" ? run.question(request.params) : { action: "decline" };
}

class Session {
  constructor(run) {
    this.run = run;
    this.id = null;
  }

  async call(args) {
    const [initialize, initialized, call] = legacyMessages(this.run.tool.name, args, { client: CLIENT, capabilities: CAPABILITIES });
    try {
      const opened = await this.#post(initialize);
      if (!opened.answer?.result) {
        return told(opened.record, opened.answer, this.run);
      }
      this.id = header(opened.record.answerHeaders, "Mcp-Session-Id") ?? null;
      const agreed = await this.#post(initialized);
      if (agreed.record.failure !== null || agreed.record.status >= 400) {
        return told(agreed.record, agreed.answer, this.run);
      }
      const { record, answer } = await this.#post(call);
      if (record.isAborted) {
        await this.#last({ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: call.id } });
      }
      return told(record, answer, this.run);
    } finally {
      await this.#end();
    }
  }

  #post(message) {
    return post(this.run, legacyHeaders(this.id), message, (request) => this.#asked(request));
  }

  /** The older revisions ask in the stream of the answer, and are answered by a request of its own. */
  async #asked(request) {
    await this.#last({ jsonrpc: "2.0", id: request.id, ...(await this.#reply(request)) });
  }

  async #reply({ method, params }) {
    switch (method) {
      case "elicitation/create":
        return { result: await this.run.question(params) };
      case "ping":
        return { result: {} };
      default:
        return { error: { code: METHOD_NOT_FOUND, message: "The playground cannot do this." } };
    }
  }

  async #end() {
    if (this.id !== null) {
      await exchange(
        prepared(this.run, "DELETE", legacyHeaders(this.id).filter(([name]) => name.startsWith("M")), undefined),
        { signal: AbortSignal.timeout(PATIENCE_AT_THE_END), began: this.run.began },
      );
    }
  }

  /** Sends what has to be sent even if the run was ended. */
  #last(message) {
    return exchange(prepared(this.run, "POST", legacyHeaders(this.id), message), {
      signal: AbortSignal.timeout(PATIENCE_AT_THE_END),
      began: this.run.began,
    });
  }
}

/** Posts one message: the exchange, and the answer of the same id if there is one. */
async function post(run, headers, message, asked = () => {}) {
  let answer;
  const take = (text) => {
    const each = json(text);
    if (each?.id === message.id && !each?.method) {
      answer = each;
    } else if (each?.method && each.id !== undefined) {
      asked(each);
    }
  };
  const record = await exchange(prepared(run, "POST", headers, message), {
    signal: run.signal,
    began: run.began,
    message: take,
  });
  if (record.type === "application/json") {
    answer = json(record.answer);
  }
  return { record, answer: answer?.jsonrpc === "2.0" ? answer : undefined };
}

function prepared(run, method, headers, message) {
  return {
    method,
    url: new URL(run.endpoint, location.origin).href,
    headers: [...headers, ...run.credentials.headers()],
    credentials: run.credentials.mode(),
    ...(message === undefined ? {} : { body: JSON.stringify(message) }),
  };
}

function told(record, answer, run) {
  const failed = broken(record);
  if (failed) {
    return failed;
  }
  if (answer?.error) {
    return outcome("protocol-error", `Protocol error ${answer.error.code}`, {
      text: answer.error.message,
      value: answer.error,
    });
  }
  if (!answer?.result) {
    return outcome("http-error", `HTTP ${record.status}`, {
      text: sentence(record) || "The answer is no message of the protocol.",
      value: json(record.answer),
    });
  }
  return ofResult(answer.result, run);
}

function ofResult(result, run) {
  const texts = (result.content ?? []).filter(({ type }) => type === "text").map(({ text }) => text);
  const structured = result.structuredContent;
  const value = structured ?? (texts.length === 1 ? (json(texts[0]) ?? texts[0]) : result.content);
  if (result.isError) {
    return outcome("tool-error", "The tool says that it cannot", { text: texts.join("\n"), value: result });
  }
  const cursor = value?.page_info?.next;
  return outcome("done", "Done", {
    value,
    checked: structured,
    next: typeof cursor === "string" && run.tool.inputSchema.properties?.cursor ? { cursor } : null,
  });
}
