package dev.rollcall.core.user;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.journal.Journal;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.paging.Slice;
import java.time.InstantSource;
import java.util.UUID;

/** The users of all accounts. Safe for use by many threads. */
public final class Users {
  public Users(SidGenerator sids, InstantSource clock, Journal journal, UserRecords records) {
    dev.rollcall.core.Unbuilt.done();
  }

  /** A new user; refused if the name or an address is taken, or of a wrong form. */
  public User create(AccountSid account, NewUser user) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  /** The user of that name, made if there is none. */
  public User named(AccountSid account, String name, ActorType type) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  /** The user whose name or id is {@code reference}. */
  public User find(AccountSid account, String reference) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  public Slice<User> list(AccountSid account, Seek<UUID> seek) {
    return dev.rollcall.core.Unbuilt.yet();
  }
}
