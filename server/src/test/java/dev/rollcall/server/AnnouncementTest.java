package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.http.HttpMethod;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Conference;
import com.twilio.rest.api.v2010.account.conference.Participant;
import com.twilio.type.PhoneNumber;
import dev.rollcall.core.testing.Await;
import dev.rollcall.phone.PhoneCall;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the official SDK has announced is heard by whom it is for, from its beginning to its end.
 */
final class AnnouncementTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("ROLLCALL_ALLOW_PRIVATE_TARGETS", "true", "ROLLCALL_CALLS_PER_SECOND", "1000");
  private static final int FIRST_HERTZ = 1_000;
  private static final int SECOND_HERTZ = 1_500;

  /** Frames of 20 ms in a second. */
  private static final int SECOND = 50;

  /** Frames at the beginning and end of a sound that may hold too little of it to count. */
  private static final int EDGES = 4;

  private final Tones tones = new Tones().with("ann", 400).with("bob", 650);
  @TempDir private Path data;
  private App app;
  private TestServer server;
  private TwilioRestClient sdk;
  private String conference;
  private PhoneCall ann;
  private PhoneCall bob;

  @BeforeEach
  void start() throws Exception {
    app = App.start(TestServer.OWNER);
    app.publish("/first.wav", "audio/wav", SoundFiles.wav(FIRST_HERTZ, 1));
    app.publish("/second.wav", "audio/wav", SoundFiles.wav(SECOND_HERTZ, 1));
    app.publish("/tone.mp3", "audio/mpeg", SoundFiles.mp3());
    app.publish(
        "/document.xml",
        "text/xml",
        SoundFiles.document("<Play>/first.wav</Play><Pause length=\"1\"/><Play>second.wav</Play>"));
    server = TestServer.start(data, ENVIRONMENT);
    sdk = server.sdk();
    conference =
        Participant.creator(
                "standup", new PhoneNumber("+4930123450"), new PhoneNumber("rollcall:tone"))
            .setLabel("keeper")
            .setMuted(true)
            .setConferenceStatusCallback(app.address("/conference"))
            .setConferenceStatusCallbackEvent("announcement")
            .create(sdk)
            .getConferenceSid();
    ann = server.dial("standup", "ann", tones.of("ann"));
    bob = server.dial("standup", "bob", tones.of("bob"));
    tones.awaitHears(ann, Set.of("bob"));
    tones.awaitHears(bob, Set.of("ann"));
  }

  @AfterEach
  void stop() {
    server.close();
    app.close();
  }

  @Test
  void aWavIsHeardByAllWhoGoOnHearingEachOther() {
    long annMark = ann.mark();
    long bobMark = bob.mark();

    announce("/first.wav");

    awaitFrames(ann, annMark, FIRST_HERTZ, SECOND - EDGES);
    awaitFrames(bob, bobMark, FIRST_HERTZ, SECOND - EDGES);
    App.Told end = app.await("/conference", "announcement-end");
    assertThat(end.parameters())
        .containsEntry("AnnounceUrl", app.address("/first.wav").toString())
        .doesNotContainKeys("ParticipantLabel", "ReasonAnnouncementFailed");
    tones.awaitHears(ann, Set.of("bob"));
    tones.awaitHears(bob, Set.of("ann"));
    assertThat(Heard.framesWith(ann, annMark, FIRST_HERTZ)).isLessThanOrEqualTo(SECOND + EDGES);
    assertThat(app.unsigned()).isEmpty();
  }

  @Test
  void aWavForOneIsHeardByTheOneAlone() {
    long annMark = ann.mark();
    long bobMark = bob.mark();

    Participant.updater(conference, "bob")
        .setAnnounceUrl(app.address("/first.wav"))
        .setAnnounceMethod(HttpMethod.GET)
        .update(sdk);

    awaitFrames(bob, bobMark, FIRST_HERTZ, SECOND - EDGES);
    App.Told end = app.await("/conference", "announcement-end");
    assertThat(end.get("ParticipantLabel")).isEqualTo("bob");
    tones.awaitHears(ann, Set.of("bob"));
    assertThat(Heard.framesWith(ann, annMark, FIRST_HERTZ)).isZero();
  }

  @Test
  void anMp3IsHeard() {
    long mark = ann.mark();

    announce("/tone.mp3");

    awaitFrames(ann, mark, SoundFiles.MP3_HERTZ, SECOND - 3 * EDGES);
    app.await("/conference", "announcement-end");
    tones.awaitHears(ann, Set.of("bob"));
  }

  @Test
  void aDocumentIsPlayedVerbAfterVerb() {
    long mark = ann.mark();

    announce("/document.xml");

    awaitFrames(ann, mark, SECOND_HERTZ, SECOND - EDGES);
    app.await("/conference", "announcement-end");
    assertThat(Heard.framesWith(ann, mark, FIRST_HERTZ)).isBetween(SECOND - EDGES, SECOND + EDGES);
    int apart =
        Heard.firstFrameWith(ann, mark, SECOND_HERTZ)
            - Heard.firstFrameWith(ann, mark, FIRST_HERTZ);
    // A second of sound and a second of pause.
    assertThat(apart).isGreaterThanOrEqualTo(2 * SECOND - EDGES);
  }

  @Test
  void aNewerAnnouncementTakesThePlaceOfTheOneThatPlays() {
    long mark = ann.mark();
    announce("/document.xml");
    awaitFrames(ann, mark, FIRST_HERTZ, EDGES);

    announce("/tone.mp3");

    awaitFrames(ann, mark, SoundFiles.MP3_HERTZ, SECOND - 3 * EDGES);
    app.await("/conference", "announcement-end");
    tones.awaitHears(ann, Set.of("bob"));
    assertThat(Heard.framesWith(ann, mark, SECOND_HERTZ)).isZero();
  }

  private void announce(String path) {
    Conference.updater(conference)
        .setAnnounceUrl(app.address(path))
        .setAnnounceMethod(HttpMethod.GET)
        .update(sdk);
  }

  private static void awaitFrames(PhoneCall listener, long mark, int hertz, int wanted) {
    Await.until(
        () -> {
          int frames = Heard.framesWith(listener, mark, hertz);
          return frames >= wanted
              ? Optional.empty()
              : Optional.of(listener.name() + " heard " + frames + " frames of " + wanted);
        });
  }
}
