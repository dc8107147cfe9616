package dev.rollcall.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Slow names stop nobody but those who wait for them. */
final class NameLookupTest {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final InetAddress FOUND = InetAddress.ofLiteral("192.0.2.7");
  private static final int MANY = 20;

  private final CountDownLatch door = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();

  private InetAddress[] addressesOf(String host) throws UnknownHostException {
    asked.incrementAndGet();
    if (host.startsWith("slow")) {
      try {
        if (!door.await(LONG.toSeconds(), TimeUnit.SECONDS)) {
          throw new UnknownHostException("nobody opened the door");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return new InetAddress[] {FOUND};
  }

  @Test
  void slowNamesKeepNobodyElseWaiting() throws Exception {
    try (NameLookup names = new NameLookup(this::addressesOf)) {
      for (int i = 0; i < MANY; i++) {
        String slow = "slow" + i + ".example";
        assertThatThrownBy(() -> names.find(slow, SHORT)).isInstanceOf(TimeoutException.class);
      }
      assertThat(names.find("quick.example", LONG)).containsExactly(FOUND);
    } finally {
      door.countDown();
    }
  }

  @Test
  void aSlowNameIsLookedUpOnceForAllWhoAsk() throws Exception {
    try (NameLookup names = new NameLookup(this::addressesOf)) {
      for (int i = 0; i < MANY; i++) {
        String slow = i % 2 == 0 ? "slow.example" : "SLOW.example";
        assertThatThrownBy(() -> names.find(slow, SHORT)).isInstanceOf(TimeoutException.class);
      }
      assertThat(asked).hasValueLessThanOrEqualTo(1);
      door.countDown();
      assertThat(names.find("slow.example", LONG)).containsExactly(FOUND);
    } finally {
      door.countDown();
    }
  }

  @Test
  void aNumericAddressIsNotLookedUp() throws Exception {
    try (NameLookup names = new NameLookup(this::addressesOf)) {
      assertThat(names.find("192.0.2.1", LONG)).containsExactly(InetAddress.ofLiteral("192.0.2.1"));
      assertThat(names.find("[2001:db8::1]", LONG))
          .containsExactly(InetAddress.ofLiteral("2001:db8::1"));
    }
    assertThat(asked).hasValue(0);
  }
}
