package dev.rollcall.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class SourceLatchTest {
  private static final InetSocketAddress SIGNALLED = new InetSocketAddress("192.0.2.1", 4_000);
  private static final InetSocketAddress MAPPED = new InetSocketAddress("198.51.100.1", 5_000);
  private static final InetSocketAddress ATTACKER = new InetSocketAddress("203.0.113.1", 6_000);
  private static final long SECOND = 1_000_000_000L;

  private final SourceLatch latch = new SourceLatch();

  @Test
  void sendsWhereSignallingSaysUntilAPacketComesAndThenToItsSource() {
    assertThat(latch.destination()).isNull();
    latch.signal(SIGNALLED, 0);
    assertThat(latch.destination()).isEqualTo(SIGNALLED);
    latch.heard(MAPPED, 0);
    assertThat(latch.destination()).isEqualTo(MAPPED);
  }

  @Test
  void nobodyTakesOverWhileTheSourceTalks() {
    latch.signal(SIGNALLED, 0);
    latch.heard(MAPPED, 0);
    for (long now = 0; now < 100 * SECOND; now += SECOND) {
      assertThat(latch.allows(ATTACKER, now)).isFalse();
      assertThat(latch.allows(MAPPED, now)).isTrue();
      latch.heard(MAPPED, now);
    }
    assertThat(latch.allows(ATTACKER, 99 * SECOND + SourceLatch.PATIENCE_NANOS + 1)).isTrue();
  }

  @Test
  void theSignalledAddressWinsOverWhoWasFirst() {
    latch.signal(SIGNALLED, 0);
    latch.heard(ATTACKER, 0);
    assertThat(latch.allows(SIGNALLED, 1)).isTrue();
    latch.heard(SIGNALLED, 1);
    assertThat(latch.allows(ATTACKER, 2)).isFalse();
  }

  @Test
  void aNewAddressOpensTheLatchButNotForTheOldSource() {
    latch.signal(SIGNALLED, 0);
    latch.heard(MAPPED, 0);
    latch.signal(SIGNALLED, 1);
    assertThat(latch.destination()).isEqualTo(MAPPED);
    InetSocketAddress moved = new InetSocketAddress("192.0.2.7", 4_400);
    latch.signal(moved, 2);
    assertThat(latch.destination()).isEqualTo(moved);
    assertThat(latch.allows(MAPPED, 3)).isFalse();
    assertThat(latch.allows(moved, 3)).isTrue();
    assertThat(latch.allows(MAPPED, 2 + SourceLatch.REFUSAL_NANOS)).isTrue();
  }

  @Test
  void nothingIsSentToNowhere() {
    latch.signal(new InetSocketAddress("0.0.0.0", 4_000), 0);
    assertThat(latch.destination()).isNull();
    latch.signal(new InetSocketAddress("192.0.2.1", 0), 0);
    assertThat(latch.destination()).isNull();
  }
}
