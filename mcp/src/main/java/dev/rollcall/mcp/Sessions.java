package dev.rollcall.mcp;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/**
 * The sessions of clients of older revisions: bounded in number for each caller and over all, each
 * gone when it has been idle for too long. Safe for use by many threads.
 */
final class Sessions<P> {
  private static final int ID_BYTES = 16;

  private final McpSettings settings;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Listeners<P> listeners;

  /** The one used longest ago first. */
  private final SequencedMap<String, Session<P>> byId = inOrderOfUse();

  /** The same, those of one caller together. */
  private final Map<String, SequencedMap<String, Session<P>>> byIdentity = new HashMap<>();

  Sessions(
      McpSettings settings, InstantSource clock, RandomGenerator random, Listeners<P> listeners) {
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    this.listeners = listeners;
  }

  /** A new session of {@code client}; if there are too many, one that is idle goes for it. */
  Session<P> open(Client<P> client) {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    Session<P> session = new Session<>(HexFormat.of().formatHex(id), client, clock.instant());
    Optional<Session<P>> superfluous;
    synchronized (byId) {
      superfluous = superfluous(client.identity());
      superfluous.ifPresent(this::remove);
      byId.put(session.id(), session);
      byIdentity.computeIfAbsent(client.identity(), _ -> inOrderOfUse()).put(session.id(), session);
    }
    superfluous.ifPresent(each -> gone(each, Cancellation.Cause.CLIENT));
    listeners.add(session.listener());
    return session;
  }

  /** The session that has to go before {@code identity} can have one more; empty if none has to. */
  private Optional<Session<P>> superfluous(String identity) {
    SequencedMap<String, Session<P>> own = byIdentity.get(identity);
    if (own != null && own.size() >= settings.maxSessionsPerCaller()) {
      return idleLongest(own);
    }
    return byId.size() >= settings.maxSessions() ? idleLongest(byId) : Optional.empty();
  }

  private static <P> Optional<Session<P>> idleLongest(SequencedMap<String, Session<P>> sessions) {
    return sessions.values().stream()
        .filter(each -> each.idleSince().isPresent())
        .findFirst()
        .or(() -> sessions.values().stream().findFirst());
  }

  private boolean remove(Session<P> session) {
    byIdentity.computeIfPresent(
        session.identity(),
        (_, own) -> {
          own.remove(session.id());
          return own.isEmpty() ? null : own;
        });
    return byId.remove(session.id(), session);
  }

  private static <P> SequencedMap<String, Session<P>> inOrderOfUse() {
    return new LinkedHashMap<>(16, 0.75f, true);
  }

  /** The living session {@code id}, if it is one of {@code identity}; it counts as used now. */
  Optional<Session<P>> find(String id, String identity) {
    Instant now = clock.instant();
    Session<P> session;
    synchronized (byId) {
      SequencedMap<String, Session<P>> own = byIdentity.get(identity);
      session = own == null ? null : own.get(id);
      if (session == null) {
        return Optional.empty();
      }
      byId.get(id);
    }
    if (isExpired(session, now)) {
      end(session);
      return Optional.empty();
    }
    session.used(now);
    return Optional.of(session);
  }

  void end(Session<P> session) {
    boolean removed;
    synchronized (byId) {
      removed = remove(session);
    }
    if (removed) {
      gone(session, Cancellation.Cause.CLIENT);
    }
  }

  /** Ends the sessions that have been idle for too long. */
  void sweep() {
    Instant now = clock.instant();
    List<Session<P>> expired = new ArrayList<>();
    synchronized (byId) {
      byId.values().stream().filter(each -> isExpired(each, now)).forEach(expired::add);
    }
    expired.forEach(this::end);
  }

  int count() {
    synchronized (byId) {
      return byId.size();
    }
  }

  /** Ends all, since the server stops. */
  void close() {
    List<Session<P>> all;
    synchronized (byId) {
      all = List.copyOf(byId.values());
      byId.clear();
      byIdentity.clear();
    }
    all.forEach(each -> gone(each, Cancellation.Cause.SHUTDOWN));
  }

  private void gone(Session<P> session, Cancellation.Cause why) {
    listeners.remove(session.listener(), session.watched());
    session.end(why);
  }

  private boolean isExpired(Session<P> session, Instant now) {
    return session
        .idleSince()
        .filter(since -> since.plus(settings.sessionIdle()).isBefore(now))
        .isPresent();
  }
}
