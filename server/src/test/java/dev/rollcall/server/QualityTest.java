package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.testing.Await;
import dev.rollcall.phone.Network;
import dev.rollcall.phone.PhoneCall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who speaks and how audio arrives, as phones with real SIP and RTP have it. */
@Timeout(120)
final class QualityTest {
  private static final String CONFERENCES = "/rollcall/v1/conferences/";

  @TempDir private Path data;

  private static JsonNode whole(TestServer server, String path) throws Exception {
    return JsonMapper.shared().readTree(server.api().whole(path).body());
  }

  /** What is told of the participant with that label. */
  private static JsonNode of(TestServer server, String conference, String label) {
    try {
      for (JsonNode each :
          whole(server, CONFERENCES + conference + "/quality").path("participants")) {
        if (each.get("label").asString("").equals(label)) {
          return each;
        }
      }
      throw new AssertionError(label + " is not told of");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> events(TestServer server, String conference) {
    try {
      List<String> events = new ArrayList<>();
      whole(server, CONFERENCES + conference + "/events?limit=1000")
          .path("events")
          .forEach(each -> events.add(each.get("event").asString()));
      return events;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<String> unless(boolean fine, JsonNode shown) {
    return fine ? Optional.empty() : Optional.of("shown is " + shown);
  }

  @Test
  void whatArrivesIsToldWhileAPhoneIsThereAndKeptWhenItHasLeftAndAfterARestart() throws Exception {
    String conference;
    JsonNode left;
    try (TestServer server = TestServer.start(data)) {
      PhoneCall ann = server.dial("standup", "ann", 400);
      PhoneCall bob = server.dial("standup", "bob", 650);
      bob.over(Network.poor(0.1, 0, new Random(107)));
      server
          .api()
          .post("Conferences/standup/Participants.json", "From=desk&To=rollcall%3Atone&Label=test");
      conference = server.api().json("Conferences/standup.json").get("sid").asString();

      Await.until(
          () -> {
            JsonNode good = of(server, "standup", "ann");
            return unless(
                good.at("/received/packets").asLong() > 150
                    && good.at("/sent/packets").asLong() > 150
                    && good.get("mos").asDouble() > 4,
                good);
          });
      JsonNode good = of(server, "standup", "ann");
      assertThat(good.get("live").asBoolean()).isTrue();
      assertThat(good.get("codec").asString()).isEqualTo("PCMU");
      assertThat(good.at("/received/lost").asLong()).isZero();
      assertThat(good.at("/received/lost_percent").asDouble()).isZero();
      assertThat(good.at("/received/jitter_ms").isNumber()).isTrue();
      assertThat(good.at("/received/buffer_ms").asInt()).isGreaterThanOrEqualTo(20);

      Await.until(
          () -> {
            JsonNode poor = of(server, "standup", "bob");
            return unless(
                poor.at("/received/lost").asLong() > 5
                    && poor.at("/received/lost_percent").asDouble() > 1
                    && poor.get("mos").asDouble() < 4,
                poor);
          });

      JsonNode test = of(server, "standup", "test");
      for (String figure : List.of("/codec", "/received/packets", "/sent/packets", "/mos")) {
        assertThat(test.at(figure).isNull()).as(figure).isTrue();
      }

      ann.hangUp();
      Await.until(
          () -> {
            JsonNode gone = of(server, conference, "ann");
            return unless(!gone.get("live").asBoolean(), gone);
          });
      left = of(server, conference, "ann");
      assertThat(left.at("/received/packets").asLong())
          .isGreaterThanOrEqualTo(good.at("/received/packets").asLong());
      assertThat(left.at("/received/lost").asLong()).isZero();
      assertThat(left.get("mos").asDouble()).isBetween(1.0, 4.5);
    }
    try (TestServer server = TestServer.start(data)) {
      assertThat(of(server, conference, "ann")).isEqualTo(left);
      JsonNode bob = of(server, conference, "bob");
      assertThat(bob.get("live").asBoolean()).isFalse();
      assertThat(bob.at("/received/lost").asLong()).as("of who was there at the end").isPositive();
      String participant = left.get("participant_sid").asString();
      JsonNode metrics =
          whole(server, "/v1/Conferences/" + conference + "/Participants/" + participant)
              .get("metrics");
      assertThat(metrics.get("received")).isEqualTo(left.get("received"));
      assertThat(metrics.get("mos")).isEqualTo(left.get("mos"));
    }
  }

  @Test
  void whoSpeaksIsToldOfAConferenceOfPhonesThatDialledIn() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      PhoneCall ann = server.dial("standup", "ann", 400);
      String conference = server.api().json("Conferences/standup.json").get("sid").asString();

      Await.until(
          () -> {
            JsonNode shown = of(server, "standup", "ann");
            return unless(shown.get("speaking").asBoolean(), shown);
          });
      assertThat(events(server, conference)).contains("participant-speech-start");
      JsonNode speakers = whole(server, CONFERENCES + "standup/quality?speaking=true");
      assertThat(speakers.get("participants")).hasSize(1);

      ann.fallSilent();
      Await.until(
          () -> {
            JsonNode shown = of(server, "standup", "ann");
            return unless(!shown.get("speaking").asBoolean(), shown);
          });
      assertThat(events(server, conference)).contains("participant-speech-stop");
      assertThat(server.api().whole("/rollcall/v1/deliveries").body())
          .as("nobody asked to be told")
          .contains("\"deliveries\":[]");
    }
  }
}
