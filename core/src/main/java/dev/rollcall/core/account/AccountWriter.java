package dev.rollcall.core.account;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.journal.Journal;
import dev.rollcall.core.journal.JournalException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one change of accounts and keys happen at a time, and makes it durable. */
final class AccountWriter {
  /** The most characters a friendly name has, as at Twilio. */
  static final int LONGEST_FRIENDLY_NAME = 64;

  private final Journal journal;
  private final ReentrantLock writing = new ReentrantLock();

  AccountWriter(Journal journal) {
    this.journal = journal;
  }

  /** Does {@code change} while nothing else changes. */
  <T> T alone(Supplier<T> change) {
    writing.lock();
    try {
      return change.get();
    } finally {
      writing.unlock();
    }
  }

  /** Refuses with {@code explanation} if {@code change} cannot be made durable. */
  void commit(AccountChange change, String explanation) {
    try {
      journal.commit(List.of(change));
    } catch (JournalException e) {
      throw new RefusedException(Problem.STORE_UNAVAILABLE, explanation, e);
    }
  }

  static boolean fits(String friendlyName) {
    return friendlyName.codePointCount(0, friendlyName.length()) <= LONGEST_FRIENDLY_NAME
        && friendlyName.codePoints().noneMatch(Character::isISOControl);
  }
}
