// Which conversations there are, as the server tells it, kept up to date. Knows nothing of how it is shown.

import { call, read } from "../shell/mcp.js";

const PAGE_SIZE = 50;
const LARGEST_PAGE = 100;
const READERS = 4;

/**
 * The conversations of one status that have been read: `known` by id, each as lists give it or as its
 * resource does, which tells of its call too. `next` tells whether there are older ones. `changed()`
 * is called when anything is another, `failed(error)` if something cannot be read, with null once it
 * can again.
 */
export class Directory {
  constructor(status, changed, failed) {
    this.status = status;
    this.changed = changed;
    this.failed = failed;
    this.known = new Map();
    this.next = null;
    this.loaded = false;
    this.reading = false;
    this.again = false;
    this.stale = new Set();
    this.refreshing = false;
  }

  /** The newest first: ids sort by time. */
  newest(most = Infinity) {
    return [...this.known.keys()].sort().reverse().slice(0, most);
  }

  /** Reads anew as much as has been read, or the first page. */
  load() {
    if (this.reading) {
      this.again = true;
      return Promise.resolve(false);
    }
    return this.alone(async () => {
      const found = new Map();
      const enough = Math.max(this.known.size, PAGE_SIZE);
      let cursor = null;
      do {
        const page = await this.page(cursor, Math.min(LARGEST_PAGE, enough));
        page.data.forEach((each) => found.set(each.id, each));
        cursor = page.page_info.next;
      } while (cursor && found.size < enough);
      [...this.known.keys()].filter((id) => !found.has(id)).forEach((id) => this.known.delete(id));
      found.forEach((each) => this.keep(each));
      this.next = cursor;
      this.loaded = true;
    });
  }

  /** Reads older ones; whether that went well. Does nothing while lists are being read. */
  readOn(many) {
    if (this.reading) {
      return Promise.resolve(false);
    }
    return this.alone(async () => {
      const page = await this.page(this.next, many ? LARGEST_PAGE : PAGE_SIZE);
      page.data.forEach((each) => this.keep(each));
      this.next = page.page_info.next;
    });
  }

  /** Does `work` while nothing else reads lists. */
  async alone(work) {
    this.reading = true;
    let done = false;
    try {
      await work();
      done = true;
      this.failed(null);
    } catch (failure) {
      this.failed(failure);
    }
    this.reading = false;
    this.changed();
    if (this.again) {
      this.again = false;
      this.load();
    }
    return done;
  }

  page(cursor, limit) {
    return call("list_conversations", {
      status: this.status,
      limit,
      ...(cursor ? { cursor } : {}),
    });
  }

  /**
   * Lists do not tell of calls: what is known of one stays, and is told when it changes. What they
   * call truncated is the summary, not who is in the call.
   */
  keep({ truncated, ...conversation }) {
    this.known.set(conversation.id, { ...this.known.get(conversation.id), ...conversation });
  }

  /** Has a conversation read anew, soon and together with others. */
  outdate(id) {
    this.stale.add(id);
    if (!this.refreshing) {
      this.refreshing = true;
      queueMicrotask(() => this.refresh());
    }
  }

  async refresh() {
    const worker = async () => {
      for (const id of this.stale) {
        this.stale.delete(id);
        await this.refreshOne(id);
      }
    };
    try {
      await Promise.all(Array.from({ length: READERS }, worker));
    } catch (failure) {
      this.failed(failure);
    }
    this.refreshing = false;
    if (this.stale.size > 0) {
      this.outdate(this.stale.values().next().value);
    }
  }

  async refreshOne(id) {
    const conversation = await read(`conversation://${id}`);
    if (!conversation || conversation.status !== this.status) {
      this.known.delete(id);
    } else if (this.known.has(id)) {
      this.known.set(id, conversation);
    }
    this.changed();
  }
}
