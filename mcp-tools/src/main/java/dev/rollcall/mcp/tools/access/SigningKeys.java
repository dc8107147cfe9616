package dev.rollcall.mcp.tools.access;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of an authorization server, kept between requests.
 *
 * <p>They are fetched again when a token names a key that is not among them, and every 15 minutes;
 * but not twice within 10 seconds, whatever tokens are sent. While they cannot be fetched, those
 * last had stay good for a day. Safe for use by many threads: one fetches at a time, and those
 * whose key is at hand do not wait for it.
 */
final class SigningKeys {
  private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);
  private static final Duration FRESH = Duration.ofMinutes(15);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);
  private static final Duration LONGEST_OUTAGE = Duration.ofDays(1);

  private final KeySource source;
  private final InstantSource clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile Held held = Held.NOTHING;

  SigningKeys(KeySource source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  /**
   * The keys that match.
   *
   * @throws KeysUnavailableException if none does among those at hand, and the server cannot be
   *     asked for others
   */
  List<JWK> matching(JWKMatcher matcher) throws KeysUnavailableException {
    Held known = held;
    List<JWK> found = known.matching(matcher, clock.instant());
    if (!found.isEmpty()) {
      return known.isFresh(clock.instant()) ? found : freshened(matcher, found);
    }
    fetching.lock();
    try {
      refresh();
      Held latest = held;
      List<JWK> now = latest.matching(matcher, clock.instant());
      if (now.isEmpty() && latest.failed()) {
        throw new KeysUnavailableException("the last try to fetch them failed");
      }
      return now;
    } finally {
      fetching.unlock();
    }
  }

  /** What matches after a refresh, or {@code old} while another thread is busy with it. */
  private List<JWK> freshened(JWKMatcher matcher, List<JWK> old) {
    if (!fetching.tryLock()) {
      return old;
    }
    try {
      refresh();
      return held.matching(matcher, clock.instant());
    } finally {
      fetching.unlock();
    }
  }

  private void refresh() {
    Instant now = clock.instant();
    Held before = held;
    if (before.tried().plus(BETWEEN_TRIES).isAfter(now)) {
      return;
    }
    try {
      JWKSet keys = source.fetch();
      if (before.failed()) {
        log.atInfo().log("the authorization server's keys can be fetched again");
      }
      Instant ended = clock.instant();
      held = new Held(keys, ended, ended, false);
    } catch (KeysUnavailableException e) {
      if (!before.failed()) {
        log.atWarn()
            .addKeyValue("reason", e.getMessage())
            .log("the authorization server's keys cannot be fetched; trying again on demand");
      }
      // Counted from the end, so that slow failures do not follow one another without a pause.
      held = new Held(before.keys(), before.fetched(), clock.instant(), true);
    }
  }

  /** The keys last had and when, when they were last asked for, and whether that failed. */
  private record Held(@Nullable JWKSet keys, Instant fetched, Instant tried, boolean failed) {
    static final Held NOTHING = new Held(null, Instant.EPOCH, Instant.EPOCH, false);

    boolean isFresh(Instant now) {
      return now.isBefore(fetched.plus(FRESH));
    }

    List<JWK> matching(JWKMatcher matcher, Instant now) {
      return keys == null || now.isAfter(fetched.plus(LONGEST_OUTAGE))
          ? List.of()
          : new JWKSelector(matcher).select(keys);
    }
  }
}
