package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.conference.Participant;
import dev.rollcall.core.testing.Await;
import dev.rollcall.media.codec.G711;
import dev.rollcall.phone.PhoneCall;
import dev.rollcall.phone.Spectrum;
import dev.rollcall.phone.Voice;
import dev.rollcall.sip.transport.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same room with SIPp as the phone. Skipped, with a word why, where SIPp is not installed. */
final class SippTest {
  private static final int TONE_SECONDS = 2;

  @TempDir private Path data;
  @TempDir private Path folder;
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(Sipp.isInstalled(), "SIPp is not installed (Debian: apt-get install sip-tester)");
    server = TestServer.start(data);
  }

  @AfterEach
  void stop() {
    if (Sipp.isInstalled()) {
      server.close();
    }
  }

  @Test
  void isHeardListedMutedAndRemoved() throws Exception {
    Tones tones = new Tones().with("ann", 400).with("sipp", 650);
    writeTone(folder.resolve("tone.ul"), tones.of("sipp"));
    TwilioRestClient sdk = server.sdk();
    PhoneCall ann = server.dial("standup", "ann", tones.of("ann"));
    try (Sipp sipp =
        Sipp.start(folder, target(Transport.UDP), "talk.xml", "-s", "standup", "-m", "1")) {
      Await.until(
          () ->
              labels(sdk).contains("sipp")
                  ? Optional.empty()
                  : Optional.of("SIPp is not in the list"));
      Participant caller = Participant.fetcher("standup", "sipp").fetch(sdk);
      assertThat(caller.getStatus()).isEqualTo(Participant.Status.CONNECTED);
      Await.until(
          () ->
              Spectrum.amplitude(ann.heardLast(800), 650) > Tones.AMPLITUDE / 2.0
                  ? Optional.empty()
                  : Optional.of("ann does not hear SIPp"));

      Participant.updater("standup", "sipp").setMuted(true).update(sdk);
      assertThat(tones.hearsFrom(ann, ann.mark())).isEqualTo(Set.of());

      assertThat(Participant.deleter("standup", "sipp").delete(sdk)).isTrue();
      assertThat(labels(sdk)).containsExactly("ann");
      sipp.awaitSuccess();
    }
  }

  @ParameterizedTest
  @CsvSource({"UDP, u1", "TCP, t1"})
  void callsManyAtOnce(Transport transport, String mode) throws Exception {
    try (Sipp sipp =
        Sipp.start(
            folder,
            target(transport),
            "uac",
            "-t",
            mode,
            "-s",
            "crowd",
            "-m",
            "60",
            "-r",
            "30",
            "-d",
            "500")) {
      sipp.awaitSuccess();
    }

    Await.until(
        () -> {
          int live = server.api().json("Calls.json?Status=in-progress").get("calls").size();
          return live == 0 ? Optional.empty() : Optional.of(live + " calls are still up");
        });
    assertThat(server.api().json("Calls.json?Status=completed&PageSize=1000").get("calls"))
        .hasSize(60);
  }

  @ParameterizedTest
  @CsvSource({"UDP, u1", "TCP, t1"})
  void leavesTheOfferToUsHoldsResumesAndHangsUp(Transport transport, String mode) throws Exception {
    try (Sipp sipp =
        Sipp.start(
            folder,
            target(transport),
            "hold.xml",
            "-t",
            mode,
            "-s",
            "standup",
            "-m",
            "5",
            "-r",
            "5")) {
      sipp.awaitSuccess();
    }
  }

  private String target(Transport transport) {
    return "127.0.0.1:" + server.sip(transport).getPort();
  }

  private static Set<String> labels(TwilioRestClient sdk) {
    Set<String> labels = new TreeSet<>();
    Participant.reader("standup").read(sdk).forEach(each -> labels.add(each.getLabel()));
    return labels;
  }

  /** Raw µ-law, as SIPp streams it. */
  private static void writeTone(Path file, int hertz) throws IOException {
    short[] samples = new short[TONE_SECONDS * Spectrum.SAMPLE_RATE];
    Voice.tone(hertz, Tones.AMPLITUDE).speak(samples);
    byte[] payload = new byte[samples.length];
    G711.PCMU.encode(samples, samples.length, payload);
    Files.write(file, payload);
  }
}
