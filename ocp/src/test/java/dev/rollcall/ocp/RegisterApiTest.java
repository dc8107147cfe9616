package dev.rollcall.ocp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.ocp.call.RecordingServer.Answer;
import dev.rollcall.ocp.context.ContextSchema;
import dev.rollcall.ocp.discovery.ApiDescription;
import dev.rollcall.ocp.discovery.DiscoveryException;
import dev.rollcall.ocp.discovery.Tool;
import dev.rollcall.ocp.registry.ApiNotFoundException;
import dev.rollcall.ocp.registry.RegistryClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

class RegisterApiTest {
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
  void registeringAgainChangesWhatIsSaidAndKeepsTheRest() {
    OcpAgent agent = twilio.registered(twilio.builder());

    agent.registerApi("Twilio ", Registration.fromRegistry().at(twilio.other.url()));
    agent.callTool("listParticipant", TwilioStandIn.CALL);
    assertThat(twilio.other.last().header("Authorization")).contains("Basic x");

    agent.registerApi("twilio", Registration.fromRegistry().withHeader("Authorization", "new"));
    agent.callTool("listParticipant", TwilioStandIn.CALL);
    assertThat(twilio.other.last().header("Authorization")).contains("new");
    assertThat(twilio.registryRequests()).isEqualTo(1);
    assertThat(agent.listTools()).hasSize(2);
  }

  @Test
  void aSecondRunReadsTheCacheAndKeepsHeadersBaseUrlAndName() {
    twilio.registered(twilio.builder());

    OcpAgent second = twilio.builder().build();
    second.registerApi(
        "twilio",
        Registration.fromRegistry().at(twilio.other.url()).withHeader("Authorization", "Basic y"));
    second.callTool("listParticipant", TwilioStandIn.CALL);

    assertThat(twilio.registryRequests()).isEqualTo(1);
    assertThat(twilio.other.last().header("Authorization")).contains("Basic y");
    assertThat(second.context().apiSpecs()).containsEntry("twilio", "registry:twilio");
    assertThat(second.context().history().getFirst().action()).isEqualTo("api_registered");
  }

  @Test
  void stockLosesHeadersAndBaseUrlAfterACacheHit() {
    twilio.registered(twilio.builder());

    OcpAgent second = twilio.builder().compatibility(Compatibility.STOCK).build();
    second.registerApi(
        "twilio",
        Registration.fromRegistry().at(twilio.other.url()).withHeader("Authorization", "Basic y"));
    second.callTool("listParticipant", TwilioStandIn.CALL);

    assertThat(twilio.other.requests()).isEmpty();
    assertThat(twilio.server.last().header("Authorization")).isEmpty();
    assertThat(second.context().apiSpecs()).containsEntry("twilio", "cache");
    assertThat(second.context().history().getFirst().action())
        .isEqualTo("tool_call:listParticipant");
  }

  @Test
  void theCacheIsNotAskedForAnotherSourceOrRegistry() {
    twilio.registered(twilio.builder());

    twilio.builder().withoutFiles().build().registerApi("twilio");
    assertThat(twilio.registryRequests()).isEqualTo(2);
    OcpAgent elsewhere = twilio.builder().registryUrl(twilio.other.url()).build();
    assertThat(elsewhere.registerApi("twilio").tools()).isEmpty();
    assertThat(twilio.other.last().target()).isEqualTo("/registry/twilio");
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
    twilio.pages.put(
        "/openapi.yaml",
        request -> new Answer(200, Map.of(), YAML.getBytes(StandardCharsets.UTF_8)));
    twilio.pages.put("/v2/items/a%2Fb", request -> Answer.json("{}"));
    String location = twilio.server.url() + "/openapi.yaml?key=secret";

    for (int run = 0; run < 2; run++) {
      OcpAgent agent = twilio.builder().build();
      agent.registerApi("my.shop", Registration.from(location));
      agent.callTool("updateItem", Map.of("id", "a/b", "Name", "x y"), "my.shop");

      assertThat(twilio.server.last().line()).isEqualTo("POST /v2/items/a%2Fb HTTP/1.1");
      assertThat(twilio.server.last().body()).isEqualTo("Name=x+y");
      assertThat(twilio.server.last().header("Content-Type"))
          .contains("application/x-www-form-urlencoded");
      assertThat(agent.context().apiSpecs())
          .isEqualTo(Map.of("my_shop", twilio.server.url() + "/openapi.yaml"));
      assertThat(ContextSchema.validate(agent.context()).errors()).isEmpty();
    }
    assertThat(twilio.server.requests()).hasSize(3);
    assertThat(twilio.server.requests().getFirst().head()).doesNotContain("\nOCP-");
  }

  @Test
  void readsADescriptionFromAFileByPathOrUri() throws IOException {
    Path file = Files.writeString(folder.resolve("my api.yaml"), YAML);

    for (String location : List.of(file.toString(), file.toUri().toString())) {
      OcpAgent agent = twilio.builder().build();
      agent.registerApi("shop", Registration.from(location).at(twilio.server.url()));

      assertThat(agent.listTools("shop")).extracting(Tool::name).containsExactly("updateItem");
      assertThat(agent.context().apiSpecs()).containsEntry("shop", file.toUri().toString());
      assertThat(agent.storage().orElseThrow().listCachedApis()).isEmpty();
      Files.writeString(file, YAML);
    }
    assertThatThrownBy(
            () ->
                twilio
                    .builder()
                    .compatibility(Compatibility.STOCK)
                    .build()
                    .registerApi("shop", Registration.from(file.toUri().toString())))
        .isInstanceOf(DiscoveryException.class)
        .hasMessageStartingWith("File not found");
  }

  @Test
  void saysWhyADescriptionCannotBeRead() {
    OcpAgent agent = twilio.builder().build();

    assertThatThrownBy(
            () -> agent.registerApi("x", Registration.from(twilio.server.url() + "/no?key=secret")))
        .isInstanceOf(DiscoveryException.class)
        .hasMessage(
            "Failed to fetch OpenAPI spec from " + twilio.server.url() + "/no: HTTP 404 Not Found");
    assertThatThrownBy(() -> agent.registerApi("x", Registration.from("/no/such.yaml")))
        .hasMessage("File not found: /no/such.yaml");
    assertThatThrownBy(() -> agent.registerApi("nope")).isInstanceOf(ApiNotFoundException.class);
    assertThatThrownBy(() -> agent.registerApi(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThat(agent.listTools()).isEmpty();
    assertThat(agent.context().history()).isEmpty();
  }

  @Test
  void findsTools() {
    OcpAgent agent = twilio.registered(twilio.builder());

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

  /** The stock libraries do not say which registry they asked. */
  @Test
  void whatAStockLibraryCachedIsOfTheDefaultRegistry() throws IOException {
    String stockFile =
        """
        {"api_name": "twilio", "title": "Theirs", "version": "1.0.0",
         "base_url": "%s", "cached_at": "%s", "source": "registry:twilio",
         "raw_spec": null, "tools": [{"name": "theirs", "method": "GET", "path": "/theirs"}]}
        """
            .formatted(twilio.other.url(), Instant.now());
    Path apis = Files.createDirectories(folder.resolve("cache").resolve("apis"));
    Files.writeString(apis.resolve("twilio.json"), stockFile);

    OcpAgent ofTheDefault = twilio.builder().registryUrl(RegistryClient.DEFAULT_URL).build();
    assertThat(ofTheDefault.registerApi("twilio").title()).isEqualTo("Theirs");

    OcpAgent agent = twilio.registered(twilio.builder());
    agent.callTool("listParticipant", TwilioStandIn.CALL);
    assertThat(twilio.server.last().header("Authorization")).contains("Basic x");
    assertThat(twilio.other.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"@evil.example/x", ".evil.example/x", ":80/x", "x"})
  void aToolWhosePathWouldBePartOfTheHostIsLeftOut(String path) {
    twilio.pages.put(
        "/api/v1/registry/twilio",
        request ->
            Answer.json(
                TwilioStandIn.entry(twilio.server.url()).replace("/Calls/{Sid}.json", path)));

    assertThat(twilio.builder().build().registerApi("twilio").tools())
        .extracting(Tool::name)
        .containsExactly("listParticipant");
  }

  @Test
  void registrationsAtATimeShareOneQuestionAndMergeWhatTheySay() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    twilio.pages.put(
        "/api/v1/registry/twilio",
        request -> {
          asked.countDown();
          await(answered);
          return Answer.json(TwilioStandIn.entry(twilio.server.url()));
        });
    OcpAgent agent = twilio.builder().build();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ApiDescription>> registrations = new ArrayList<>();
      registrations.add(
          threads.submit(
              () ->
                  agent.registerApi(
                      "twilio", Registration.fromRegistry().withHeader("Authorization", "a"))));
      await(asked);
      for (int each = 0; each < 20; each++) {
        registrations.add(
            threads.submit(
                () ->
                    agent.registerApi(
                        "twilio", Registration.fromRegistry().at(twilio.other.url()))));
      }
      answered.countDown();
      for (Future<ApiDescription> registration : registrations) {
        assertThat(registration.get(20, TimeUnit.SECONDS).tools()).hasSize(2);
      }
    }

    assertThat(twilio.registryRequests()).isEqualTo(1);
    assertThat(agent.context().history()).hasSize(1);
    agent.callTool("listParticipant", TwilioStandIn.CALL);
    assertThat(twilio.other.last().header("Authorization")).contains("a");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void whatIsPrintedOfARegistrationHasNoSecrets() {
    Registration registration =
        Registration.from("https://me:secret@shop.example/o.json?key=secret")
            .at("https://me:secret@under_score/v2?key=secret");

    assertThat(registration.toString())
        .doesNotContain("secret")
        .contains("https://shop.example/o.json", "https://under_score/v2");
    assertThat(
            new RegisteredApi(
                    "shop",
                    "https://me:secret@shop.example/o.json?key=secret",
                    registeredShop(),
                    registeredShop(),
                    Map.of("X", "secret"))
                .toString())
        .isEqualTo("shop from https://shop.example/o.json");
  }

  private static ApiDescription registeredShop() {
    return new ApiDescription(
        "Shop", "1", "", "", List.of(), JsonNodeFactory.instance.objectNode());
  }
}
