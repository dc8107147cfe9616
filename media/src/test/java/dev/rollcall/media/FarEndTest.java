package dev.rollcall.media;

import static dev.rollcall.media.EngineFixture.SIDS;
import static dev.rollcall.media.EngineFixture.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.testing.Await;
import dev.rollcall.media.codec.G711;
import dev.rollcall.media.rtp.NtpTime;
import dev.rollcall.media.rtp.RtcpReader;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What phones do in the middle of a call, between a speaker and a listener. */
class FarEndTest {
  private static final double HERTZ = 500;
  private static final double LOUD = 3_500;
  private static final long SECOND = 1_000_000_000L;
  private static final int BURST = 25;

  private final ConferenceSid conference = SIDS.conference();
  private final List<AutoCloseable> open = new ArrayList<>();
  private ManualEngine manual;
  private TestPhone speaker;
  private TestPhone listener;
  private AudioLeg speakersLeg;
  private AudioLeg listenersLeg;

  @BeforeEach
  void begin() throws Exception {
    begin(InetAddress.getLoopbackAddress(), SECOND);
  }

  /** Begins anew with an engine at that address and with that clock. */
  private void begin(InetAddress address, long start) throws Exception {
    manual = new ManualEngine(address, start);
    open.add(manual);
    speaker = new TestPhone(G711.PCMU, 7, address);
    open.add(speaker);
    listener = new TestPhone(G711.PCMU, 8, address);
    open.add(listener);
    speakersLeg = leg(speaker);
    listenersLeg = leg(listener);
    route();
  }

  private AudioLeg leg(TestPhone phone) throws NoPortsException {
    AudioLeg leg = manual.engine().open(SIDS.call());
    leg.configure(phone.audio());
    return leg;
  }

  private void route() {
    manual.engine().route(conference, List.of(open(speakersLeg.call()), open(listenersLeg.call())));
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  /** In small bursts, each awaited, since the kernel keeps only so many datagrams for a socket. */
  private void speak(int frames) {
    for (int i = 1; i <= frames; i++) {
      speaker.playFrame(speakersLeg.rtpPort(), HERTZ);
      manual.oneFrame();
      if (i % BURST == 0) {
        awaitAllThatWasSent();
      }
    }
  }

  /** Waits for all that was sent to the listener; answers how loud the tone was in the last. */
  private double heard(int frames) {
    awaitAllThatWasSent();
    return Tone.amplitude(listener.lastHeard(frames), HERTZ);
  }

  private void awaitAllThatWasSent() {
    long sent = listenersLeg.statistics().packetsSent();
    Await.until(
        () ->
            listener.received().size() < sent
                ? Optional.of(listener.received().size() + " of " + sent + " have come")
                : Optional.empty());
  }

  @Test
  void aNewSourceIsHeardFromItsSecondPacketOn() throws Exception {
    speak(50);
    assertThat(heard(25)).isGreaterThan(LOUD);
    speaker.changeSource(99);
    speak(50);
    assertThat(heard(25)).isGreaterThan(LOUD);
    LegStatistics statistics = speakersLeg.statistics();
    assertThat(statistics.discarded()).containsEntry(DiscardReason.OUT_OF_SEQUENCE, 1L);
    assertThat(statistics.packetsLost()).isZero();
    assertThat(statistics.packetsLate()).isZero();
  }

  @Test
  void aStraySourceDoesNotInterrupt() throws Exception {
    speak(50);
    for (int i = 0; i < 50; i++) {
      speak(1);
      speaker.send(
          speakersLeg.rtpPort(), new byte[] {(byte) 0x80, 0, 0, 1, 0, 0, 0, 0, 9, 9, 9, 9});
    }
    speak(1);
    assertThat(heard(25)).isGreaterThan(LOUD);
    assertThat(speakersLeg.statistics().discarded())
        .containsEntry(DiscardReason.OUT_OF_SEQUENCE, 50L);
  }

  @Test
  void comfortNoiseIsSilence() throws Exception {
    speak(50);
    for (int i = 0; i < 30; i++) {
      speaker.comfortNoise(speakersLeg.rtpPort());
      manual.oneFrame();
    }
    assertThat(heard(20)).isZero();
    assertThat(listener.lastHeard(20)).containsOnly(0);
    speak(30);
    assertThat(heard(20)).isGreaterThan(LOUD);
    LegStatistics statistics = speakersLeg.statistics();
    assertThat(statistics.discarded().values()).containsOnly(0L);
    assertThat(statistics.packetsLost()).isZero();
  }

  @Test
  void ipv6Carries() throws Exception {
    InetAddress loopback = Inet6Address.ofLiteral("::1");
    assumeThat(NetworkInterface.getByInetAddress(loopback)).isNotNull();
    begin(loopback, SECOND);
    speak(50);
    assertThat(heard(25)).isGreaterThan(LOUD);
    speaker.report(speakersLeg.rtpPort() + 1, 0, 0);
    manual.look();
    assertThat(speakersLeg.statistics().rtcpReceived()).isEqualTo(1);
    assertThat(speakersLeg.statistics().discarded().values()).containsOnly(0L);
  }

  @ParameterizedTest
  @ValueSource(longs = {-5_000_000_000L, Long.MAX_VALUE / 2, Long.MIN_VALUE / 2})
  void theClockMayBeginAnywhere(long start) throws Exception {
    begin(InetAddress.getLoopbackAddress(), start);
    speak(300);
    assertThat(heard(200)).isGreaterThan(LOUD);
    assertThat(manual.engine().statistics().failures()).isZero();
  }

  /** A report block that came, and whether a sender report did. */
  private record Block(int source, int lastSenderReport, int sinceLastSenderReport) {}

  private List<Block> blocks(List<Long> sendersTimes) {
    List<Block> blocks = new ArrayList<>();
    for (byte[] report : speaker.reports()) {
      RtcpReader.read(
          ByteBuffer.wrap(report),
          new TestPhone.NoHandler() {
            @Override
            public void senderReport(int ssrc, long ntp, int rtp, int packets, int octets) {
              sendersTimes.add(ntp);
            }

            @Override
            public void reportBlock(
                int reporter,
                int source,
                int fraction,
                int lost,
                int highest,
                int jitter,
                int last,
                int delay) {
              blocks.add(new Block(source, last, delay));
            }
          });
    }
    return blocks;
  }

  private List<Block> awaitBlocks(List<Long> sendersTimes, int count) {
    Await.until(
        () ->
            blocks(new ArrayList<>()).size() < count
                ? Optional.of("fewer than " + count + " reports")
                : Optional.empty());
    return blocks(sendersTimes);
  }

  @Test
  void theRoundTripIsWhatIsLeftOfTheTimeSinceOurReport() throws Exception {
    speak(50 * 7);
    List<Long> times = new ArrayList<>();
    awaitBlocks(times, 1);
    int lastReport = NtpTime.middle(times.getLast());
    int ours = speaker.received().getFirst().ssrc();
    Duration sinceReport = sinceLastReport(ours, lastReport);
    manual.pass(250_000_000L);
    int held = NtpTime.shortSpan(sinceReport.toNanos() + 100_000_000L);
    speaker.report(speakersLeg.rtpPort() + 1, ours, 0, lastReport, held);
    manual.look();
    assertThat(roundTrip()).isBetween(Duration.ofMillis(149), Duration.ofMillis(151));
  }

  /** How long ago our last report went out: the round trip to a phone that held nothing. */
  private Duration sinceLastReport(int ours, int lastReport) throws IOException {
    speaker.report(speakersLeg.rtpPort() + 1, ours, 0, lastReport, 0);
    manual.look();
    return roundTrip();
  }

  private Duration roundTrip() {
    return speakersLeg.statistics().remoteView().orElseThrow().roundTrip().orElseThrow();
  }

  @Test
  void aReportNamesTheLastReportOfTheSameSourceOnly() throws Exception {
    speak(2);
    speaker.report(speakersLeg.rtpPort() + 1, 0, 0);
    speak(50 * 7);
    List<Block> before = awaitBlocks(new ArrayList<>(), 1);
    assertThat(before.getLast().source()).isEqualTo(7);
    assertThat(before.getLast().lastSenderReport()).isEqualTo(1 << 16);
    assertThat(before.getLast().sinceLastSenderReport()).isPositive();
    speaker.changeSource(99);
    speak(50 * 7);
    Block after = awaitBlocks(new ArrayList<>(), before.size() + 1).getLast();
    assertThat(after).isEqualTo(new Block(99, 0, 0));
  }

  @Test
  void whatWasSentWhileNobodyListenedIsNotLost() throws Exception {
    speak(10);
    manual.engine().route(conference, List.of(open(listenersLeg.call())));
    speak(200);
    route();
    speak(10);
    assertThat(speakersLeg.statistics().packetsLost()).isZero();
  }

  @Test
  void theCountOfLostPacketsNeverGoesBack() throws Exception {
    speak(10);
    byte[] overtaken = speaker.nextFrame(HERTZ);
    speak(1);
    assertThat(speakersLeg.statistics().packetsLost()).isEqualTo(1);
    speaker.send(speakersLeg.rtpPort(), overtaken);
    speak(1);
    assertThat(speakersLeg.statistics().packetsLost()).isEqualTo(1);
  }
}
