package dev.rollcall.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TelephoneEventReceiverTest {
  private final List<String> events = new ArrayList<>();
  private final TelephoneEventReceiver receiver =
      new TelephoneEventReceiver(
          (event, duration) -> events.add(TelephoneEvent.key(event) + " " + duration));

  private void packet(char key, int timestamp, boolean end, int duration, long now) {
    ByteBuffer buffer = ByteBuffer.allocate(RtpPacket.HEADER_LENGTH + TelephoneEvent.LENGTH);
    RtpPacket.writeHeader(buffer, false, 101, 1, timestamp, 1);
    TelephoneEvent.write(buffer, TelephoneEvent.event(key), end, 10, duration);
    RtpPacket packet = new RtpPacket();
    assertThat(packet.wrap(buffer.flip())).isTrue();
    assertThat(receiver.onPacket(packet, now)).isTrue();
  }

  @Test
  void manyPacketsAreOneEvent() {
    for (int i = 1; i <= 5; i++) {
      packet('5', 1_000, false, i * 160, i);
    }
    assertThat(events).isEmpty();
    packet('5', 1_000, true, 960, 6);
    packet('5', 1_000, true, 960, 7);
    packet('5', 1_000, true, 960, 8);
    packet('5', 1_000, false, 480, 9);
    receiver.onTime(Long.MAX_VALUE / 2);
    assertThat(events).containsExactly("5 960");
  }

  @Test
  void lostEndPacketsAreMadeUpForByTime() {
    packet('#', 1_000, false, 160, 0);
    receiver.onTime(TelephoneEventReceiver.TIMEOUT_NANOS);
    assertThat(events).isEmpty();
    receiver.onTime(TelephoneEventReceiver.TIMEOUT_NANOS + 1);
    packet('#', 1_000, true, 800, TelephoneEventReceiver.TIMEOUT_NANOS + 2);
    assertThat(events).containsExactly("# 160");
  }

  @Test
  void theNextEventEndsTheOneBefore() {
    packet('1', 1_000, false, 320, 0);
    packet('1', 3_000, false, 160, 1);
    packet('1', 1_000, true, 400, 2);
    packet('1', 3_000, true, 480, 3);
    assertThat(events).containsExactly("1 320", "1 480");
  }

  @Test
  void anEventOfWhichOnlyTheEndArrivesCounts() {
    packet('*', 1_000, true, 800, 0);
    assertThat(events).containsExactly("* 800");
  }

  @Test
  void segmentsOfALongEventAreOneEvent() {
    packet('9', 1_000, false, 0xffff, 0);
    packet('9', 1_000 + 0xffff, false, 160, 1);
    packet('9', 1_000 + 0xffff, true, 320, 2);
    assertThat(events).containsExactly("9 65855");
  }
}
