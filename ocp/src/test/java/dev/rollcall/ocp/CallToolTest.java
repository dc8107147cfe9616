package dev.rollcall.ocp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.ocp.call.RecordingServer.Answer;
import dev.rollcall.ocp.call.RecordingServer.Request;
import dev.rollcall.ocp.call.ToolAnswer;
import dev.rollcall.ocp.call.ToolCallException;
import dev.rollcall.ocp.call.ValidationException;
import dev.rollcall.ocp.context.AgentContext;
import dev.rollcall.ocp.context.ContextHeaders;
import dev.rollcall.ocp.context.ContextSchema;
import dev.rollcall.ocp.context.Interaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallToolTest {
  @TempDir Path folder;
  private TwilioStandIn twilio;

  @BeforeEach
  void serve() {
    twilio = new TwilioStandIn(folder);
  }

  @AfterEach
  void close() {
    twilio.close();
  }

  @Test
  void theThreeLinesOfItsDocumentation() {
    OcpAgent agent = twilio.builder().build();
    agent.registerApi("twilio");
    ToolAnswer answer =
        agent.callTool("listParticipant", Map.of("AccountSid", "AC1", "ConferenceSid", "CF1"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.ok()).isTrue();
    assertThat(answer.json().path("participants").isArray()).isTrue();
    assertThat(answer.header("content-type")).contains("application/json");
    assertThat(twilio.server.last().line()).isEqualTo("GET " + TwilioStandIn.PATH + " HTTP/1.1");
  }

  @Test
  void sendsTheSampleOfTheReference() {
    OcpAgent agent =
        twilio.registered(twilio.builder().user("alice").workspace("proj").goal("goal one"));

    agent.callTool("listParticipant", TwilioStandIn.CALL);

    Request sent = twilio.server.last();
    Map<String, String> context = new ConcurrentHashMap<>();
    ContextHeaders.NAMES.forEach(name -> context.put(name, sent.header(name).orElse("none")));
    assertThat(sent.head())
        .isEqualTo(
            String.join(
                "\r\n",
                "GET " + TwilioStandIn.PATH + "?Muted=true HTTP/1.1",
                "Host: " + twilio.server.url().substring("http://".length()),
                "Accept: */*",
                "Accept-Encoding: gzip",
                "Authorization: Basic x",
                "OCP-Agent-Type: ide",
                "OCP-Context-ID: " + agent.context().contextId(),
                "OCP-Current-Goal: goal one",
                "OCP-Session: " + context.get("OCP-Session"),
                "OCP-User: alice",
                "OCP-Version: 1.0",
                "OCP-Workspace: proj",
                "User-Agent: ocp-agent-java/1.0"));
    AgentContext told = ContextHeaders.standard().decode(context).orElseThrow();
    assertThat(told.history())
        .extracting(Interaction::action)
        .containsExactly("api_registered", "tool_call:listParticipant");
    assertThat(ContextSchema.validate(told).errors()).isEmpty();
  }

  @Test
  void anAnswerThatIsAnErrorIsAnAnswer() {
    OcpAgent agent = twilio.registered(twilio.builder());
    twilio.pages.put(TwilioStandIn.PATH, request -> Answer.json(503, "busy"));

    ToolAnswer answer = agent.callTool("listParticipant", TwilioStandIn.CALL);

    assertThat(answer.ok()).isFalse();
    assertThat(answer.text()).isEqualTo("busy");
    assertThatThrownBy(answer::json).isInstanceOf(OcpException.class).hasMessageContaining("503");
    assertThat(agent.context().history().getLast().result()).contains("503 Service Unavailable");
  }

  @Test
  void aCallWithoutAnswerIsAnErrorInTheHistoryToo() {
    OcpAgent agent = twilio.registered(twilio.builder());
    twilio.server.close();

    assertThatThrownBy(() -> agent.callTool("listParticipant", TwilioStandIn.CALL))
        .isInstanceOf(ToolCallException.class)
        .hasMessage("Calling listParticipant: 127.0.0.1 cannot be reached.");

    List<Interaction> history = agent.context().history();
    assertThat(history.getLast().action()).isEqualTo("tool_error:listParticipant");
    assertThat(history.getLast().metadata().path("error_type").stringValue())
        .isEqualTo("ToolCallException");
    assertThat(history.get(2).metadata().path("success").booleanValue()).isFalse();
    assertThat(history.get(2).result().orElseThrow()).startsWith("Error: ");
  }

  @Test
  void aCallThatTakesTooLongEnds() {
    OcpAgent agent = twilio.registered(twilio.builder().callTimeout(Duration.ofMillis(300)));
    twilio.pages.put(TwilioStandIn.PATH, request -> Answer.silence());

    assertThatThrownBy(() -> agent.callTool("listParticipant", TwilioStandIn.CALL))
        .isInstanceOf(ToolCallException.class)
        .hasMessage("Calling listParticipant: 127.0.0.1 did not answer within 300 ms.");
  }

  @Test
  void anInterruptEndsACall() {
    OcpAgent agent = twilio.registered(twilio.builder());
    twilio.pages.put(TwilioStandIn.PATH, request -> Answer.silence());

    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> agent.callTool("listParticipant", TwilioStandIn.CALL))
        .isInstanceOf(ToolCallException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void anAnswerMayHaveSoManyBytes(boolean packed) throws IOException {
    OcpAgent agent = twilio.registered(twilio.builder().longestAnswer(10_000));
    byte[] body = new byte[10_001];
    byte[] sent = packed ? gzip(body) : body;
    Map<String, String> headers = packed ? Map.of("Content-Encoding", "gzip") : Map.of();
    twilio.pages.put(TwilioStandIn.PATH, request -> new Answer(200, headers, sent));

    assertThatThrownBy(() -> agent.callTool("listParticipant", TwilioStandIn.CALL))
        .isInstanceOf(ToolCallException.class);
  }

  @Test
  void packedAnswersAreUnpacked() throws IOException {
    OcpAgent agent = twilio.registered(twilio.builder());
    byte[] body = gzip("{\"a\":\"ü\"}".getBytes(StandardCharsets.UTF_8));
    twilio.pages.put(
        TwilioStandIn.PATH, request -> new Answer(200, Map.of("Content-Encoding", "gzip"), body));

    assertThat(agent.callTool("listParticipant", TwilioStandIn.CALL).text())
        .isEqualTo("{\"a\":\"ü\"}");
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream packer = new GZIPOutputStream(packed)) {
      packer.write(bytes);
    }
    return packed.toByteArray();
  }

  @Test
  void anotherOriginGetsNeitherCredentialsNorContext() {
    OcpAgent agent = twilio.builder().build();
    agent.registerApi(
        "twilio",
        Registration.fromRegistry()
            .withHeader("authorization", "Basic x")
            .withHeader("X-Key", "secret"));
    twilio.pages.put(TwilioStandIn.PATH, request -> Answer.to(302, twilio.other.url() + "/there"));

    agent.callTool("listParticipant", TwilioStandIn.CALL);

    assertThat(twilio.other.last().line()).isEqualTo("GET /there HTTP/1.1");
    assertThat(twilio.other.last().head())
        .doesNotContainIgnoringCase("\nOCP-")
        .doesNotContainIgnoringCase("Authorization")
        .doesNotContain("secret");
  }

  @Test
  void stockKeepsAllButTheCredentials() {
    OcpAgent agent = twilio.builder().compatibility(Compatibility.STOCK).build();
    agent.registerApi(
        "twilio",
        Registration.fromRegistry()
            .withHeader("Authorization", "Basic x")
            .withHeader("X-Key", "secret"));
    twilio.pages.put(TwilioStandIn.PATH, request -> Answer.to(302, twilio.other.url() + "/there"));

    agent.callTool("listParticipant", TwilioStandIn.CALL);

    assertThat(twilio.other.last().header("Authorization")).isEmpty();
    assertThat(twilio.other.last().header("X-Key")).contains("secret");
    assertThat(twilio.other.last().header("OCP-Session")).isPresent();
  }

  @Test
  void theSameOriginGetsEverythingAgain() {
    OcpAgent agent = twilio.registered(twilio.builder());
    twilio.pages.put(TwilioStandIn.PATH, request -> Answer.to(307, "/Calls/1.json"));
    twilio.pages.put("/Calls/1.json", request -> Answer.json("{}"));

    assertThat(agent.callTool("listParticipant", TwilioStandIn.CALL).ok()).isTrue();
    assertThat(twilio.server.last().header("Authorization")).contains("Basic x");
    assertThat(twilio.server.last().header("OCP-Session")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"file:///etc/passwd", "ftp://x/", "http://", TwilioStandIn.PATH})
  void redirectsThatLeadNowhereEnd(String location) {
    OcpAgent agent = twilio.registered(twilio.builder());
    twilio.pages.put(TwilioStandIn.PATH, request -> Answer.to(302, location));

    assertThatThrownBy(() -> agent.callTool("listParticipant", TwilioStandIn.CALL))
        .isInstanceOf(ToolCallException.class);
    assertThat(twilio.server.requests().size()).isLessThan(20);
  }

  @Test
  void aClientThatFollowsRedirectsItselfIsRefused() {
    HttpClient following =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    assertThatThrownBy(() -> twilio.builder().httpClient(following).build())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void headersOfACallReplaceThoseOfTheRegistration() {
    OcpAgent agent = twilio.registered(twilio.builder());

    agent.callTool("listParticipant", TwilioStandIn.CALL, "twilio", Map.of("X-Own", "1"));
    assertThat(twilio.server.last().header("X-Own")).contains("1");
    assertThat(twilio.server.last().header("Authorization")).isEmpty();

    agent.callTool("listParticipant", TwilioStandIn.CALL, "TWILIO ", Map.of("ocp-user", "bob"));
    assertThat(twilio.server.last().header("OCP-User")).contains("bob");
  }

  @Test
  void headersThatCannotBeSentAreRefusedWithoutTellingThem() {
    assertThatThrownBy(() -> Registration.fromRegistry().withHeader("X", "sécret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("sécret");
    assertThat(Registration.fromRegistry().withHeader("X", "secret").toString())
        .doesNotContain("secret");
  }

  @Test
  void refusesCallsThatMakeNoSenseBeforeAnythingHappens() {
    OcpAgent agent = twilio.registered(twilio.builder());

    assertThatThrownBy(() -> agent.callTool("nope", Map.of()))
        .isInstanceOf(ToolNotFoundException.class)
        .hasMessage("Tool 'nope' not found. Available tools: listParticipant, fetchCall");
    assertThatThrownBy(() -> agent.callTool("listParticipant", Map.of(), "nope"))
        .hasMessage("Unknown API: nope");
    assertThatThrownBy(() -> agent.callTool("listParticipant", Map.of("AccountSid", "AC1")))
        .isInstanceOf(ValidationException.class)
        .hasMessage("Parameter validation failed: Missing required parameter: ConferenceSid");
    assertThat(agent.context().history()).hasSize(1);
    assertThat(twilio.server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"307, POST", "308, POST", "301, PUT", "302, PATCH", "307, DELETE"})
  void aBodyDoesNotGoToAnotherOrigin(int status, String method) {
    OcpAgent agent = writing(Compatibility.CORRECT, method);
    twilio.pages.put("/write", request -> Answer.to(status, twilio.other.url() + "/there"));

    ToolAnswer answer = agent.callTool("write", Map.of("Text", "secret"));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Location")).contains(twilio.other.url() + "/there");
    assertThat(twilio.other.requests()).isEmpty();
  }

  @Test
  void aBodyGoesToTheSameOriginAgainAndStockSendsItAnywhere() {
    twilio.pages.put("/again", request -> Answer.json("{}"));
    twilio.pages.put("/write", request -> Answer.to(307, "/again"));
    writing(Compatibility.CORRECT, "POST").callTool("write", Map.of("Text", "t"));
    assertThat(twilio.server.last().line()).isEqualTo("POST /again HTTP/1.1");
    assertThat(twilio.server.last().body()).isEqualTo("{\"Text\":\"t\"}");

    twilio.pages.put("/write", request -> Answer.to(307, twilio.other.url() + "/there"));
    writing(Compatibility.STOCK, "POST").callTool("write", Map.of("Text", "t"));
    assertThat(twilio.other.last().body()).isEqualTo("{\"Text\":\"t\"}");
  }

  private OcpAgent writing(Compatibility compatibility, String method) {
    twilio.pages.put(
        "/api/v1/registry/writer",
        request ->
            Answer.json(
                """
                {"name":"writer","base_url":"%s","tools":[{"name":"write","description":"",
                 "method":"%s","path":"/write","parameters":{"Text":{"description":"",
                 "required":true,"location":"body","type":"string"}}}]}
                """
                    .formatted(twilio.server.url(), method)));
    OcpAgent agent = twilio.builder().withoutFiles().compatibility(compatibility).build();
    agent.registerApi("writer");
    return agent;
  }

  @Test
  void saysThatItCouldNotConnectInTime() throws IOException {
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      OcpAgent agent = twilio.builder().connectTimeout(Duration.ofMillis(200)).build();
      agent.registerApi(
          "twilio", Registration.fromRegistry().at("http://127.0.0.1:" + deaf.getLocalPort()));
      List<Socket> waiting = fillQueue(deaf);
      try {
        assertThatThrownBy(() -> agent.callTool("listParticipant", TwilioStandIn.CALL))
            .isInstanceOf(ToolCallException.class)
            .hasMessage("Calling listParticipant: could not connect to 127.0.0.1 in time.");
      } finally {
        for (Socket each : waiting) {
          each.close();
        }
      }
    }
  }

  /** Connects, until the system lets no more wait to be accepted. */
  private static List<Socket> fillQueue(ServerSocket server) throws IOException {
    List<Socket> waiting = new ArrayList<>();
    for (int each = 0; each < 20; each++) {
      Socket socket = new Socket();
      waiting.add(socket);
      try {
        socket.connect(server.getLocalSocketAddress(), 200);
      } catch (SocketTimeoutException full) {
        return waiting;
      }
    }
    throw new IllegalStateException("the queue takes more than 20 connections");
  }
}
