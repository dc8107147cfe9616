package dev.rollcall.core.user;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.paging.Seek;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Users, read from where they were journaled. Sees every change whose commit returned before the
 * question was asked. Safe for use by many threads. Each method throws {@link
 * dev.rollcall.core.RefusedException} with {@code STORE_UNAVAILABLE} if it cannot read.
 */
public interface UserRecords {
  Optional<User> user(AccountSid account, UserId id);

  Optional<User> userNamed(AccountSid account, String name);

  /** The user that calls from {@code address}. */
  Optional<User> userAt(AccountSid account, String address);

  /** Users of {@code account} in the order of their ids, oldest first. */
  List<User> users(AccountSid account, Seek<UUID> seek);
}
