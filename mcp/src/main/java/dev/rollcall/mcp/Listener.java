package dev.rollcall.mcp;

import java.util.Set;

/** One who wants to be told of changes: an older client's session, or one request to listen. */
final class Listener<P> {
  private final Mailbox mailbox = new Mailbox();
  private final Set<Change.OfList> lists;
  private volatile P caller;

  Listener(P caller, Set<Change.OfList> lists) {
    this.caller = caller;
    this.lists = Set.copyOf(lists);
  }

  Mailbox mailbox() {
    return mailbox;
  }

  /** Who it was when it was heard of last. */
  P caller() {
    return caller;
  }

  void seenAs(P newest) {
    caller = newest;
  }

  boolean wants(Change.OfList list) {
    return lists.contains(list);
  }
}
