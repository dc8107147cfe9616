// The tools and resources of the server, as an MCP client of revision 2026-07-28 uses them. The session shows who asks.

import { answered, ApiError, PATIENCE, send } from "./api.js";
import { keepOpen } from "./stream.js";

const ENDPOINT = "/mcp";
const REVISION = "2026-07-28";
const INVALID = -32602;

/** Milliseconds for which a stream that another one replaces is read on. */
const OVERLAP = 1_000;

let lastId = 0;

/** A tool that did not do what it was asked for; its message is the tool's own sentence. */
export class ToolError extends ApiError {
  constructor(message) {
    super(200, message);
  }
}

/** Calls a tool; its structured answer. */
export async function call(tool, parameters = {}) {
  const result = await ask("tools/call", { name: tool, arguments: parameters }, tool);
  if (result.isError) {
    throw new ToolError(result.content.map((each) => each.text ?? "").join("\n"));
  }
  return result.structuredContent;
}

/** What a resource holds, read as JSON; null if there is none, or none that may be seen. */
export async function read(uri) {
  try {
    const result = await ask("resources/read", { uri }, uri);
    return JSON.parse(result.contents[0].text);
  } catch (failed) {
    if (failed.code === INVALID) {
      return null;
    }
    throw failed;
  }
}

/**
 * Listens for changes of resources, which may be other ones from time to time, and of the list of all
 * resources, over streams that are opened again whenever they end.
 *
 * `told.opened(uris, all)` is called when a stream is open: changes after that moment are told, and
 * `uris` are those of which changes before it may not have been; `all` tells that this holds for the
 * list too. `told.changed(uri)` is called when a resource has changed, `told.listChanged()` when the
 * list has, `told.lost(reason)` when the stream has ended and is to be opened again, and
 * `told.signedOut()` when the session is over, which ends it all.
 */
export class Watching {
  constructor(told) {
    this.told = told;
    this.streams = [];
    this.stopped = false;
  }

  /** Watches `uris` from now on. What was watched before is watched until the new stream is open. */
  watch(uris) {
    const before = this.streams.at(-1);
    const wanted = uris.join(" ");
    if (this.stopped || before?.wanted === wanted) {
      return;
    }
    const stream = { wanted, uris, open: false, end: new AbortController() };
    this.streams.push(stream);
    listen(
      uris,
      {
        opened: () => this.opened(stream),
        changed: (uri) => this.told.changed(uri),
        listChanged: () => this.told.listChanged(),
        lost: (reason) => {
          stream.open = false;
          if (this.streams.at(-1) === stream) {
            this.told.lost(reason);
          }
        },
        signedOut: () => this.told.signedOut(),
      },
      stream.end.signal,
    );
  }

  opened(stream) {
    if (!this.streams.includes(stream)) {
      return;
    }
    const older = this.streams.slice(0, this.streams.indexOf(stream));
    const open = older.filter((each) => each.open);
    const covered = new Set(open.flatMap((each) => each.uris));
    stream.open = true;
    this.streams = this.streams.filter((each) => !older.includes(each));
    // What was sent on them already is still on its way.
    setTimeout(() => older.forEach((each) => each.end.abort()), OVERLAP);
    this.told.opened(stream.uris.filter((uri) => !covered.has(uri)), open.length === 0);
  }

  stop() {
    this.stopped = true;
    this.streams.forEach((each) => each.end.abort());
  }
}

function listen(uris, told, signal) {
  keepOpen(
    {
      open: (end) =>
        post(
          "subscriptions/listen",
          { notifications: { resourcesListChanged: true, resourceSubscriptions: uris } },
          null,
          end,
        ),
      // It is as open as the server then says.
      opened: () => {},
      event: (_, data) => {
        if (data) {
          tellOf(JSON.parse(data), told);
        }
      },
      lost: (reason) => told.lost(reason),
      signedOut: () => told.signedOut(),
    },
    signal,
  );
}

function tellOf(message, told) {
  switch (message.method) {
    case "notifications/subscriptions/acknowledged":
      told.opened();
      break;
    case "notifications/resources/updated":
      told.changed(message.params.uri);
      break;
    case "notifications/resources/list_changed":
      told.listChanged();
      break;
    default:
      break;
  }
}

async function ask(method, parameters, name) {
  const response = await post(method, parameters, name, AbortSignal.timeout(PATIENCE));
  const type = response.headers.get("Content-Type") ?? "";
  // An error of the protocol has a status of its own besides, and says more than that.
  const message = type.startsWith("application/json") ? await response.clone().json() : {};
  if (message.error?.code) {
    throw Object.assign(new ApiError(response.status, message.error.message), {
      code: message.error.code,
    });
  }
  return (await answered(response)).result;
}

function post(method, parameters, name, signal) {
  lastId += 1;
  return send(ENDPOINT, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "application/json, text/event-stream",
      "MCP-Protocol-Version": REVISION,
      "Mcp-Method": method,
      ...(name ? { "Mcp-Name": name } : {}),
    },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: lastId,
      method,
      params: {
        ...parameters,
        _meta: {
          "io.modelcontextprotocol/protocolVersion": REVISION,
          "io.modelcontextprotocol/clientCapabilities": {},
        },
      },
    }),
    signal,
  });
}
