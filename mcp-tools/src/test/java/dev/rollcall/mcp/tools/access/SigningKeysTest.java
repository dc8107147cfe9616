package dev.rollcall.mcp.tools.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.rollcall.core.testing.Await;
import dev.rollcall.core.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SigningKeysTest {
  private static final JWK KEY = key();
  private static final JWKMatcher KNOWN = new JWKMatcher.Builder().keyID("known").build();
  private static final JWKMatcher UNKNOWN = new JWKMatcher.Builder().keyID("unknown").build();

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T08:00:00Z"));
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile boolean away;

  @Test
  void keepsKeysFor15MinutesAndThenAsksAgain() throws KeysUnavailableException {
    SigningKeys keys = new SigningKeys(this::fetch, clock);
    for (int i = 0; i < 100; i++) {
      assertThat(keys.matching(KNOWN)).containsExactly(KEY);
    }
    clock.advance(Duration.ofMinutes(15).minusMillis(1));
    keys.matching(KNOWN);
    assertThat(fetches).hasValue(1);

    clock.advance(Duration.ofMillis(1));
    keys.matching(KNOWN);
    assertThat(fetches).hasValue(2);
  }

  @Test
  void asksForUnknownKeysAtMostEvery10Seconds() throws KeysUnavailableException {
    SigningKeys keys = new SigningKeys(this::fetch, clock);
    for (int second = 0; second < 60; second++) {
      assertThat(keys.matching(UNKNOWN)).isEmpty();
      assertThat(keys.matching(UNKNOWN)).isEmpty();
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(fetches).hasValue(6);
  }

  @Test
  void usesOldKeysForADayWhileTheServerIsAway() throws KeysUnavailableException {
    SigningKeys keys = new SigningKeys(this::fetch, clock);
    keys.matching(KNOWN);
    away = true;

    clock.advance(Duration.ofHours(24));
    assertThat(keys.matching(KNOWN)).containsExactly(KEY);
    assertThatThrownBy(() -> keys.matching(UNKNOWN)).isInstanceOf(KeysUnavailableException.class);

    clock.advance(Duration.ofSeconds(1));
    assertThatThrownBy(() -> keys.matching(KNOWN)).isInstanceOf(KeysUnavailableException.class);
    away = false;
    clock.advance(Duration.ofSeconds(10));
    assertThat(keys.matching(KNOWN)).containsExactly(KEY);
  }

  @Test
  void answersAtOnceBetweenTwoTriesWhileTheServerIsAway() {
    away = true;
    SigningKeys keys = new SigningKeys(this::fetch, clock);
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> keys.matching(KNOWN)).isInstanceOf(KeysUnavailableException.class);
    }
    assertThat(fetches).hasValue(1);
  }

  @Test
  void letsNobodyWaitWhoseKeyIsAtHandWhileTheServerHangs()
      throws KeysUnavailableException, InterruptedException {
    CountDownLatch hanging = new CountDownLatch(1);
    SigningKeys keys =
        new SigningKeys(
            () -> {
              if (fetches.get() > 0) {
                fetches.incrementAndGet();
                awaitQuietly(hanging);
                throw new KeysUnavailableException("hung up");
              }
              return fetch();
            },
            clock);
    keys.matching(KNOWN);
    clock.advance(Duration.ofMinutes(16));
    Thread stuck =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    keys.matching(KNOWN);
                  } catch (KeysUnavailableException e) {
                    throw new AssertionError(e);
                  }
                });
    Await.until(() -> fetches.get() == 2 ? Optional.empty() : Optional.of("nobody fetches"));

    assertThat(keys.matching(KNOWN)).containsExactly(KEY);

    assertThat(stuck.isAlive()).isTrue();
    hanging.countDown();
    stuck.join();
  }

  private JWKSet fetch() throws KeysUnavailableException {
    fetches.incrementAndGet();
    if (away) {
      throw new KeysUnavailableException("away");
    }
    return new JWKSet(KEY);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static JWK key() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("known").generate().toPublicJWK();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
