package dev.rollcall.core.account;

import dev.rollcall.core.identity.KeySid;
import dev.rollcall.core.journal.Change;

/** A sub-account or a key as it is to be from now on. */
public sealed interface AccountChange extends Change {
  /** Only of sub-accounts: what was configured is not journaled. */
  record OfAccount(Account account) implements AccountChange {}

  record OfKey(ApiKey key) implements AccountChange {}

  /** The key is no more. */
  record KeyGone(KeySid key) implements AccountChange {}
}
