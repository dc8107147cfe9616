package dev.rollcall.ocp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.ocp.call.RecordingServer;
import dev.rollcall.ocp.call.RecordingServer.Answer;
import dev.rollcall.ocp.call.RecordingServer.Request;
import dev.rollcall.ocp.call.ToolAnswer;
import dev.rollcall.ocp.call.ToolCallException;
import dev.rollcall.ocp.call.ValidationException;
import dev.rollcall.ocp.context.AgentContext;
import dev.rollcall.ocp.context.ContextHeaders;
import dev.rollcall.ocp.context.ContextSchema;
import dev.rollcall.ocp.context.Interaction;
import dev.rollcall.ocp.discovery.DiscoveryException;
import dev.rollcall.ocp.discovery.Tool;
import dev.rollcall.ocp.registry.ApiNotFoundException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class OcpAgentTest {
  private static final String PATH = "/2010-04-01/Accounts/AC1/Conferences/CF1/Participants.json";
  private static final Map<String, Object> CALL =
      Map.of("AccountSid", "AC1", "ConferenceSid", "CF1", "Muted", true);

  @TempDir Path folder;
  private final Map<String, Function<Request, Answer>> pages = new ConcurrentHashMap<>();
  private final RecordingServer server = new RecordingServer(this::answer);
  private final RecordingServer other = new RecordingServer(request -> Answer.json("{}"));

  private Answer answer(Request request) {
    String path = request.target().replaceAll("\\?.*", "");
    return pages.getOrDefault(path, each -> Answer.json(404, "{\"detail\":\"?\"}")).apply(request);
  }

  @BeforeEach
  void serve() {
    pages.put("/api/v1/registry/twilio", request -> Answer.json(entry(server.url() + "/")));
    pages.put(PATH, request -> Answer.json("{\"participants\":[]}"));
  }

  @AfterEach
  void close() {
    server.close();
    other.close();
  }

  private static String entry(String baseUrl) {
    return """
    {"name":"twilio","display_name":"Twilio API","description":"Calls","base_url":"%s",
     "tools":[{"name":"listParticipant","description":"Retrieve a list of participants",
      "method":"GET",
      "path":"/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants.json",
      "parameters":{
       "AccountSid":{"description":"","required":true,"location":"path","type":"string"},
       "ConferenceSid":{"description":"","required":true,"location":"path","type":"string"},
       "Muted":{"description":"","required":false,"location":"query","type":"boolean"}},
      "response_schema":{"type":"object"},"operation_id":"ListParticipant","tags":["P"]},
      {"name":"fetchCall","description":"Fetch","method":"GET","path":"/Calls/{Sid}.json"}]}
    """
        .formatted(baseUrl);
  }

  private OcpAgentBuilder builder() {
    return OcpAgent.builder("ide")
        .registryUrl(server.url() + "/api/v1")
        .folder(folder)
        .environment(Map.of());
  }

  private OcpAgent registered(OcpAgentBuilder builder) {
    OcpAgent agent = builder.build();
    agent.registerApi("twilio", Registration.fromRegistry().withHeader("Authorization", "Basic x"));
    return agent;
  }

  private long registryRequests() {
    return server.requests().stream()
        .filter(request -> request.target().contains("/registry/"))
        .count();
  }

  @Test
  void theThreeLinesOfItsDocumentation() {
    OcpAgent agent = builder().build();
    agent.registerApi("twilio");
    ToolAnswer answer =
        agent.callTool("listParticipant", Map.of("AccountSid", "AC1", "ConferenceSid", "CF1"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.ok()).isTrue();
    assertThat(answer.json().path("participants").isArray()).isTrue();
    assertThat(answer.header("content-type")).contains("application/json");
    assertThat(server.last().line()).isEqualTo("GET " + PATH + " HTTP/1.1");
  }

  @Test
  void sendsTheSampleOfTheReference() {
    OcpAgent agent = registered(builder().user("alice").workspace("proj").goal("goal one"));

    agent.callTool("listParticipant", CALL);

    Request sent = server.last();
    Map<String, String> context = new ConcurrentHashMap<>();
    ContextHeaders.NAMES.forEach(name -> context.put(name, sent.header(name).orElse("none")));
    assertThat(sent.head())
        .isEqualTo(
            String.join(
                "\r\n",
                "GET " + PATH + "?Muted=true HTTP/1.1",
                "Host: " + server.url().substring("http://".length()),
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
  void theHistoryOfAGoodCallHasNoValuesOfParameters() {
    OcpAgent agent = registered(builder());

    agent.callTool("listParticipant", CALL);

    String endpoint =
        server.url()
            + "/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants.json";
    List<Interaction> history = agent.context().history();
    assertThat(history)
        .extracting(Interaction::action)
        .containsExactly(
            "api_registered",
            "tool_call:listParticipant",
            "api_call_get",
            "tool_response:listParticipant");
    assertThat(history)
        .extracting(item -> item.result().orElse(""))
        .containsExactly("Discovered 2 tools", "executing", "HTTP 200", "200 OK");
    assertThat(history.get(0).metadata())
        .hasToString(
            ("{'api_name':'twilio','api_title':'Twilio API','tool_count':2,'base_url':'%s/',"
                    + "'source':'registry'}")
                .formatted(server.url())
                .replace('\'', '"'));
    assertThat(history.get(1).apiEndpoint()).contains(endpoint);
    assertThat(history.get(1).metadata().path("parameters"))
        .extracting(JsonNode::stringValue)
        .containsExactlyInAnyOrder("AccountSid", "ConferenceSid", "Muted");
    assertThat(history.get(2).metadata())
        .hasToString(
            "{'method':'GET','url':'%s','domain':'127.0.0.1','success':true,'status_code':200}"
                .formatted(endpoint)
                .replace('\'', '"'));
    assertThat(history.get(3).metadata())
        .hasToString("{\"status_code\":200,\"success\":true,\"response_size\":19}");
    assertThat(agent.context().toJson().toString()).doesNotContain("AC1").doesNotContain("Basic");
    assertThat(agent.context().apiSpecs()).isEqualTo(Map.of("twilio", "registry:twilio"));
  }

  @Test
  void theHistoryHasValuesIfItIsToldTo() {
    OcpAgent agent = registered(builder().keepParameterValues());

    agent.callTool("listParticipant", CALL);

    List<Interaction> history = agent.context().history();
    assertThat(history.get(1).apiEndpoint()).contains(server.url() + PATH);
    assertThat(history.get(1).metadata().path("parameters").path("AccountSid").stringValue())
        .isEqualTo("AC1");
    assertThat(history.get(2).apiEndpoint()).contains("GET " + PATH);
    assertThat(history.get(2).metadata().path("url").stringValue())
        .isEqualTo(server.url() + PATH + "?Muted=true");
  }

  @Test
  void anAnswerThatIsAnErrorIsAnAnswer() {
    OcpAgent agent = registered(builder());
    pages.put(PATH, request -> Answer.json(503, "busy"));

    ToolAnswer answer = agent.callTool("listParticipant", CALL);

    assertThat(answer.ok()).isFalse();
    assertThat(answer.text()).isEqualTo("busy");
    assertThatThrownBy(answer::json).isInstanceOf(OcpException.class).hasMessageContaining("503");
    assertThat(agent.context().history().getLast().result()).contains("503 Service Unavailable");
  }

  @Test
  void aCallWithoutAnswerIsAnErrorInTheHistoryToo() {
    OcpAgent agent = registered(builder());
    server.close();

    assertThatThrownBy(() -> agent.callTool("listParticipant", CALL))
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
    OcpAgent agent = registered(builder().callTimeout(Duration.ofMillis(300)));
    pages.put(PATH, request -> Answer.silence());

    assertThatThrownBy(() -> agent.callTool("listParticipant", CALL))
        .isInstanceOf(ToolCallException.class)
        .hasMessage("Calling listParticipant: 127.0.0.1 did not answer within 300 ms.");
  }

  @Test
  void anInterruptEndsACall() {
    OcpAgent agent = registered(builder());
    pages.put(PATH, request -> Answer.silence());

    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> agent.callTool("listParticipant", CALL))
        .isInstanceOf(ToolCallException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void anAnswerMayHaveSoManyBytes(boolean packed) throws IOException {
    OcpAgent agent = registered(builder().longestAnswer(10_000));
    byte[] body = new byte[10_001];
    byte[] sent = packed ? gzip(body) : body;
    Map<String, String> headers = packed ? Map.of("Content-Encoding", "gzip") : Map.of();
    pages.put(PATH, request -> new Answer(200, headers, sent));

    assertThatThrownBy(() -> agent.callTool("listParticipant", CALL))
        .isInstanceOf(ToolCallException.class);
  }

  @Test
  void packedAnswersAreUnpacked() throws IOException {
    OcpAgent agent = registered(builder());
    byte[] body = gzip("{\"a\":\"ü\"}".getBytes(StandardCharsets.UTF_8));
    pages.put(PATH, request -> new Answer(200, Map.of("Content-Encoding", "gzip"), body));

    assertThat(agent.callTool("listParticipant", CALL).text()).isEqualTo("{\"a\":\"ü\"}");
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
    OcpAgent agent = builder().build();
    agent.registerApi(
        "twilio",
        Registration.fromRegistry()
            .withHeader("authorization", "Basic x")
            .withHeader("X-Key", "secret"));
    pages.put(PATH, request -> Answer.to(302, other.url() + "/there"));

    agent.callTool("listParticipant", CALL);

    assertThat(other.last().line()).isEqualTo("GET /there HTTP/1.1");
    assertThat(other.last().head())
        .doesNotContainIgnoringCase("\nOCP-")
        .doesNotContainIgnoringCase("Authorization")
        .doesNotContain("secret");
  }

  @Test
  void stockKeepsAllButTheCredentials() {
    OcpAgent agent = builder().compatibility(Compatibility.STOCK).build();
    agent.registerApi(
        "twilio",
        Registration.fromRegistry()
            .withHeader("Authorization", "Basic x")
            .withHeader("X-Key", "secret"));
    pages.put(PATH, request -> Answer.to(302, other.url() + "/there"));

    agent.callTool("listParticipant", CALL);

    assertThat(other.last().header("Authorization")).isEmpty();
    assertThat(other.last().header("X-Key")).contains("secret");
    assertThat(other.last().header("OCP-Session")).isPresent();
  }

  @Test
  void theSameOriginGetsEverythingAgain() {
    OcpAgent agent = registered(builder());
    pages.put(PATH, request -> Answer.to(307, "/Calls/1.json"));
    pages.put("/Calls/1.json", request -> Answer.json("{}"));

    assertThat(agent.callTool("listParticipant", CALL).ok()).isTrue();
    assertThat(server.last().header("Authorization")).contains("Basic x");
    assertThat(server.last().header("OCP-Session")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"file:///etc/passwd", "ftp://x/", "http://", PATH})
  void redirectsThatLeadNowhereEnd(String location) {
    OcpAgent agent = registered(builder());
    pages.put(PATH, request -> Answer.to(302, location));

    assertThatThrownBy(() -> agent.callTool("listParticipant", CALL))
        .isInstanceOf(ToolCallException.class);
    assertThat(server.requests().size()).isLessThan(20);
  }

  @Test
  void aClientThatFollowsRedirectsItselfIsRefused() {
    HttpClient following =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    assertThatThrownBy(() -> builder().httpClient(following).build())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void headersOfACallReplaceThoseOfTheRegistration() {
    OcpAgent agent = registered(builder());

    agent.callTool("listParticipant", CALL, "twilio", Map.of("X-Own", "1"));
    assertThat(server.last().header("X-Own")).contains("1");
    assertThat(server.last().header("Authorization")).isEmpty();

    agent.callTool("listParticipant", CALL, "TWILIO ", Map.of("ocp-user", "bob"));
    assertThat(server.last().header("OCP-User")).contains("bob");
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
  void registeringAgainChangesWhatIsSaidAndKeepsTheRest() {
    OcpAgent agent = registered(builder());

    agent.registerApi("Twilio ", Registration.fromRegistry().at(other.url()));
    agent.callTool("listParticipant", CALL);
    assertThat(other.last().header("Authorization")).contains("Basic x");

    agent.registerApi("twilio", Registration.fromRegistry().withHeader("Authorization", "new"));
    agent.callTool("listParticipant", CALL);
    assertThat(other.last().header("Authorization")).contains("new");
    assertThat(registryRequests()).isEqualTo(1);
    assertThat(agent.listTools()).hasSize(2);
  }

  @Test
  void aSecondRunReadsTheCacheAndKeepsHeadersBaseUrlAndName() {
    registered(builder());

    OcpAgent second = builder().build();
    second.registerApi(
        "twilio",
        Registration.fromRegistry().at(other.url()).withHeader("Authorization", "Basic y"));
    second.callTool("listParticipant", CALL);

    assertThat(registryRequests()).isEqualTo(1);
    assertThat(other.last().header("Authorization")).contains("Basic y");
    assertThat(second.context().apiSpecs()).containsEntry("twilio", "registry:twilio");
    assertThat(second.context().history().getFirst().action()).isEqualTo("api_registered");
  }

  @Test
  void stockLosesHeadersAndBaseUrlAfterACacheHit() {
    registered(builder());

    OcpAgent second = builder().compatibility(Compatibility.STOCK).build();
    second.registerApi(
        "twilio",
        Registration.fromRegistry().at(other.url()).withHeader("Authorization", "Basic y"));
    second.callTool("listParticipant", CALL);

    assertThat(other.requests()).isEmpty();
    assertThat(server.last().header("Authorization")).isEmpty();
    assertThat(second.context().apiSpecs()).containsEntry("twilio", "cache");
    assertThat(second.context().history().getFirst().action())
        .isEqualTo("tool_call:listParticipant");
  }

  @Test
  void theCacheIsNotAskedForAnotherSourceOrRegistry() {
    registered(builder());

    builder().withoutFiles().build().registerApi("twilio");
    assertThat(registryRequests()).isEqualTo(2);
    OcpAgent elsewhere = builder().registryUrl(other.url()).build();
    assertThat(elsewhere.registerApi("twilio").tools()).isEmpty();
    assertThat(other.last().target()).isEqualTo("/registry/twilio");
  }

  private static final String YAML =
      """
      openapi: 3.1.0
      info: {title: Shop, version: "2"}
      servers: [{url: /v2}]
      paths:
        /items/{id}:
          parameters: [{name: id, in: path, required: true, schema: {type: string}}]
          post:
            operationId: UpdateItem
            summary: Changes an item
            requestBody:
              content:
                application/x-www-form-urlencoded:
                  schema: {type: object, properties: {Name: {type: string}}}
      """;

  @Test
  void readsADescriptionFromTheWebAndFromTheCacheThereafter() {
    pages.put(
        "/openapi.yaml",
        request -> new Answer(200, Map.of(), YAML.getBytes(StandardCharsets.UTF_8)));
    pages.put("/v2/items/a%2Fb", request -> Answer.json("{}"));
    String location = server.url() + "/openapi.yaml?key=secret";

    for (int run = 0; run < 2; run++) {
      OcpAgent agent = builder().build();
      agent.registerApi("my.shop", Registration.from(location));
      agent.callTool("updateItem", Map.of("id", "a/b", "Name", "x y"), "my.shop");

      assertThat(server.last().line()).isEqualTo("POST /v2/items/a%2Fb HTTP/1.1");
      assertThat(server.last().body()).isEqualTo("Name=x+y");
      assertThat(server.last().header("Content-Type"))
          .contains("application/x-www-form-urlencoded");
      assertThat(agent.context().apiSpecs())
          .isEqualTo(Map.of("my_shop", server.url() + "/openapi.yaml"));
      assertThat(ContextSchema.validate(agent.context()).errors()).isEmpty();
    }
    assertThat(server.requests()).hasSize(3);
    assertThat(server.requests().getFirst().head()).doesNotContain("\nOCP-");
  }

  @Test
  void readsADescriptionFromAFileByPathOrUri() throws IOException {
    Path file = Files.writeString(folder.resolve("my api.yaml"), YAML);

    for (String location : List.of(file.toString(), file.toUri().toString())) {
      OcpAgent agent = builder().build();
      agent.registerApi("shop", Registration.from(location).at(server.url()));

      assertThat(agent.listTools("shop")).extracting(Tool::name).containsExactly("updateItem");
      assertThat(agent.context().apiSpecs()).containsEntry("shop", file.toUri().toString());
      assertThat(agent.storage().orElseThrow().listCachedApis()).isEmpty();
      Files.writeString(file, YAML);
    }
    assertThatThrownBy(
            () ->
                builder()
                    .compatibility(Compatibility.STOCK)
                    .build()
                    .registerApi("shop", Registration.from(file.toUri().toString())))
        .isInstanceOf(DiscoveryException.class)
        .hasMessageStartingWith("File not found");
  }

  @Test
  void saysWhyADescriptionCannotBeRead() {
    OcpAgent agent = builder().build();

    assertThatThrownBy(
            () -> agent.registerApi("x", Registration.from(server.url() + "/no?key=secret")))
        .isInstanceOf(DiscoveryException.class)
        .hasMessage(
            "Failed to fetch OpenAPI spec from " + server.url() + "/no: HTTP 404 Not Found");
    assertThatThrownBy(() -> agent.registerApi("x", Registration.from("/no/such.yaml")))
        .hasMessage("File not found: /no/such.yaml");
    assertThatThrownBy(() -> agent.registerApi("nope")).isInstanceOf(ApiNotFoundException.class);
    assertThatThrownBy(() -> agent.registerApi(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThat(agent.listTools()).isEmpty();
    assertThat(agent.context().history()).isEmpty();
  }

  @Test
  void findsTools() {
    OcpAgent agent = registered(builder());

    assertThat(agent.listTools("TWILIO")).hasSize(2).isEqualTo(agent.listTools());
    assertThat(agent.getTool("fetchCall"))
        .isPresent()
        .isEqualTo(agent.getTool("fetchCall", "twilio"));
    assertThat(agent.getTool("nope")).isEmpty();
    assertThat(agent.searchTools("PARTICIPANTS"))
        .extracting(Tool::name)
        .containsExactly("listParticipant");
    assertThat(agent.searchTools("fetch", "twilio")).hasSize(1);
    assertThat(agent.searchTools("fetch", "nope")).isEmpty();
    assertThatThrownBy(() -> agent.listTools("Nope")).hasMessage("Unknown API: nope");
    assertThat(agent.toolDocumentation("listParticipant")).startsWith("## listParticipant\n");
    assertThat(agent.toolDocumentation("nope")).isEqualTo("Tool 'nope' not found");
  }

  @Test
  void refusesCallsThatMakeNoSenseBeforeAnythingHappens() {
    OcpAgent agent = registered(builder());

    assertThatThrownBy(() -> agent.callTool("nope", Map.of()))
        .isInstanceOf(ToolNotFoundException.class)
        .hasMessage("Tool 'nope' not found. Available tools: listParticipant, fetchCall");
    assertThatThrownBy(() -> agent.callTool("listParticipant", Map.of(), "nope"))
        .hasMessage("Unknown API: nope");
    assertThatThrownBy(() -> agent.callTool("listParticipant", Map.of("AccountSid", "AC1")))
        .isInstanceOf(ValidationException.class)
        .hasMessage("Parameter validation failed: Missing required parameter: ConferenceSid");
    assertThat(agent.context().history()).hasSize(1);
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Compatibility.class)
  void contextsInAnswersAreTakenOverOnlyIfTold(Compatibility compatibility) {
    AgentContext theirs = AgentContext.builder().currentGoal("their goal").build();
    Map<String, String> headers = ContextHeaders.standard().encode(theirs);
    pages.put(PATH, request -> new Answer(200, headers, new byte[0]));

    OcpAgent deaf = registered(builder().compatibility(compatibility));
    ToolAnswer answer = deaf.callTool("listParticipant", CALL);
    assertThat(deaf.context().currentGoal()).isEmpty();
    assertThat(answer.context().orElseThrow().currentGoal()).contains("their goal");

    OcpAgent listening = registered(builder().compatibility(compatibility).followAnswers());
    listening.callTool("listParticipant", CALL);
    assertThat(listening.context().currentGoal()).contains("their goal");
  }

  @Test
  void aGoalOutsideAsciiGoesInTheSession() {
    OcpAgent agent = registered(builder());
    agent.updateGoal("Zoë", "so far");

    agent.callTool("listParticipant", CALL);

    Request sent = server.last();
    assertThat(sent.header("OCP-Current-Goal")).isEmpty();
    AgentContext told = ContextHeaders.standard().decode(sent::header).orElseThrow();
    assertThat(told.currentGoal()).contains("Zoë");
    assertThat(told.interactionCount()).isEqualTo(1);
  }

  @Test
  void aHundredCallsStayWithin8192() {
    OcpAgent agent = registered(builder());

    for (int call = 0; call < 100; call++) {
      agent.callTool("listParticipant", CALL, "twilio", Map.of());
    }

    assertThat(agent.context().history()).hasSize(301);
    assertThat(server.requests())
        .allMatch(request -> request.header("OCP-Session").orElse("").length() < 8_192);
  }

  @Test
  void goesOnWithASession() {
    OcpAgent first = registered(builder().user("alice"));
    assertThat(first.storage().orElseThrow().saveSession("s", first.context())).isTrue();

    OcpAgent second =
        builder().context(first.storage().orElseThrow().loadSession("s").orElseThrow()).build();

    assertThat(second.context().contextId()).isEqualTo(first.context().contextId());
    assertThat(second.context().history()).isEqualTo(first.context().history());
  }
}
