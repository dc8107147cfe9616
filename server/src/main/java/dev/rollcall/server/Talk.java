package dev.rollcall.server;

import dev.rollcall.core.access.Tokens;
import dev.rollcall.core.conversation.ConversationPorts;
import dev.rollcall.core.conversation.Conversations;
import dev.rollcall.core.conversation.Huddles;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.user.Users;
import dev.rollcall.store.SqliteStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Predicate;

/**
 * Core's side of conversations: who there is, who may call, what is said.
 *
 * @param changes what changes in conversations, for whoever wants to know
 */
record Talk(
    Users users,
    Tokens tokens,
    Conversations conversations,
    Huddles huddles,
    ConversationChanges changes)
    implements AutoCloseable {
  static Talk over(
      SqliteStore store,
      SidGenerator sids,
      InstantSource clock,
      SecureRandom random,
      Predicate<AccountSid> activeAccounts) {
    ConversationChanges changes = new ConversationChanges();
    ConversationPorts ports =
        new ConversationPorts(sids, clock, store, store.conversations(), store.users(), changes);
    Conversations conversations = new Conversations(ports);
    return new Talk(
        new Users(sids, clock, store, store.users()),
        new Tokens(sids, clock, random, store, store.tokens(), store.users(), activeAccounts),
        conversations,
        new Huddles(ports, conversations, random),
        changes);
  }

  @Override
  public void close() {
    huddles.close();
    tokens.close();
  }
}
