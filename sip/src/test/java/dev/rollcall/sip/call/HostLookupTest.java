package dev.rollcall.sip.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.transport.Peer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Slow names stop nobody but those who wait for them. */
class HostLookupTest {
  private static final InetAddress FOUND = InetAddress.ofLiteral("192.0.2.7");
  private static final int MANY = 20;

  private final CountDownLatch door = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();

  private InetAddress addressOf(String host) throws UnknownHostException {
    asked.incrementAndGet();
    if (host.startsWith("slow")) {
      try {
        if (!door.await(20, TimeUnit.SECONDS)) {
          throw new UnknownHostException("nobody opened the door");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return FOUND;
  }

  @Test
  void slowNamesKeepNobodyElseWaiting() throws Exception {
    try (HostLookup hasty = new HostLookup(this::addressOf, Duration.ofMillis(20))) {
      for (int i = 0; i < MANY; i++) {
        SipUri slow = SipUri.parse("sip:bob@slow" + i + ".example");
        assertThatThrownBy(() -> hasty.resolve(slow))
            .isInstanceOf(UnknownHostException.class)
            .hasMessageContaining("in time");
      }
      Peer peer = resolveInTime(hasty, "sip:bob@quick.example:5070");
      assertThat(peer.address()).isEqualTo(new InetSocketAddress(FOUND, 5070));
    } finally {
      door.countDown();
    }
  }

  /** A name that is not slow, though the machine may be. */
  private static Peer resolveInTime(HostLookup lookup, String uri) throws Exception {
    for (int tries = 1; ; tries++) {
      try {
        return lookup.resolve(SipUri.parse(uri));
      } catch (UnknownHostException late) {
        if (tries == MANY) {
          throw late;
        }
      }
    }
  }

  @Test
  void aSlowNameIsLookedUpOnceForAllWhoAsk() throws Exception {
    try (HostLookup hasty = new HostLookup(this::addressOf, Duration.ofMillis(20))) {
      for (int i = 0; i < MANY; i++) {
        SipUri slow = SipUri.parse("sip:bob@" + (i % 2 == 0 ? "slow" : "SLOW") + ".example");
        assertThatThrownBy(() -> hasty.resolve(slow)).isInstanceOf(UnknownHostException.class);
      }
    } finally {
      door.countDown();
    }
    assertThat(asked).hasValueLessThanOrEqualTo(1);
  }

  @Test
  void aNumericAddressIsNotLookedUp() throws Exception {
    try (HostLookup lookup = new HostLookup(this::addressOf, Duration.ofSeconds(20))) {
      assertThat(lookup.resolve(SipUri.parse("sip:bob@192.0.2.1")).address())
          .isEqualTo(new InetSocketAddress("192.0.2.1", 5060));
      assertThat(lookup.resolve(SipUri.parse("sip:bob@[2001:db8::1]:5070")).address())
          .isEqualTo(new InetSocketAddress("2001:db8::1", 5070));
    }
    assertThat(asked).hasValue(0);
  }
}
