package dev.rollcall.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RtcpTest {
  private static final String SENDER_REPORT =
      "81c8000c 11223344 83aa7e80 40000000 00000640 0000000a 00000640" //
          + " 55667788 40fffffe 00010005 00000028 7e804000 00010000";
  private static final String DESCRIPTION = "81ca0003 11223344 01036162 63000000";
  private static final String GOODBYE = "81cb0001 11223344";

  /** Writes down what is reported. */
  private static final class Log implements RtcpReader.Handler {
    final List<String> lines = new ArrayList<>();

    @Override
    public void senderReport(int ssrc, long ntp, int rtp, int packets, int octets) {
      lines.add("SR %x %x %d %d %d".formatted(ssrc, ntp, rtp, packets, octets));
    }

    @Override
    public void reportBlock(
        int reporter,
        int source,
        int fraction,
        int lost,
        int high,
        int jitter,
        int last,
        int delay) {
      lines.add(
          "block %x %x %d %d %x %d %x %x"
              .formatted(reporter, source, fraction, lost, high, jitter, last, delay));
    }

    @Override
    public void bye(int ssrc) {
      lines.add("BYE %x".formatted(ssrc));
    }
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private static boolean valid(String text) {
    return RtcpReader.read(ByteBuffer.wrap(hex(text)), new Log());
  }

  @Test
  void aCompoundPacketIsBuiltOctetForOctet() {
    ByteBuffer buffer = ByteBuffer.allocate(RtcpWriter.TYPICAL_LENGTH);
    long ntp = NtpTime.of(Instant.ofEpochSecond(0, 250_000_000));
    new RtcpWriter(buffer)
        .senderReport(0x11223344, ntp, 1_600, 10, 1_600)
        .reportBlock(0x55667788, 64, -2, 0x10005, 40, NtpTime.middle(ntp), 65_536)
        .sourceDescription(0x11223344, "abc".getBytes(StandardCharsets.US_ASCII))
        .bye(0x11223344);
    assertThat(Arrays.copyOf(buffer.array(), buffer.position()))
        .isEqualTo(hex(SENDER_REPORT + DESCRIPTION + GOODBYE));
  }

  @Test
  void aCompoundPacketIsRead() {
    Log log = new Log();
    assertThat(RtcpReader.read(ByteBuffer.wrap(hex(SENDER_REPORT + DESCRIPTION + GOODBYE)), log))
        .isTrue();
    assertThat(log.lines)
        .containsExactly(
            "SR 11223344 83aa7e8040000000 1600 10 1600",
            "block 11223344 55667788 64 -2 10005 40 7e804000 10000",
            "BYE 11223344");
  }

  @Test
  void everyLengthOfCnameIsPaddedToAWord() {
    for (int length = 0; length < 30; length++) {
      ByteBuffer buffer = ByteBuffer.allocate(RtcpWriter.TYPICAL_LENGTH);
      new RtcpWriter(buffer).receiverReport(1).sourceDescription(1, new byte[length]).bye(1);
      buffer.flip();
      assertThat(buffer.limit() % 4).isZero();
      Log log = new Log();
      assertThat(RtcpReader.read(buffer, log)).isTrue();
      assertThat(log.lines).containsExactly("BYE 1");
    }
  }

  @Test
  void packetsThatBreakTheRulesAreRefusedWhole() {
    assertThat(valid("80c90001 11223344")).isTrue();
    assertThat(valid(GOODBYE)).as("does not begin with a report").isFalse();
    assertThat(valid("81c90001 11223344")).as("a block is announced and missing").isFalse();
    assertThat(valid("40c90001 11223344")).as("version 1").isFalse();
    assertThat(valid("80c90002 11223344")).as("longer than the datagram").isFalse();
    assertThat(valid("80c90001 11223344 00")).as("an octet too many").isFalse();
    assertThat(valid("a0c90002 11223344 00000004" + GOODBYE)).as("padding in the middle").isFalse();
    assertThat(valid("a0c90002 11223344 00000004")).as("padding at the end").isTrue();
    assertThat(valid("a0c90002 11223344 00000000")).as("padding of nothing").isFalse();
    assertThat(valid("80c90001 11223344" + "9fcb0001 11223344")).as("31 sources").isFalse();
  }

  @Test
  void blocksNeedAReport() {
    RtcpWriter writer = new RtcpWriter(ByteBuffer.allocate(RtcpWriter.TYPICAL_LENGTH));
    assertThatThrownBy(() -> writer.reportBlock(1, 0, 0, 0, 0, 0, 0))
        .isInstanceOf(IllegalStateException.class);
  }

  @Property
  void nothingThatComesThrows(@ForAll @Size(max = 200) byte[] octets) {
    boolean valid = RtcpReader.read(ByteBuffer.wrap(octets), new Log());
    assertThat(valid && octets.length < 8).isFalse();
  }

  @Property
  void noDamageThrows(@ForAll @Size(max = 6) List<Byte> damage, @ForAll int seed) {
    byte[] packet = hex(SENDER_REPORT + DESCRIPTION + GOODBYE);
    int at = Math.floorMod(seed, packet.length);
    for (byte octet : damage) {
      packet[at] = octet;
      at = (at + 7) % packet.length;
    }
    Log log = new Log();
    boolean valid = RtcpReader.read(ByteBuffer.wrap(packet), log);
    assertThat(valid || log.lines.isEmpty()).isTrue();
  }

  @Property
  void rtpOfAnyOctetsStaysWithinItsBounds(@ForAll @Size(max = 100) byte[] octets) {
    RtpPacket packet = new RtpPacket();
    if (packet.wrap(ByteBuffer.wrap(octets))) {
      assertThat(packet.payloadOffset() + packet.payloadLength())
          .isLessThanOrEqualTo(octets.length);
      packet.copyPayload(new byte[packet.payloadLength()]);
      TelephoneEventReceiver events = new TelephoneEventReceiver((event, duration) -> {});
      assertThat(events.onPacket(packet, 0)).isEqualTo(packet.payloadLength() >= 4);
    }
  }

  @Test
  void rtpWithSourcesExtensionAndPaddingIsRead() {
    byte[] octets =
        hex("b2880102 00000010 0000000a 00000001 00000002 beef0001 aabbccdd 112233 000003");
    RtpPacket packet = new RtpPacket();
    assertThat(packet.wrap(ByteBuffer.wrap(octets))).isTrue();
    assertThat(packet.marker()).isTrue();
    assertThat(packet.payloadType()).isEqualTo(8);
    assertThat(packet.sequenceNumber()).isEqualTo(0x0102);
    assertThat(packet.timestamp()).isEqualTo(16);
    assertThat(packet.ssrc()).isEqualTo(10);
    byte[] payload = new byte[3];
    packet.copyPayload(payload);
    assertThat(payload).containsExactly(0x11, 0x22, 0x33);
    assertThat(packet.wrap(ByteBuffer.wrap(octets, 0, 23))).isFalse();
  }
}
