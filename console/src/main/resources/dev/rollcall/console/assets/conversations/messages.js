// What is said in a conversation, as the server tells it.

import { call } from "../shell/mcp.js";

const PAGE_SIZE = 50;

/** A message is longer than this many answers only if the server makes no headway. */
const MOST_ANSWERS = 100;

/**
 * The messages that have been read: `all` in the order of their numbers, without a gap but for those
 * that were deleted. `more` tells whether there are older ones.
 */
export class Messages {
  constructor(conversation) {
    this.conversation = conversation;
    this.all = [];
    this.next = null;
    this.loaded = false;
    this.latest = 0;
    this.doubted = false;
    this.whole = new Map();
    this.byId = new Map();
    this.markers = new Map();
    this.names = new Map();
  }

  get more() {
    return this.next !== null;
  }

  /** Has the next reading read again all that has been read, not only the newest. */
  doubtAll() {
    this.doubted = true;
  }

  /** Reads the newest anew, and older ones only if they may have been changed. */
  async load() {
    const oldest = this.all[0]?.seq ?? Infinity;
    const newest = this.all.at(-1)?.seq ?? 0;
    const all = this.doubted;
    this.doubted = false;
    const found = [];
    let cursor = null;
    try {
      do {
        const page = await this.page(cursor);
        found.push(...page.data);
        cursor = page.page_info.next;
      } while (cursor && all && found.at(-1).seq > oldest);
    } catch (failed) {
      this.doubted ||= all;
      throw failed;
    }
    found.reverse();
    const from = cursor ? (found[0]?.seq ?? 0) : 0;
    const connected = from <= newest + 1;
    const older = connected ? this.all.filter((message) => message.seq < from) : [];
    this.all = [...older, ...found];
    if (!connected || older.length === 0) {
      this.next = cursor;
    }
    this.loaded = true;
    this.note();
  }

  async showOlder() {
    const page = await this.page(this.next);
    const oldest = this.all[0]?.seq ?? Infinity;
    this.all = [...page.data.filter((message) => message.seq < oldest).reverse(), ...this.all];
    this.next = page.page_info.next;
    this.note();
  }

  page(cursor) {
    return call("list_conversation_messages", {
      conversation_id: this.conversation,
      limit: PAGE_SIZE,
      ...(cursor ? { cursor } : {}),
    });
  }

  note() {
    this.byId = new Map(this.all.map((message) => [message.id, message]));
    for (const message of this.all) {
      this.names.set(message.sender_id, message.sender_display_name);
      this.latest = Math.max(this.latest, message.seq);
    }
  }

  /** Reads the rest of a message that lists have cut. */
  async readWhole(message) {
    const parts = [];
    let offset = 0;
    for (let answers = 0; answers < MOST_ANSWERS && offset !== undefined; answers += 1) {
      const answer = await call("get_conversation_message", {
        conversation_id: this.conversation,
        message_id: message.id,
        ...(offset > 0 ? { offset } : {}),
      });
      answer.parts.forEach((part) => join(parts, part));
      offset = answer.next_offset;
    }
    this.whole.set(message.id, { edited_at: message.edited_at, parts });
  }

  /** All parts of a message that are known, and whether these are all. */
  partsOf(message) {
    const whole = this.whole.get(message.id);
    return whole && whole.edited_at === message.edited_at
      ? { parts: whole.parts, cut: false }
      : { parts: message.parts, cut: message.truncated === true };
  }

  /** The number of a message that a read marker names; undefined as long as it is not known. */
  numberOf(id) {
    return this.byId.get(id)?.seq ?? this.markers.get(id);
  }

  /** Asks for the numbers of messages that have not been read; whether any is known now. */
  async findNumbers(ids) {
    const unknown = [...new Set(ids)].filter((id) => id && this.numberOf(id) === undefined);
    for (const id of unknown) {
      try {
        const message = await call("get_conversation_message", {
          conversation_id: this.conversation,
          message_id: id,
        });
        this.markers.set(id, message.seq);
      } catch {
        // Deleted meanwhile: the next reading of the members names another.
      }
    }
    return unknown.length > 0;
  }

  /** How many messages after number `read` are not `reader`'s own, and whether there may be more. */
  unread(read, reader) {
    let number = 0;
    for (let index = this.all.length - 1; index >= 0 && this.all[index].seq > read; index -= 1) {
      number += this.all[index].sender_id === reader ? 0 : 1;
    }
    return { number, orMore: this.more && read < (this.all[0]?.seq ?? 0) - 1 };
  }

  nameOf(reference) {
    return this.names.get(reference);
  }
}

/** Adds a part to those before it, or to the last of them if it goes on there. */
function join(parts, part) {
  const last = parts.at(-1);
  if (!part.continued || !last) {
    parts.push({ ...part });
    return;
  }
  for (const name of ["text", "input_cut", "output_cut"]) {
    if (name in part) {
      last[name] = (last[name] ?? "") + part[name];
    }
  }
}
