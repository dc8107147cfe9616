package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.testing.Await;
import dev.rollcall.phone.PhoneCall;
import dev.rollcall.phone.Spectrum;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Participants that start, end and announce a conference by coming and going. */
final class ModeratorTest {
  private static final int BEEP_HERTZ = 880;

  private final Tones tones = new Tones().with("ann", 400).with("bob", 650);
  @TempDir private Path data;
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start(data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whoWaitsHearsMusicUntilSomebodyStartsTheConference() throws Exception {
    PhoneCall ann =
        server.dial(
            server
                .dialling("standup", "ann", tones.of("ann"))
                .with("X-Rollcall-Start-Conference-On-Enter", "false"));
    assertThat(status()).isEqualTo("init");
    assertThat(Tones.loudness(ann, ann.mark())).isGreaterThan(100);

    PhoneCall bob = server.dial("standup", "bob", tones.of("bob"));

    assertThat(status()).isEqualTo("in-progress");
    tones.awaitHears(ann, Set.of("bob"));
    tones.awaitHears(bob, Set.of("ann"));
  }

  @Test
  void theConferenceEndsWhenItsModeratorHangsUp() throws Exception {
    PhoneCall ann =
        server.dial(
            server
                .dialling("standup", "ann", tones.of("ann"))
                .with("X-Rollcall-End-Conference-On-Exit", "true"));
    PhoneCall bob = server.dial("standup", "bob", tones.of("bob"));
    String conference = server.api().json("Conferences/standup.json").get("sid").asString();

    ann.hangUp();

    assertThat(
            server
                .api()
                .json("Conferences/" + conference + ".json")
                .get("reason_conference_ended")
                .asString())
        .isEqualTo("participant-with-end-conference-on-exit-left");
    Await.until(
        () ->
            bob.remoteEnd().isPresent()
                ? Optional.empty()
                : Optional.of("bob's phone was not hung up"));
  }

  @Test
  void theOthersHearABeepWhenAParticipantWithABeepLeaves() throws Exception {
    PhoneCall ann = server.dial("standup", "ann", tones.of("ann"));
    PhoneCall bob = server.dial("standup", "bob", tones.of("bob"));
    tones.awaitHears(ann, Set.of("bob"));
    assertThat(
            server
                .api()
                .post("Conferences/standup/Participants/bob.json", "BeepOnExit=true")
                .statusCode())
        .isEqualTo(200);
    bob.hangUp();

    Await.until(
        () -> {
          double beep = Spectrum.amplitude(ann.heardLast(800), BEEP_HERTZ);
          return beep > 1_000
              ? Optional.empty()
              : Optional.of("the strongest beep heard is " + beep);
        });
  }

  @Test
  void joinsMuted() throws Exception {
    PhoneCall ann = server.dial("standup", "ann", tones.of("ann"));
    server.dial(
        server.dialling("standup", "bob", tones.of("bob")).with("X-Rollcall-Muted", "true"));

    assertThat(
            server.api().json("Conferences/standup/Participants/bob.json").get("muted").asBoolean())
        .isTrue();
    assertThat(tones.hearsFrom(ann, ann.mark())).isEmpty();
  }

  private String status() throws Exception {
    return server.api().json("Conferences/standup.json").get("status").asString();
  }
}
