package dev.rollcall.console;

import dev.rollcall.core.access.Tokens;
import dev.rollcall.core.account.Accounts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The sessions of all browsers, in memory: a restart ends them. Kept by the hash of their ids, so
 * that what is kept opens nothing. A session is good only while what it was opened with is.
 *
 * <p>Safe for use by many threads.
 */
final class Sessions {
  private static final int ID_BYTES = 32;
  private static final int NAME_LENGTH = 12;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final Accounts accounts;
  private final Tokens tokens;
  private final ConsoleSettings settings;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<String, Session> byHash = new HashMap<>();

  Sessions(
      Accounts accounts,
      Tokens tokens,
      ConsoleSettings settings,
      InstantSource clock,
      RandomGenerator random) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
  }

  /** Begins a session; what its browser is to show from now on. */
  String open(Visitor visitor) {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant now = clock.instant();
    synchronized (byHash) {
      byHash.values().removeIf(session -> !lasts(session, now));
      List<Session> ofAccount =
          byHash.values().stream()
              .filter(session -> session.account().equals(visitor.account()))
              .toList();
      if (ofAccount.size() >= settings.maxSessionsPerAccount()) {
        endOldest(ofAccount);
      }
      if (byHash.size() >= settings.maxSessions()) {
        endOldest(List.copyOf(byHash.values()));
      }
      byHash.put(hash(id), new Session(name(id), visitor, now));
    }
    return id;
  }

  /** What the session that {@code id} shows is called in the log. */
  static String name(String id) {
    return hash(id).substring(0, NAME_LENGTH);
  }

  /** The session that {@code id} shows, used now; empty if it is over or there never was one. */
  Optional<Session> find(String id) {
    if (!ID.matcher(id).matches()) {
      return Optional.empty();
    }
    Session session;
    synchronized (byHash) {
      session = byHash.get(hash(id));
    }
    return Optional.ofNullable(session).filter(this::use);
  }

  /** Marks the session as used, unless it is over; whether it was not. */
  boolean use(Session session) {
    Instant now = clock.instant();
    if (!lasts(session, now) || !isGood(session.visitor())) {
      return false;
    }
    session.use(now);
    return true;
  }

  /** Ends the session that {@code id} shows, and what goes on in it. */
  void close(String id) {
    synchronized (byHash) {
      Optional.ofNullable(byHash.remove(hash(id))).ifPresent(Session::end);
    }
  }

  /** Whether what the visitor proved is so now. */
  boolean isGood(Visitor visitor) {
    return switch (visitor) {
      case Visitor.OfAccount(var proof) -> accounts.isGood(proof);
      case Visitor.OfUser(var principal) -> tokens.isGood(principal);
    };
  }

  private boolean lasts(Session session, Instant now) {
    return !session.isOver(now, settings.idle(), settings.longest());
  }

  private void endOldest(List<Session> some) {
    some.stream()
        .min(Comparator.comparing(Session::used))
        .ifPresent(
            oldest -> {
              byHash.values().remove(oldest);
              oldest.end();
            });
  }

  private static String hash(String id) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
