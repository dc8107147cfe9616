// Who is in a conversation, as the server tells it.

import { call, read, ToolError } from "../shell/mcp.js";

const PAGE_SIZE = 100;
const READERS = 6;

/**
 * The members that have been read, in the order of joining: `all`, each as
 * `get_conversation_participant` gives it, and `me`, the own membership or null. `more` tells whether
 * there are others.
 */
export class Members {
  constructor(conversation) {
    this.conversation = conversation;
    this.all = [];
    this.me = null;
    this.next = null;
    this.known = new Map();
    this.pages = 1;
  }

  get more() {
    return this.next !== null;
  }

  /** Reads anew as many pages as have been read. */
  async load() {
    const [first, me] = await Promise.all([
      read(`conversation://${this.conversation}/participants`),
      this.readMe(),
    ]);
    const found = first?.data ?? [];
    found.forEach((each) => this.known.set(each.id, each));
    let next = first?.page_info.next ?? null;
    for (let page = 1; page < this.pages && next; page += 1) {
      const answer = await this.page(next);
      found.push(...answer.data);
      next = answer.page_info.next;
    }
    await this.name(found);
    this.take(found, next, me);
  }

  async showMore() {
    const answer = await this.page(this.next);
    await this.name(answer.data);
    this.pages += 1;
    const there = new Set(this.all.map((each) => each.id));
    this.take(
      [...this.all, ...answer.data.filter((each) => !there.has(each.id))],
      answer.page_info.next,
      this.me,
    );
  }

  take(found, next, me) {
    this.all = found.map((each) => ({ ...this.known.get(each.id), ...each }));
    this.next = next;
    this.me = me;
  }

  page(cursor) {
    return call("list_conversation_participants", {
      conversation_id: this.conversation,
      limit: PAGE_SIZE,
      cursor,
    });
  }

  async readMe() {
    try {
      return await call("get_conversation_participant", {
        conversation_id: this.conversation,
        participant: "me",
      });
    } catch (failed) {
      if (failed instanceof ToolError) {
        return null;
      }
      throw failed;
    }
  }

  /** Lists tell no names: those that are not known yet are asked for one by one. */
  async name(found) {
    const waiting = found.filter((each) => !this.known.has(each.id));
    const worker = async () => {
      while (waiting.length > 0) {
        const { id } = waiting.pop();
        try {
          this.known.set(id, await call("get_conversation_participant", {
            conversation_id: this.conversation,
            participant: id,
          }));
        } catch (failed) {
          // Whoever has left meanwhile is in the next list no more.
          if (!(failed instanceof ToolError)) {
            throw failed;
          }
        }
      }
    };
    await Promise.all(Array.from({ length: READERS }, worker));
  }

  nameOf(reference) {
    return [...this.known.values()].find((each) => each.actor_reference === reference)?.display_name;
  }
}
