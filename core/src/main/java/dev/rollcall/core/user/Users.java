package dev.rollcall.core.user;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.journal.Journal;
import dev.rollcall.core.journal.JournalException;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.paging.Slice;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/** The users of all accounts. Safe for use by many threads. */
public final class Users {
  /** The most characters a display name has. */
  public static final int LONGEST_DISPLAY_NAME = 255;

  /** The most addresses a user has. */
  public static final int MOST_ADDRESSES = 20;

  private final SidGenerator sids;
  private final InstantSource clock;
  private final Journal journal;
  private final UserRecords records;

  /** Held from the question whether a name or an address is free until it is taken. */
  private final ReentrantLock taking = new ReentrantLock();

  public Users(SidGenerator sids, InstantSource clock, Journal journal, UserRecords records) {
    this.sids = sids;
    this.clock = clock;
    this.journal = journal;
    this.records = records;
  }

  /**
   * A new user; refused if the name or an address is taken, or of a wrong form. Its addresses are
   * kept in the spelling of {@link Addresses}.
   */
  public User create(AccountSid account, NewUser wanted) {
    NewUser checked = checked(wanted);
    taking.lock();
    try {
      if (records.userNamed(account, checked.name()).isPresent()) {
        throw new RefusedException(
            Problem.USER_NAME_IN_USE,
            "There is a user named '" + checked.name() + "' already: choose another name.");
      }
      for (String address : checked.addresses()) {
        records.userAt(account, address).ifPresent(owner -> refuseAddress(address, owner));
      }
      return make(account, checked);
    } finally {
      taking.unlock();
    }
  }

  /**
   * The user of that name, whatever its type; made with {@code type} and without addresses if there
   * is none.
   */
  public User named(AccountSid account, String name, ActorType type) {
    NewUser wanted = checked(new NewUser(name, type, Optional.empty(), List.of()));
    Optional<User> known = records.userNamed(account, name);
    if (known.isPresent()) {
      return known.get();
    }
    taking.lock();
    try {
      return records.userNamed(account, name).orElseGet(() -> make(account, wanted));
    } finally {
      taking.unlock();
    }
  }

  /** The user of that name; empty if there is none, or if it cannot be a name. */
  public Optional<User> known(AccountSid account, String name) {
    return UserNames.isName(name) ? records.userNamed(account, name) : Optional.empty();
  }

  /** The user whose name or id is {@code reference}. */
  public User find(AccountSid account, String reference) {
    return UserId.parse(reference)
        .map(id -> records.user(account, id))
        .orElseGet(() -> known(account, reference))
        .orElseThrow(
            () ->
                new RefusedException(
                    Problem.USER_NOT_FOUND,
                    "No user has the name or id '"
                        + UserNames.shown(reference)
                        + "'. Give the name or the id of a user of this account."));
  }

  /** Users in the order of their ids, oldest first. */
  public Slice<User> list(AccountSid account, Seek<UUID> seek) {
    return Slice.read(seek, wider -> records.users(account, wider));
  }

  private User make(AccountSid account, NewUser wanted) {
    User user =
        new User(
            sids.id(UserId::new),
            account,
            wanted.type(),
            wanted.name(),
            wanted.displayName().orElse(wanted.name()),
            wanted.addresses(),
            clock.instant());
    try {
      journal.commit(List.of(new UserChange(user)));
    } catch (JournalException e) {
      throw new RefusedException(
          Problem.STORE_UNAVAILABLE,
          "The user could not be made durable, so it was not made; try again.",
          e);
    }
    return user;
  }

  private static NewUser checked(NewUser wanted) {
    UserNames.check(wanted.name());
    checkType(wanted.type());
    wanted.displayName().ifPresent(Users::checkDisplayName);
    return new NewUser(
        wanted.name(), wanted.type(), wanted.displayName(), normalized(wanted.addresses()));
  }

  private static void checkType(ActorType type) {
    switch (type) {
      case USER, AGENT, BOT -> {}
      case PHONE, SYSTEM -> throw invalid("A user is a user, an agent or a bot.");
    }
  }

  private static void checkDisplayName(String name) {
    if (name.isBlank()
        || name.codePointCount(0, name.length()) > LONGEST_DISPLAY_NAME
        || name.codePoints().anyMatch(Character::isISOControl)) {
      throw invalid(
          "A display name has 1 to "
              + LONGEST_DISPLAY_NAME
              + " characters, not only spaces, and no control characters.");
    }
  }

  private static List<String> normalized(List<String> addresses) {
    if (addresses.size() > MOST_ADDRESSES) {
      throw invalid("A user has at most " + MOST_ADDRESSES + " addresses.");
    }
    return addresses.stream().map(Users::normalized).distinct().toList();
  }

  private static String normalized(String address) {
    return Addresses.normalized(address)
        .orElseThrow(
            () ->
                invalid(
                    "'"
                        + UserNames.shown(address)
                        + "' is no address: give a number such as +4930123456 or a SIP address such"
                        + " as sip:alice@example.com."));
  }

  private static void refuseAddress(String address, User owner) {
    throw new RefusedException(
        Problem.ADDRESS_IN_USE,
        "The address " + address + " belongs to the user '" + owner.name() + "' already.");
  }

  private static RefusedException invalid(String explanation) {
    return new RefusedException(Problem.TEXT_INVALID, explanation);
  }
}
