package dev.rollcall.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollcall.media.Tone;
import dev.rollcall.media.codec.G711;
import dev.rollcall.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a clock made of numbers: packets with arrivals go in, frames come out. */
class JitterBufferTest {
  private static final double HERTZ = 440;
  private static final double AMPLITUDE = 8_000;
  private static final int FRAMES = 400;
  private static final int FIRST_TIMESTAMP = -20_000;
  private static final int TICK_PHASE = 37;

  private final JitterBuffer buffer = new JitterBuffer(20, 200);
  private final List<Arriving> network = new ArrayList<>();
  private final List<JitterBuffer.Put> results = new ArrayList<>();
  private short[] heard = {};

  /** A packet on its way; arrival in samples. */
  private record Arriving(long arrival, int sequence, int timestamp, int samples) {}

  private void send(int count, int samples) {
    for (int i = 0; i < count; i++) {
      network.add(new Arriving((long) i * samples, i, FIRST_TIMESTAMP + i * samples, samples));
    }
  }

  private void run() {
    run(FRAMES);
  }

  private void run(int frames) {
    List<Arriving> waiting = new ArrayList<>(network);
    waiting.sort(Comparator.comparingLong(Arriving::arrival));
    heard = new short[frames * Frame.SAMPLES];
    short[] frame = new short[Frame.SAMPLES];
    for (int i = 0; i < frames; i++) {
      long tick = TICK_PHASE + (long) i * Frame.SAMPLES;
      while (!waiting.isEmpty() && waiting.getFirst().arrival() <= tick) {
        results.add(put(waiting.removeFirst()));
      }
      buffer.pull(tick, frame);
      System.arraycopy(frame, 0, heard, i * Frame.SAMPLES, Frame.SAMPLES);
    }
  }

  private JitterBuffer.Put put(Arriving packet) {
    short[] tone =
        Tone.samples(
            HERTZ, AMPLITUDE, (long) packet.timestamp() - FIRST_TIMESTAMP, packet.samples());
    byte[] payload = new byte[tone.length];
    G711.PCMU.encode(tone, tone.length, payload);
    ByteBuffer datagram = ByteBuffer.allocate(RtpPacket.HEADER_LENGTH + payload.length);
    RtpPacket.writeHeader(datagram, false, 0, packet.sequence(), packet.timestamp(), 1);
    datagram.put(payload).flip();
    RtpPacket view = new RtpPacket();
    assertThat(view.wrap(datagram)).isTrue();
    return buffer.put(view, G711.PCMU, packet.arrival());
  }

  /** Part of the frames between {@code from} and {@code to} that sound like the tone. */
  private double clean(int from, int to) {
    int good = 0;
    for (int i = from; i < to; i++) {
      double amplitude = Tone.amplitude(heard, i * Frame.SAMPLES, Frame.SAMPLES, HERTZ);
      good += amplitude > 0.85 * AMPLITUDE && amplitude < 1.15 * AMPLITUDE ? 1 : 0;
    }
    return (double) good / (to - from);
  }

  private int firstSound() {
    int i = 0;
    while (heard[i] == 0) {
      i++;
    }
    return i + TICK_PHASE;
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 160, 240, 320, 480})
  void packetsOfAnyLengthPlayWithoutAHoleAndAtMost40MillisecondsLate(int samples) {
    send(FRAMES * Frame.SAMPLES / samples, samples);
    run();
    assertThat(clean(4, FRAMES - 10)).isEqualTo(1.0);
    assertThat(firstSound()).isLessThanOrEqualTo(40 * Frame.SAMPLES_PER_MILLISECOND);
    assertThat(results).containsOnly(JitterBuffer.Put.QUEUED);
  }

  @Test
  void whatIsPlayedIsWhatWasSent() {
    send(FRAMES, 160);
    run(50);
    short[] sent = Tone.samples(HERTZ, AMPLITUDE, 0, 4_000);
    int delay = buffer.delay() - TICK_PHASE;
    for (int i = 500; i < 4_000; i++) {
      assertThat((int) heard[i + delay]).isCloseTo(sent[i], within(260));
    }
  }

  @Test
  void neighboursThatChangePlacesArePutRight() {
    send(FRAMES, 160);
    for (int i = 40; i + 1 < FRAMES; i += 10) {
      Arriving first = network.get(i);
      network.set(
          i,
          new Arriving(
              first.arrival() + 168, first.sequence(), first.timestamp(), first.samples()));
    }
    run();
    assertThat(clean(150, FRAMES - 10)).isEqualTo(1.0);
  }

  @Test
  void threePercentLossIsConcealed() {
    send(FRAMES, 160);
    Random random = new Random(5);
    network.removeIf(packet -> packet.sequence() > 5 && random.nextInt(100) < 3);
    assertThat(network).hasSizeLessThan(FRAMES - 5);
    run();
    assertThat(clean(4, FRAMES - 10)).isGreaterThan(0.97);
    assertThat(buffer.concealedSamples()).isPositive();
  }

  @Test
  void aLongLossFadesToSilenceWithin60Milliseconds() {
    send(FRAMES, 160);
    network.removeIf(packet -> packet.sequence() >= 100 && packet.sequence() < 120);
    run();
    int silent = 0;
    for (int i = 100; i < 125; i++) {
      silent += Frame.audible(heard, i * Frame.SAMPLES, Frame.SAMPLES) ? 0 : 1;
    }
    assertThat(silent).isBetween(14, 17);
    assertThat(clean(125, FRAMES - 10)).isEqualTo(1.0);
  }

  @Test
  void jitterOf40MillisecondsIsLearned() {
    send(FRAMES, 160);
    Random random = new Random(9);
    network.replaceAll(
        packet ->
            new Arriving(
                packet.arrival() + random.nextInt(320),
                packet.sequence(),
                packet.timestamp(),
                packet.samples()));
    run();
    assertThat(clean(150, FRAMES - 10)).isGreaterThan(0.93);
    assertThat(buffer.delay()).isBetween(320, 600);
  }

  @Test
  void aBurstAfterAStallDoesNotLeaveALongDelay() {
    int frames = 1_000;
    send(frames, 160);
    network.replaceAll(
        packet ->
            new Arriving(
                packet.sequence() >= 100 && packet.sequence() < 115 ? 115L * 160 : packet.arrival(),
                packet.sequence(),
                packet.timestamp(),
                packet.samples()));
    run(frames);
    assertThat(clean(130, 990)).isGreaterThan(0.95);
    assertThat(buffer.delay()).isLessThan(40 * Frame.SAMPLES_PER_MILLISECOND);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.002, 0.002})
  void aClockThatRunsWrongIsFollowed(double drift) {
    int frames = 3_000;
    send(frames, 160);
    network.replaceAll(
        packet ->
            new Arriving(
                Math.round(packet.arrival() * (1 + drift)),
                packet.sequence(),
                packet.timestamp(),
                packet.samples()));
    run(frames - 20);
    assertThat(clean(10, frames - 60)).isGreaterThan(0.93);
    assertThat(buffer.delay()).isLessThan(60 * Frame.SAMPLES_PER_MILLISECOND);
    assertThat(results.stream().filter(JitterBuffer.Put.LATE::equals).count()).isLessThan(30);
  }

  @Test
  void timestampsMayWrapAndJump() {
    int start = -160 * 50;
    for (int i = 0; i < FRAMES; i++) {
      int jump = i < 200 ? 0 : 1_000_000_007;
      network.add(new Arriving(i * 160L, i, start + i * 160 + jump, 160));
    }
    run();
    long missing = results.stream().filter(put -> put != JitterBuffer.Put.QUEUED).count();
    assertThat(missing).isBetween(1L, 8L);
    int audible = 0;
    for (int i = 4; i < FRAMES; i++) {
      audible += Frame.audible(heard, i * Frame.SAMPLES, Frame.SAMPLES) ? 1 : 0;
    }
    assertThat(audible).isGreaterThan(FRAMES - 20);
  }

  @Test
  void speechAfterAPauseIsPlayedWhetherTheTimestampWentOnOrNot() {
    for (int i = 0; i < FRAMES; i++) {
      int pauses = i / 100;
      network.add(
          new Arriving(
              i * 160L + pauses * 8_000L,
              i,
              FIRST_TIMESTAMP + i * 160 + (pauses > 1 ? (pauses - 1) * 8_000 : 0),
              160));
    }
    run(FRAMES + 170);
    assertThat(results).containsOnly(JitterBuffer.Put.QUEUED);
    assertThat(heard).isNotEmpty();
    int audible = 0;
    for (int i = 0; i < FRAMES + 170; i++) {
      audible += Frame.audible(heard, i * Frame.SAMPLES, Frame.SAMPLES) ? 1 : 0;
    }
    assertThat(audible).isBetween(FRAMES - 3, FRAMES + 20);
  }

  @Test
  void aFloodIsBounded() {
    for (int i = 0; i < 10_000; i++) {
      results.add(put(new Arriving(0, i, FIRST_TIMESTAMP + i % 50 * 160, 160)));
    }
    assertThat(results).contains(JitterBuffer.Put.OVERFLOW);
    short[] frame = new short[Frame.SAMPLES];
    for (int i = 0; i < 100; i++) {
      buffer.pull(i * 160L, frame);
    }
    Arrays.fill(frame, (short) 1);
    assertThat(buffer.pull(16_000, frame)).isFalse();
    assertThat(frame).containsOnly(0);
  }
}
