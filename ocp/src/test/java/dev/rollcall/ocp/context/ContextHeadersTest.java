package dev.rollcall.ocp.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.ocp.Compatibility;
import dev.rollcall.ocp.OcpException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class ContextHeadersTest {
  private static final ContextHeaders HEADERS = ContextHeaders.standard();
  private static final ContextHeaders STOCK =
      new ContextHeaders(Compatibility.STOCK, ContextLimits.STANDARD);

  private static AgentContext full() {
    return AgentContext.builder()
        .contextId("ocp-6f9cb96c")
        .agentType("ide")
        .user("alice")
        .workspace("proj")
        .currentGoal("goal one")
        .build();
  }

  private static AgentContext withHistory(int interactions) {
    AgentContext context = full();
    for (int each = 0; each < interactions; each++) {
      context.addInteraction(
          "tool_call:" + each,
          Optional.of("https://api.example/" + Integer.toHexString(each * 0x9E3779B9)),
          Optional.of("executing"),
          JsonNodeFactory.instance.objectNode().put("n", Integer.toHexString(each * 0x85EBCA6B)));
    }
    return context;
  }

  private static Map<String, String> carrying(String session) {
    return Map.of(ContextHeaders.CONTEXT_ID, "ocp-header", ContextHeaders.SESSION, session);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream packer = new GZIPOutputStream(packed)) {
      packer.write(bytes);
    }
    return packed.toByteArray();
  }

  private static int length(Map<String, String> headers) {
    return headers.entrySet().stream()
        .mapToInt(header -> header.getKey().length() + header.getValue().length() + 4)
        .sum();
  }

  @ParameterizedTest
  @EnumSource(Compatibility.class)
  void areInTheOrderOfTheWire(Compatibility compatibility) {
    Map<String, String> headers =
        new ContextHeaders(compatibility, ContextLimits.STANDARD).encode(full());

    assertThat(headers.keySet())
        .containsExactly(
            "OCP-Context-ID",
            "OCP-Agent-Type",
            "OCP-Version",
            "OCP-Current-Goal",
            "OCP-User",
            "OCP-Workspace",
            "OCP-Session");
    assertThat(headers)
        .containsEntry("OCP-Context-ID", "ocp-6f9cb96c")
        .containsEntry("OCP-Version", "1.0")
        .containsEntry("OCP-Current-Goal", "goal one");
  }

  @Test
  void whatIsNotKnownHasNoHeader() {
    assertThat(HEADERS.encode(AgentContext.builder().user("").build()).keySet())
        .containsExactly("OCP-Context-ID", "OCP-Agent-Type", "OCP-Version", "OCP-Session");
  }

  @Test
  void theSessionIsPlainUpToAThousandCharactersAndPackedBeyond() {
    AgentContext context = full();
    int more = 1_000 - context.toJson().toString().length() - "''".length() + "null".length();
    String summary = "s".repeat(more);
    AgentContext exactly = read(context, summary);
    AgentContext oneMore = read(context, summary + "s");

    assertThat(exactly.toJson().toString()).hasSize(1_000);
    assertThat(HEADERS.encode(exactly).get("OCP-Session"))
        .isEqualTo(base64(exactly.toJson().toString()));
    assertThat(HEADERS.encode(oneMore).get("OCP-Session")).startsWith("gzip:H4sI");
    assertThat(HEADERS.encode(oneMore, false).get("OCP-Session"))
        .isEqualTo(base64(oneMore.toJson().toString()));
  }

  private static AgentContext read(AgentContext context, String summary) {
    return AgentContext.read(context.toJson().put("context_summary", summary));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 60})
  void roundTrips(int interactions) {
    AgentContext context = withHistory(interactions);

    assertThat(HEADERS.decode(HEADERS.encode(context)).orElseThrow().toJson())
        .isEqualTo(context.toJson());
  }

  @ParameterizedTest
  @ValueSource(ints = {450, 600, 999})
  void leaveOutTheOldestInteractionsToStayWithin8192(int interactions) {
    AgentContext context = withHistory(interactions);

    Map<String, String> headers = HEADERS.encode(context);
    AgentContext read = HEADERS.decode(headers).orElseThrow();

    assertThat(length(headers)).isLessThanOrEqualTo(8_192).isGreaterThan(7_900);
    int kept = read.history().size();
    assertThat(read.history())
        .isEqualTo(context.history().subList(interactions - kept, interactions));
    assertThat(kept).isPositive().isLessThan(interactions);
    assertThat(length(STOCK.encode(context))).isGreaterThan(8_192);
    assertThat(
            new ContextHeaders(Compatibility.STOCK, ContextLimits.STANDARD.accepting(1 << 20))
                .decode(STOCK.encode(context))
                .orElseThrow()
                .history())
        .hasSize(interactions);
  }

  @Test
  void leaveOutTheSessionIfEvenWithoutHistoryItIsTooLong() {
    AgentContext context = full();
    for (int each = 0; each < 1_500; each++) {
      context.addApiSpec(
          "api" + each, "https://" + Long.toHexString(each * 0x9E3779B97F4A7C15L) + "/");
    }

    assertThat(HEADERS.encode(context))
        .doesNotContainKey("OCP-Session")
        .containsEntry("OCP-User", "alice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX-Evil: 1", "Zoë", "修复", "tab\there", "\u0007"})
  void whatHeadersCannotCarryIsInTheSessionOnly(String goal) {
    AgentContext context = full();
    context.updateGoal(goal);

    Map<String, String> headers = HEADERS.encode(context);

    assertThat(headers).doesNotContainKey("OCP-Current-Goal");
    assertThat(HEADERS.decode(headers).orElseThrow().currentGoal()).contains(goal);
  }

  @Test
  void whatIsLongerThanTheProtocolAllowsIsInTheSessionOnly() {
    AgentContext context = full();
    context.updateGoal("g".repeat(257));

    assertThat(HEADERS.encode(context)).doesNotContainKey("OCP-Current-Goal");
    assertThat(STOCK.encode(context)).containsEntry("OCP-Current-Goal", "g".repeat(257));
  }

  @Test
  void stockRefusesWhatHeadersCannotCarryAndTakesLatin1() {
    AgentContext context = full();
    context.updateGoal("Zoë");
    assertThat(STOCK.encode(context)).containsEntry("OCP-Current-Goal", "Zoë");

    context.updateGoal("two\nlines");
    assertThatThrownBy(() -> STOCK.encode(context))
        .isInstanceOf(OcpException.class)
        .hasMessageContaining("OCP-Current-Goal");
  }

  @Test
  void noHeadersAtAllIfTheIdCannotBeCarried() {
    assertThat(HEADERS.encode(AgentContext.builder().contextId("ocp-\n").build())).isEmpty();
  }

  @Test
  void namesAreReadWithoutRegardToCase() {
    Map<String, String> headers =
        Map.of("ocp-context-id", "ocp-1", "OCP-SESSION", base64("{\"user\":\"alice\"}"));

    assertThat(HEADERS.decode(headers).orElseThrow().user()).contains("alice");
  }

  /** The specification's own sample, and the two that leave things out. */
  @Test
  void readsSessionsThatBreakTheSchema() {
    assertThat(HEADERS.decode(carrying(base64("{\"context_id\":\"ocp-a1b2c3d4\"}"))))
        .map(AgentContext::contextId)
        .contains("ocp-a1b2c3d4");
    assertThat(HEADERS.decode(carrying(base64("{}"))))
        .map(AgentContext::contextId)
        .contains("ocp-header");
  }

  @Test
  void readsEveryEncodingInUse() throws IOException {
    byte[] json = "{\"user\":\"al?ce>~ÿ\"}".getBytes(StandardCharsets.UTF_8);
    String packed = base64(gzip(json));

    for (String session :
        new String[] {
          base64(json),
          Base64.getUrlEncoder().withoutPadding().encodeToString(json),
          "gzip:" + packed,
          packed,
          "gzip:" + packed.replace('+', '-').replace('/', '_').replace("=", ""),
        }) {
      assertThat(HEADERS.decode(carrying(session)).orElseThrow().user()).contains("al?ce>~ÿ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not base64!",
        "====",
        "bm90IGpzb24=",
        "W10=",
        "bnVsbA==",
        "NDI=",
        "gzip:",
        "gzip:bm90",
        "gzip:!!",
        "H4sI",
        "H4sIAAAAAAAA",
        "e30gZ2FyYmFnZQ==",
        "eyJhIjo=",
        "/////w==",
        " "
      })
  void anyFaultMeansThatThereIsNoContext(String session) {
    assertThat(HEADERS.decode(carrying(session))).isEmpty();
    assertThat(HEADERS.valid(carrying(session))).isFalse();
  }

  @Test
  void aTruncatedPackageIsNoContext() throws IOException {
    byte[] packed = gzip(full().toJson().toString().getBytes(StandardCharsets.UTF_8));

    for (int end = 0; end < packed.length; end++) {
      assertThat(HEADERS.decode(carrying("gzip:" + base64(Arrays.copyOf(packed, end))))).isEmpty();
    }
  }

  @Test
  void aBombIsNoContext() throws IOException {
    byte[] bomb = new byte[4 << 20];
    Arrays.fill(bomb, (byte) ' ');
    bomb[0] = '{';
    bomb[bomb.length - 1] = '}';
    String session = "gzip:" + base64(gzip(bomb));

    assertThat(session).hasSizeLessThan(8_192);
    assertThat(HEADERS.decode(carrying(session))).isEmpty();
    byte[] allowed = Arrays.copyOfRange(bomb, 0, 1 << 20);
    allowed[allowed.length - 1] = '}';
    assertThat(HEADERS.decode(carrying("gzip:" + base64(gzip(allowed))))).isPresent();
  }

  @Test
  void jsonMayNestSixtyFourLevels() throws IOException {
    String inside = "{\"session\":{\"x\":%s%s}}";
    byte[] deepest =
        inside.formatted("[".repeat(62), "]".repeat(62)).getBytes(StandardCharsets.UTF_8);
    byte[] deeper =
        inside.formatted("[".repeat(63), "]".repeat(63)).getBytes(StandardCharsets.UTF_8);
    byte[] absurd = "[".repeat(500_000).getBytes(StandardCharsets.UTF_8);

    assertThat(HEADERS.decode(carrying(base64(deepest)))).isPresent();
    assertThat(HEADERS.decode(carrying(base64(deeper)))).isEmpty();
    assertThat(HEADERS.decode(carrying("gzip:" + base64(gzip(absurd))))).isEmpty();
  }

  @Test
  void aSessionLongerThanAcceptedIsNoContext() {
    String session = base64("{\"user\":\"" + "a".repeat(8_000) + "\"}");
    ContextHeaders generous =
        new ContextHeaders(Compatibility.CORRECT, ContextLimits.STANDARD.accepting(20_000));

    assertThat(HEADERS.decode(carrying(session))).isEmpty();
    assertThat(generous.decode(carrying(session))).isPresent();
  }

  @Test
  void withoutIdOrSessionThereIsNoContext() {
    assertThat(HEADERS.decode(Map.of())).isEmpty();
    assertThat(HEADERS.decode(Map.of("OCP-Context-ID", "ocp-1"))).isEmpty();
    assertThat(HEADERS.decode(Map.of("OCP-Session", base64("{}")))).isEmpty();
    assertThat(HEADERS.decode(Map.of("OCP-Context-ID", "", "OCP-Session", base64("{}")))).isEmpty();
  }

  @Test
  void helpersMergeStripAndSumUp() {
    Map<String, String> headers =
        HEADERS.create(full(), Map.of("Accept", "x", "ocp-user", "mallory"));

    assertThat(headers)
        .containsEntry("Accept", "x")
        .containsEntry("OCP-User", "alice")
        .doesNotContainKey("ocp-user");
    assertThat(ContextHeaders.strip(headers)).isEqualTo(Map.of("Accept", "x"));
    assertThat(ContextHeaders.summary(headers))
        .isEqualTo("OCP Context: ocp-6f9cb96c | Agent: ide | Goal: goal one | Workspace: proj");
    assertThat(ContextHeaders.summary(Map.of()))
        .isEqualTo("OCP Context: unknown | Agent: unknown | Goal: none | Workspace: unknown");
  }

  @Test
  void theSessionIsTheContextObject() {
    AgentContext context = full();
    JsonNode session =
        JsonMapper.shared()
            .readTree(Base64.getDecoder().decode(HEADERS.encode(context).get("OCP-Session")));

    assertThat(session).isEqualTo(context.toJson());
  }

  @Test
  void serversMayReadThePlainHeadersAlone() {
    Map<String, String> headers = HEADERS.encode(full());
    Optional<PlainContext> plain =
        PlainContext.read(name -> Optional.ofNullable(headers.get(name)));

    assertThat(plain)
        .contains(
            new PlainContext(
                "ocp-6f9cb96c",
                "ide",
                Optional.of("goal one"),
                Optional.of("alice"),
                Optional.of("proj")));
    Map<String, String> others =
        Map.of(
            "OCP-Context-ID",
            "x",
            "OCP-Agent-Type",
            "y",
            "OCP-Goal",
            "old",
            "OCP-User",
            "u".repeat(65));
    PlainContext read =
        PlainContext.read(name -> Optional.ofNullable(others.get(name))).orElseThrow();
    assertThat(read.goal()).contains("old");
    assertThat(read.user()).isEmpty();
    assertThat(PlainContext.read(name -> Optional.of("not allowed!"))).isEmpty();
  }
}
