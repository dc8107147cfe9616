package dev.rollcall.core.account;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.KeySid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.journal.Journal;
import dev.rollcall.core.journal.JournalException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The journal and the records of sub-accounts and keys in memory; can be told to fail. */
public final class MemoryAccounts implements Journal, AccountRecords {
  private final ConcurrentMap<AccountSid, Account> accounts = new ConcurrentHashMap<>();
  private final ConcurrentMap<KeySid, ApiKey> keys = new ConcurrentHashMap<>();
  private volatile boolean failing;

  /** Lets every commit fail from now on, or no longer. */
  public void failing(boolean fail) {
    failing = fail;
  }

  @Override
  public void commit(List<Change> changes) throws JournalException {
    if (failing) {
      throw new JournalException("the disk is full", new IOException("No space left on device"));
    }
    for (Change change : changes) {
      switch (change) {
        case AccountChange.OfAccount(Account account) -> accounts.put(account.sid(), account);
        case AccountChange.OfKey(ApiKey key) -> keys.put(key.sid(), key);
        case AccountChange.KeyGone(KeySid key) -> keys.remove(key);
        default -> throw new IllegalArgumentException("kept elsewhere");
      }
    }
  }

  @Override
  public List<Account> accounts() {
    return List.copyOf(accounts.values());
  }

  @Override
  public List<ApiKey> keys() {
    return List.copyOf(keys.values());
  }
}
