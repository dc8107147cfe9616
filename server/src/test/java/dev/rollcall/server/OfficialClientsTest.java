package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rollcall.mcp.conformance.testing.SuiteInstallation;
import dev.rollcall.server.conventions.Checkout;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The official clients find the published tool, and what it answers keeps to its contract. */
final class OfficialClientsTest {
  private static final String TOOL = "list_conversation_participants";
  private static final String CONTRACT =
      "mcp-tools/src/test/resources/contract/list-conversation-participants.output.json";
  private static final Path CLIENT = Path.of("src/test/resources/mcp/list-participants.mjs");
  private static final String INSPECTOR =
      "node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js";
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private static Path data;
  private static TestServer server;
  private static String ann;
  private static String bob;
  private static String secret;
  private static String conversation;

  @TempDir private Path outputs;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start(data);
    Management management = server.management();
    ann = management.user("ann", "Ann");
    bob = management.user("bob", "Bob");
    Management.Token token = management.token("ann");
    secret = token.secret();
    Agent agent = server.agent(token);
    conversation = agent.call("create_conversation", Map.of("title", "Plans")).get("id").asString();
    for (String participant : List.of("bob", "+15550100")) {
      agent.call(
          "create_conversation_participant",
          Map.of("conversation_id", conversation, "participant", participant));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void java() {
    try (McpSyncClient client =
        McpClient.sync(
                HttpClientStreamableHttpTransport.builder("http://127.0.0.1:" + port())
                    .endpoint(AgentDoor.MOUNT)
                    .addHttpRequestCustomizer(
                        (request, _, _, _, _) ->
                            request.setHeader("Authorization", "Bearer " + secret))
                    .build())
            .requestTimeout(Duration.ofSeconds(20))
            .build()) {
      client.initialize();
      assertThat(client.listTools().tools()).extracting(McpSchema.Tool::name).contains(TOOL);

      McpSchema.CallToolResult result =
          client.callTool(
              McpSchema.CallToolRequest.builder(TOOL)
                  .arguments(Map.of("conversation_id", conversation))
                  .build());

      check(JSON.valueToTree(result));
    }
  }

  @ParameterizedTest(name = "{0}", quoteTextArguments = false)
  @ValueSource(strings = {"v1", "v2-legacy", "v2-modern"})
  void typescript(String client) throws Exception {
    SuiteInstallation clients = SuiteInstallation.orSkip();

    Run run =
        run(
            clients,
            CLIENT.toString(),
            clients.home().toAbsolutePath().toString(),
            client,
            endpoint(),
            secret,
            conversation);

    assertThat(run.status()).as(run.errors()).isZero();
    JsonNode found = JSON.readTree(run.output());
    assertThat(found.at("/server/name").asString()).isEqualTo("rollcall");
    assertThat(found.at("/tool/name").asString()).isEqualTo(TOOL);
    check(found.get("result"));
  }

  @ParameterizedTest(name = "{0}", quoteTextArguments = false)
  @ValueSource(strings = {"legacy", "modern"})
  void inspectorCalls(String era) throws Exception {
    Run run =
        inspector(
            era,
            "tools/call",
            "--tool-name",
            TOOL,
            "--tool-args-json",
            JSON.writeValueAsString(Map.of("conversation_id", conversation)));

    assertThat(run.status()).as(run.errors()).isZero();
    check(JSON.readTree(run.output()).get("result"));
  }

  /** Exit status 6 would say that a schema is one that some hosts cannot take. */
  @ParameterizedTest(name = "{0} at {1}", quoteTextArguments = false)
  @CsvSource({"legacy, ''", "modern, ''", "modern, /readonly"})
  void inspectorFindsNoFaultInTheDefinitions(String era, String below) throws Exception {
    Run run = inspectorAt(endpoint() + below, era, "tools/list", "--strict");

    assertThat(run.status()).as(run.errors()).isZero();
    assertThat(JSON.readTree(run.output()).at("/result/tools").valueStream())
        .extracting(tool -> tool.get("name").asString())
        .contains(TOOL);
  }

  private Run inspector(String era, String method, String... more) throws Exception {
    return inspectorAt(endpoint(), era, method, more);
  }

  private Run inspectorAt(String url, String era, String method, String... more) throws Exception {
    SuiteInstallation clients = SuiteInstallation.orSkip();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                clients.home().resolve(INSPECTOR).toString(),
                "--cli",
                "--server-url",
                url,
                "--transport",
                "http",
                "--protocol-era",
                era,
                "--format",
                "json",
                "--header",
                "Authorization: Bearer " + secret,
                "--stored-auth-only",
                "--method",
                method));
    arguments.addAll(List.of(more));
    return run(clients, arguments.toArray(String[]::new));
  }

  /** The published contract, and who is in the conversation. */
  private static void check(JsonNode result) {
    JsonNode answer = result.get("structuredContent");
    assertThat(contract().validate(answer)).isEmpty();
    assertThat(answer.get("data").valueStream())
        .extracting(
            each -> each.get("user_id").asString(""),
            each -> each.get("user_id").isNull(),
            each -> each.get("role").asString())
        .containsExactly(
            tuple(ann, false, "owner"), tuple(bob, false, "member"), tuple("", true, "member"));
    assertThat(JSON.readTree(result.at("/content/0/text").asString())).isEqualTo(answer);
  }

  private static Schema contract() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(JSON.readTree(Files.readString(Checkout.root().resolve(CONTRACT))));
    } catch (IOException e) {
      throw new AssertionError("the contract cannot be read", e);
    }
  }

  /** How a program ended and what it wrote. */
  private record Run(int status, String output, String errors) {}

  private Run run(SuiteInstallation clients, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(clients.node().toString()));
    command.addAll(List.of(arguments));
    Path output = outputs.resolve("output");
    Path errors = outputs.resolve("errors");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return new Run(process.waitFor(), Files.readString(output), Files.readString(errors));
  }

  private static int port() {
    return server.http().getPort();
  }

  private static String endpoint() {
    return "http://127.0.0.1:" + port() + AgentDoor.MOUNT;
  }
}
