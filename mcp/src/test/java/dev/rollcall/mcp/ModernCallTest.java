package dev.rollcall.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.testing.Await;
import dev.rollcall.mcp.TestClient.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Tool calls of revision 2026-07-28. */
final class ModernCallTest {
  private static final String NO_CAPABILITIES =
      "'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
          + "'io.modelcontextprotocol/clientCapabilities':{'elicitation':{'url':{}}}}";

  private static final String ANSWER = "{'action':'accept','content':{'name':'Eve'}}";

  private SampleServer server;
  private TestClient client;

  @BeforeEach
  void start() throws IOException {
    server = SampleServer.start();
    client = server.client("ada");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void aResultHoldsTheSameAsTextAndAsStructure() {
    Reply reply = client.modern("tools/call", "{'name':'echo','arguments':{'text':'a\\u2028b'}}");
    assertThat(reply.isStream()).isFalse();
    assertThat(reply.result().path("structuredContent").toString()).isEqualTo(reply.toolText());
    assertThat(reply.result().has("isError")).isFalse();
  }

  @Test
  void anUnknownToolIsAProtocolErrorThatNamesTheNearest() {
    Reply reply = client.modern("tools/call", "{'name':'ecko'}");
    assertThat(reply.code()).isEqualTo(-32602);
    assertThat(reply.error().path("message").asString()).contains("Did you mean echo?");
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void argumentsThatDoNotFitAreToldOfInWordsThatHelp(String arguments, String words) {
    Reply reply = client.modern("tools/call", "{'name':'find','arguments':" + arguments + "}");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.result().path("isError").asBoolean()).isTrue();
    assertThat(reply.toolText()).contains(words.replace('\'', '"'));
  }

  static Stream<Arguments> unfit() {
    String id = "{'conversation_id':'3c90c3cc-0d44-4b50-8888-8dd25736052a',";
    return Stream.of(
        Arguments.of("{}", "'conversation_id' is required, but missing; it must be a string"),
        Arguments.of("{'conversation':'x'}", "did you mean 'conversation_id'?"),
        Arguments.of("{'zzz':1}", "Taken are 'conversation_id', 'role', 'limit'."),
        Arguments.of("{'conversation_id':'x'}", "in the format uuid (like 3c90c3cc-"),
        Arguments.of("{'conversation_id':'x'}", "but is 'x'"),
        Arguments.of(id + "'limit':500}", "must be an integer from 1 to 100, but is 500"),
        Arguments.of(id + "'limit':'5'}", "must be an integer from 1 to 100, but is '5'"),
        Arguments.of(id + "'role':'king'}", "must be one of 'owner', 'member', but is 'king'"));
  }

  @Test
  void argumentsThatAreNoObjectAreInvalidParams() {
    assertThat(client.modern("tools/call", "{'name':'echo','arguments':[]}").code())
        .isEqualTo(-32602);
  }

  @Test
  void aHandlerThatThrowsIsAToolErrorWithoutItsReason() {
    Reply reply = client.modern("tools/call", "{'name':'break'}");
    assertThat(reply.result().path("isError").asBoolean()).isTrue();
    assertThat(reply.toolText()).doesNotContain("secret").contains("RQ");
  }

  @Test
  void someoneWhoMayNotUseAToolGetsTheApplicationsAnswer() {
    try (TestClient limited = server.client("limited")) {
      Reply reply = limited.modern("tools/call", "{'name':'echo','arguments':{'text':'x'}}");
      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.headers().get("www-authenticate")).contains("insufficient_scope");
    }
  }

  @Test
  void aResourceThatTakesTooLongIsGivenUp() throws Exception {
    try (SampleServer hasty = SampleServer.start(SampleServer.callTimeout(Duration.ofMillis(50)));
        TestClient ada = hasty.client("ada")) {
      Reply reply = ada.modern("resources/read", "{'uri':'" + SampleApplication.ENDLESS + "'}");
      assertThat(reply.code()).isEqualTo(-32603);
      assertThat(reply.error().path("message").asString()).contains("longer than 0.05 s");
      assertThat(hasty.mcp.statistics().callsRunning()).isZero();
    }
  }

  @Test
  void toolsThatAreDefinedWronglyAreAnErrorOfTheServerInTheWordsOfTheProtocol() {
    try (TestClient misled = server.client(SampleApplication.MISLED)) {
      String session = misled.initialize("2025-11-25", "{}");
      for (Reply reply :
          List.of(
              misled.modern("tools/list", "{}"),
              misled.modern("tools/call", "{'name':'amount'}"),
              misled.legacy(session, "tools/list", "{}"),
              misled.legacy(session, "tools/call", "{'name':'amount'}"))) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.code()).isEqualTo(-32603);
        assertThat(reply.error().path("message").asString()).contains("defined its tools");
      }
    }
  }

  @Test
  void aCallThatTakesTooLongIsStoppedAndAnswered() throws Exception {
    try (SampleServer hasty = SampleServer.start(SampleServer.callTimeout(Duration.ofMillis(50)));
        TestClient ada = hasty.client("ada")) {
      Reply reply = ada.modern("tools/call", "{'name':'wait'}");
      assertThat(reply.result().path("isError").asBoolean()).isTrue();
      assertThat(reply.toolText()).contains("longer than 0.05 s");
      assertThat(hasty.application.waits.poll(20, TimeUnit.SECONDS)).isEqualTo("begun");
      assertThat(
              List.of(
                  Optional.ofNullable(hasty.application.waits.poll(20, TimeUnit.SECONDS)),
                  Optional.ofNullable(hasty.application.waits.poll(20, TimeUnit.SECONDS))))
          .containsExactlyInAnyOrder(Optional.of("told"), Optional.of("interrupted"));
      assertThat(hasty.mcp.statistics().callsRunning()).isZero();
    }
  }

  @Test
  void aClientThatGoesAwayCancelsItsCall() throws Exception {
    try (RawCall call = RawCall.begin(server, "tools/call", "{'name':'wait'}")) {
      assertThat(server.application.waits.poll(20, TimeUnit.SECONDS)).isEqualTo("begun");
      assertThat(server.mcp.statistics().callsRunning()).isEqualTo(1);
      call.abandon();
      Await.until(
          () ->
              server.application.waits.contains("interrupted")
                      && server.application.waits.contains("told")
                  ? Optional.empty()
                  : Optional.of("cancelled"));
      Await.until(
          () ->
              server.mcp.statistics().callsRunning() == 0
                  ? Optional.empty()
                  : Optional.of("ended"));
    }
  }

  @Test
  void progressComesWhileTheCallRunsAndOnlyForward() {
    try (EventReader events =
        client.openModern(
            "tools/call",
            "{'name':'steps','_meta':{'progressToken':'p'," + TestClient.META.substring(1) + "}")) {
      JsonNode first = events.next().orElseThrow();
      server.application.goOn.countDown();
      JsonNode second = events.next().orElseThrow();
      JsonNode last = events.next().orElseThrow();
      List.of(first, second, last)
          .forEach(message -> SpecificationSchema.check(message, "tools/call"));
      assertThat(first.path("params").toString())
          .isEqualTo("{\"progressToken\":\"p\",\"progress\":1,\"total\":2,\"message\":\"half\"}");
      assertThat(second.path("params").path("progress").asInt()).isEqualTo(2);
      assertThat(last.path("result").path("content").path(0).path("text").asString())
          .isEqualTo("done");
      assertThat(events.next()).isEmpty();
    }
  }

  @Test
  void aCallThatSaysNothingIsAnsweredPlainlyEvenIfItMight() {
    Reply reply =
        client.modern(
            "tools/call",
            "{'name':'echo','arguments':{'text':'x'},'_meta':{'progressToken':1,"
                + TestClient.META.substring(1)
                + "}");
    assertThat(reply.isStream()).isFalse();
    assertThat(reply.toolText()).isEqualTo("{\"text\":\"x\"}");
  }

  @Test
  void logMessagesComeOnlyFromTheLevelThatIsAskedFor() {
    assertThat(client.modern("tools/call", "{'name':'chat'}").isStream()).isFalse();
    Reply reply =
        client.modern(
            "tools/call",
            "{'name':'chat','_meta':{'io.modelcontextprotocol/logLevel':'warning',"
                + TestClient.META.substring(1)
                + "}");
    List<JsonNode> messages = EventReader.all(reply.text());
    assertThat(messages).hasSize(2);
    assertThat(messages.getFirst().path("params").toString())
        .isEqualTo("{\"level\":\"error\",\"logger\":\"sample\",\"data\":\"great\"}");
  }

  @Test
  void aQuestionIsAResultAndItsAnswerComesWithTheNextCall() {
    Reply asked = client.modern("tools/call", "{'name':'name'}");
    assertThat(asked.result().path("resultType").asString()).isEqualTo("input_required");
    assertThat(asked.result().has("requestState")).isFalse();
    assertThat(
            asked
                .result()
                .path("inputRequests")
                .path("name")
                .path("params")
                .path("mode")
                .asString())
        .isEqualTo("form");
    Reply answered =
        client.modern(
            "tools/call", "{'name':'name','inputResponses':{'name':" + ANSWER + ",'more':{}}}");
    assertThat(answered.toolText()).isEqualTo("Hello Eve");
  }

  @Test
  void aClientThatCannotAnswerIsToldWhatItLacks() {
    Reply reply = client.modern("tools/call", "{'name':'name'," + NO_CAPABILITIES + "}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(-32021);
    assertThat(reply.error().path("data").path("requiredCapabilities").toString())
        .isEqualTo("{\"elicitation\":{}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "{'name':7}"})
  void answersThatAreNoneAreInvalidParams(String answers) {
    Reply reply = client.modern("tools/call", "{'name':'name','inputResponses':" + answers + "}");
    assertThat(reply.code()).isEqualTo(-32602);
  }

  @Test
  void stateLeadsThroughTheRoundsAndIsUnreadable() {
    String first = state(client.modern("tools/call", "{'name':'two_rounds'}"));
    assertThat(first).doesNotContain("one");
    String second = state(resume(client, "{'amount':1}", "", first));
    assertThat(second).isEmpty();
    second = state(resume(client, "{}", "first", first));
    Reply last = resume(client, "{}", "second", second);
    assertThat(last.toolText()).isEqualTo("state two answers [second]");
  }

  @Test
  void stateOfSomeoneElseOrAnotherCallOrLateOrForgedIsRejected() {
    String state = state(client.modern("tools/call", "{'name':'two_rounds'}"));
    assertThat(resume(client, "{}", "first", state).code()).isZero();
    try (TestClient bob = server.client("bob")) {
      assertThat(resume(bob, "{}", "first", state).code()).isEqualTo(-32602);
    }
    assertThat(resume(client, "{'amount':2}", "first", state).code()).isEqualTo(-32602);
    assertThat(
            client.modern("tools/call", "{'name':'insist','requestState':'" + state + "'}").code())
        .isEqualTo(-32602);
    assertThat(resume(client, "{}", "first", state + "x").code()).isEqualTo(-32602);
    assertThat(resume(client, "{}", "first", "").code()).isEqualTo(-32602);
    server.pass(SampleServer.SETTINGS.stateLifetime());
    assertThat(resume(client, "{}", "first", state).code()).isEqualTo(-32602);
  }

  private static String state(Reply reply) {
    return reply.result().path("requestState").asString("");
  }

  private static Reply resume(TestClient who, String arguments, String answer, String state) {
    return who.modern(
        "tools/call",
        "{'name':'two_rounds','arguments':"
            + arguments
            + ",'requestState':'"
            + state
            + "','inputResponses':{"
            + (answer.isEmpty() ? "" : "'" + answer + "':" + ANSWER)
            + "}}");
  }
}
