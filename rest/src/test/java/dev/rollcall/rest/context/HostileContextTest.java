package dev.rollcall.rest.context;

import static dev.rollcall.rest.context.ContextFixture.BASE;
import static dev.rollcall.rest.context.ContextFixture.base64;
import static dev.rollcall.rest.context.ContextFixture.hasField;
import static dev.rollcall.rest.context.ContextFixture.packed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.conference.Participant;
import dev.rollcall.rest.door.DoorFixture;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Contexts that nobody honest sends: the call is done as if there were none. */
final class HostileContextTest {
  private static final String ID = "OCP-Context-ID: ocp-1\r\n";
  private static final String AGENT = "OCP-Agent-Type: ide\r\n";
  private static final String READABLE =
      "{\"context_id\":\"ocp-1\",\"agent_type\":\"ide\",\"user\":\"alice\"%s}";

  private final ContextFixture house = new ContextFixture();
  private final Participant ann = house.core.join("standup", "ann");

  @AfterEach
  void close() {
    house.close();
  }

  /** Each would be a context but for one thing: the agent's type is in the session alone. */
  static Stream<Arguments> sessions() {
    byte[] packed = ContextFixture.packed(READABLE.formatted("").getBytes(StandardCharsets.UTF_8));
    String incompressible = HexText.of(new Random(3), 9_000);
    return Stream.of(
        Arguments.of("oversized", base64(READABLE.formatted(pad("x".repeat(7_000))))),
        Arguments.of("oversized and packed", packed(READABLE.formatted(pad(incompressible)))),
        Arguments.of("a bomb", packed(READABLE.formatted(pad("x".repeat(4 << 20))))),
        Arguments.of("a bomb of objects", packed("[" + "{},".repeat(1 << 20) + "{}]")),
        Arguments.of("truncated", "gzip:" + text(Arrays.copyOf(packed, packed.length - 9))),
        Arguments.of("damaged", "gzip:" + text(damaged(packed))),
        Arguments.of("not packed", "gzip:" + base64(READABLE.formatted(""))),
        Arguments.of("wrong base64", "=*" + base64(READABLE.formatted(""))),
        Arguments.of("deep", base64(READABLE.formatted(",\"session\":" + "[".repeat(2_000)))),
        Arguments.of(
            "deep and complete",
            base64(READABLE.formatted(",\"history\":" + "[".repeat(200) + "]".repeat(200)))),
        Arguments.of("no JSON", base64("{\"context_id\"")),
        Arguments.of("null", base64("null")),
        Arguments.of("an array", base64("[" + READABLE.formatted("") + "]")),
        Arguments.of("a long number", base64(READABLE.formatted(",\"n\":" + "9".repeat(4_000)))),
        Arguments.of(
            "of another context", base64(READABLE.formatted("").replace("ocp-1", "ocp-2"))),
        Arguments.of("a forged kind", base64(READABLE.formatted("").replace("ide", "i\\nde"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sessions")
  void aFaultySessionCountsAsNone(String kind, String session) {
    String answer = mute(ID + "OCP-Session: " + session + "\r\n");

    assertDoneWithoutContext(answer);
  }

  @Test
  void theSameSessionWithoutAFaultCounts() {
    String answer = mute(ID + "OCP-Session: " + base64(READABLE.formatted("")) + "\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200 ");
    assertThat(hasField(answer, "OCP-Session")).isTrue();
    assertThat(house.lastEvent().at("/instigator/user").asString()).isEqualTo("alice");
  }

  static Stream<String> identities() {
    return Stream.of(
        AGENT,
        ID,
        "OCP-Context-ID: \r\n" + AGENT,
        "OCP-Context-ID: ocp 1\r\n" + AGENT,
        "OCP-Context-ID: ../../etc\r\n" + AGENT,
        "OCP-Context-ID: ocp-\u00eb\r\n" + AGENT,
        "OCP-Context-ID: " + "x".repeat(65) + "\r\n" + AGENT,
        ID + "ocp-context-id: ocp-2\r\n" + AGENT,
        ID + AGENT + "OCP-Agent-Type: other\r\n",
        ID + "OCP-Agent-Type: <script>\r\n",
        ID + "OCP-Agent-Type: " + "x".repeat(129) + "\r\n");
  }

  @ParameterizedTest
  @MethodSource("identities")
  void whoSaysItsNameWronglyIsNobody(String headers) {
    assertDoneWithoutContext(mute(headers));
  }

  @Test
  void aFieldThatComesTwiceOrIsTooLongIsMissing() {
    String answer =
        mute(
            ID
                + AGENT
                + "OCP-User: alice\r\nOCP-User: mallory\r\n"
                + ("OCP-Current-Goal: " + "g".repeat(257) + "\r\n")
                + ("OCP-Session: " + "A".repeat(8_193) + "\r\n")
                + "OCP-Version: not one\r\nOCP-Workspace: caf\u00e9\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200 ");
    assertThat(house.lastEvent().get("instigator").toString())
        .isEqualTo(
            "{\"context_id\":\"ocp-1\",\"agent\":\"ide\",\"user\":null,\"goal\":null,"
                + "\"workspace\":\"caf\u00e9\"}");
  }

  @Test
  void headersOf60KilobytesAreTaken() {
    String answer = mute(ID + AGENT + "OCP-Session: " + "A".repeat(60_000) + "\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200 ");
    assertThat(house.lastEvent().at("/instigator/agent").asString()).isEqualTo("ide");
  }

  private void assertDoneWithoutContext(String answer) {
    assertThat(answer).startsWith("HTTP/1.1 200 ");
    assertThat(hasField(answer, "OCP-Context-ID")).isFalse();
    assertThat(hasField(answer, "OCP-Session")).isFalse();
    assertThat(house.lastEvent().get("event").asString()).isEqualTo("participant-mute");
    assertThat(house.lastEvent().has("instigator")).isFalse();
  }

  private String mute(String headers) {
    return house.raw(
        "POST "
            + BASE
            + "/Conferences/standup/Participants/"
            + ann.call()
            + ".json?Muted=true HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + ("Authorization: " + DoorFixture.OWNER + "\r\n")
            + headers
            + "Content-Length: 0\r\n\r\n");
  }

  private static String pad(String text) {
    return ",\"context_summary\":\"" + text + "\"";
  }

  private static byte[] damaged(byte[] packed) {
    byte[] damaged = packed.clone();
    damaged[damaged.length / 2] ^= 0x55;
    return damaged;
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Text that does not pack well. */
  private static final class HexText {
    static String of(Random random, int length) {
      StringBuilder text = new StringBuilder(length);
      for (int i = 0; i < length; i++) {
        text.append((char) ('0' + random.nextInt(75)));
      }
      return text.toString().replace('\\', '/').replace('"', '/');
    }
  }
}
