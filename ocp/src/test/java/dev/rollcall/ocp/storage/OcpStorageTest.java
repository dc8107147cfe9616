package dev.rollcall.ocp.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ocp.context.AgentContext;
import dev.rollcall.ocp.discovery.ApiDescription;
import dev.rollcall.ocp.discovery.Tool;
import dev.rollcall.ocp.discovery.ToolParameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class OcpStorageTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.500Z");
  private static final Duration WEEK = Duration.ofDays(7);

  @TempDir Path folder;

  private OcpStorage storage() {
    return at(NOW);
  }

  private OcpStorage at(Instant time) {
    return new OcpStorage(folder, InstantSource.fixed(time));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }

  private static ApiDescription shop() {
    Tool tool =
        new Tool(
            "listItems",
            "Lists what there is",
            "GET",
            "/items",
            Map.of(
                "Page",
                new ToolParameter(
                    "", false, "query", json("'integer'"), Optional.empty(), Optional.empty())),
            Optional.of(json("{'type':'object'}")),
            Optional.of("ListItems"),
            List.of("items"),
            false,
            Optional.empty());
    return new ApiDescription(
        "Shop", "2.0", "Sells", "https://shop.example", List.of(tool), json("{'openapi':'3.1.0'}"));
  }

  private Path apiFile(String name) {
    return folder.resolve("cache").resolve("apis").resolve(name + ".json");
  }

  @Test
  void createsItsFolders() {
    storage();

    assertThat(folder.resolve("cache").resolve("apis")).isDirectory();
    assertThat(folder.resolve("sessions")).isDirectory();
  }

  @Test
  void cachedApisAreTheStockLibrariesFiles() throws IOException {
    assertThat(storage().cacheApi("shop", shop(), "https://shop.example/o.json", Map.of()))
        .isTrue();

    assertThat(Files.readString(apiFile("shop")))
        .isEqualTo(
            """
            {
              "api_name": "shop",
              "title": "Shop",
              "version": "2.0",
              "base_url": "https://shop.example",
              "cached_at": "2026-11-21T12:00:00.500Z",
              "source": "https://shop.example/o.json",
              "raw_spec": {
                "openapi": "3.1.0"
              },
              "tools": [
                {
                  "name": "listItems",
                  "method": "GET",
                  "path": "/items",
                  "description": "Lists what there is",
                  "parameters": {
                    "Page": {
                      "description": "",
                      "required": false,
                      "location": "query",
                      "type": "integer"
                    }
                  },
                  "response_schema": {
                    "type": "object"
                  },
                  "operation_id": "ListItems",
                  "tags": [
                    "items"
                  ]
                }
              ],
              "description": "Sells"
            }\
            """
                .stripTrailing());
  }

  @Test
  void readsWhatItCached() {
    storage().cacheApi("shop", shop(), "registry:shop", Map.of("registry_url", "http://r"));

    CachedApi cached = storage().cachedApi("shop").orElseThrow();

    assertThat(cached)
        .isEqualTo(
            new CachedApi(shop(), "registry:shop", Optional.of(NOW), Optional.of("http://r")));
  }

  /** As Python writes it: times with microseconds, null for what is not known. */
  @Test
  void readsWhatTheStockLibrariesCached() throws IOException {
    storage();
    Files.writeString(
        apiFile("shop"),
        """
        {"api_name": "shop", "title": "Shop", "version": "1.0.0", "base_url": "https://s.example",
         "cached_at": "2026-11-20T12:00:00.123456+00:00", "source": "registry:shop",
         "raw_spec": null, "description": null,
         "tools": [{"name": "a", "method": "GET", "path": "/a", "description": "d",
           "parameters": {}, "response_schema": null, "operation_id": null, "tags": null}]}
        """);

    ApiDescription api = storage().cachedApi("shop", WEEK).orElseThrow().description();

    assertThat(api.title()).isEqualTo("Shop");
    assertThat(api.tool("a")).hasValueSatisfying(tool -> assertThat(tool.tags()).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"P6D, true", "P7D, true", "P7DT1S, false", "P30D, false"})
  void isGoodForSomeTime(Duration later, boolean found) {
    storage().cacheApi("shop", shop(), "x:y", Map.of());

    assertThat(at(NOW.plus(later)).cachedApi("shop", WEEK).isPresent()).isEqualTo(found);
    assertThat(at(NOW.plus(later)).cachedApi("shop")).isPresent();
  }

  @Test
  void listsSearchesAndForgetsApis() {
    OcpStorage storage = storage();
    assertThat(storage.listCachedApis()).isEmpty();
    storage.cacheApi("shop", shop(), "x:y", Map.of());
    storage.cacheApi("bank", shop(), "x:y", Map.of());

    assertThat(storage.listCachedApis()).containsExactly("bank", "shop");
    assertThat(storage.searchCache("BANK"))
        .containsExactly(
            new CachedApiSummary(
                "bank", "Shop", "2.0", "https://shop.example", "2026-11-21T12:00:00.500Z", 1));
    assertThat(storage.searchCache("what there is")).hasSize(2);
    assertThat(storage.searchCache("nothing like it")).isEmpty();
    assertThat(storage.clearCache("bank")).isTrue();
    assertThat(storage.clearCache("bank")).isFalse();
    assertThat(storage.listCachedApis()).containsExactly("shop");
    assertThat(storage.clearCache()).isTrue();
    assertThat(storage.listCachedApis()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "{\"tools\":[{}]}"})
  void brokenFilesAreNoFiles(String content) throws IOException {
    storage();
    Files.writeString(apiFile("shop"), content);
    Files.writeString(folder.resolve("sessions").resolve("s.json"), content);

    assertThat(storage().cachedApi("shop")).isEmpty();
    assertThat(storage().searchCache("shop")).isEmpty();
    if (!content.startsWith("{\"")) {
      assertThat(storage().loadSession("s")).isEmpty();
      assertThat(storage().listSessions()).isEmpty();
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsNoError() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    OcpStorage storage = new OcpStorage(file, InstantSource.fixed(NOW));

    assertThat(storage.cacheApi("shop", shop(), "x:y", Map.of())).isFalse();
    assertThat(storage.saveSession("s", AgentContext.of("ide"))).isFalse();
    assertThat(storage.cachedApi("shop")).isEmpty();
    assertThat(storage.listCachedApis()).isEmpty();
    assertThat(storage.searchCache("x")).isEmpty();
    assertThat(storage.listSessions()).isEmpty();
    assertThat(storage.cleanupSessions(0)).isZero();
    assertThat(storage.clearCache()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../evil", "/etc/passwd", "a/b", ".hidden", "a\u0000b", "", "ü", ".."})
  void namesStayInTheFolderAndApart(String name) throws IOException {
    OcpStorage storage = storage();

    assertThat(storage.cacheApi(name, shop(), "x:y", Map.of())).isTrue();
    assertThat(storage.cacheApi(name + "!", shop().at("https://o"), "x:y", Map.of())).isTrue();

    assertThat(storage.cachedApi(name).orElseThrow().description()).isEqualTo(shop());
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile))
          .hasSize(2)
          .allSatisfy(
              file -> assertThat(file).hasParentRaw(folder.resolve("cache").resolve("apis")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"me@example.com", "chat:1", "a b", "a+b=(c)", "x", "~", "a.b..c"})
  void sessionsOfTheStockLibrariesHaveAnyNameThatAFileCanHave(String id) throws IOException {
    OcpStorage storage = storage();
    ObjectNode theirs = AgentContext.builder().user("alice").build().toJson();
    Files.writeString(
        folder.resolve("sessions").resolve(id + ".json"), theirs.put("session_id", id).toString());

    assertThat(storage.listSessions()).extracting(SessionSummary::id).containsExactly(id);
    assertThat(storage.loadSession(id)).isPresent();
    assertThat(storage.saveSession(id, AgentContext.of("ide"))).isTrue();
    assertThat(storage.listSessions()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 250, 251, 10_000})
  void whatIsListedCanBeRead(int length) {
    OcpStorage storage = storage();
    for (String name : List.of("n".repeat(length), "a/" + "é".repeat(length), "a\\b", ".a")) {
      storage.cacheApi(name, shop(), "x:y", Map.of());
      storage.saveSession(name, AgentContext.of("ide"));
    }

    assertThat(storage.listCachedApis())
        .hasSize(4)
        .contains(".a", "a\\b")
        .allSatisfy(name -> assertThat(storage.cachedApi(name)).isPresent());
    assertThat(storage.searchCache("shop"))
        .hasSize(4)
        .allSatisfy(api -> assertThat(storage.cachedApi(api.name())).isPresent());
    assertThat(storage.listSessions())
        .hasSize(4)
        .allSatisfy(session -> assertThat(storage.loadSession(session.id())).isPresent());
  }

  @Test
  void aFileIsCalledByItsOwnNameIfItWasCopied() throws IOException {
    OcpStorage storage = storage();
    storage.cacheApi("shop", shop(), "x:y", Map.of());
    Files.copy(apiFile("shop"), apiFile("copy"));

    assertThat(storage.listCachedApis()).containsExactly("copy", "shop");
  }

  @Test
  void keepsSessionsAsTheStockLibrariesDo() throws IOException {
    AgentContext context = AgentContext.builder().user("alice").build();
    context.updateGoal("g");

    assertThat(storage().saveSession("s-1", context)).isTrue();

    JsonNode file =
        JsonMapper.shared()
            .readTree(Files.readString(folder.resolve("sessions").resolve("s-1.json")));
    assertThat(file).isEqualTo(context.toJson().put("session_id", "s-1"));
    assertThat(storage().loadSession("s-1").orElseThrow().toJson()).isEqualTo(context.toJson());
    assertThat(storage().loadSession("s-2")).isEmpty();
  }

  @Test
  void listsAndCleansUpSessionsNewestFirst() throws IOException {
    OcpStorage storage = storage();
    for (int each = 0; each < 5; each++) {
      storage.saveSession("s" + each, AgentContext.builder().user("u" + each).build());
      Files.setLastModifiedTime(
          folder.resolve("sessions").resolve("s" + each + ".json"),
          FileTime.from(NOW.plusSeconds(each)));
    }

    assertThat(storage.listSessions())
        .extracting(SessionSummary::id)
        .containsExactly("s4", "s3", "s2", "s1", "s0");
    assertThat(storage.listSessions(2))
        .extracting(session -> session.user().orElse(""))
        .containsExactly("u4", "u3");
    assertThat(storage.cleanupSessions(50)).isZero();
    assertThat(storage.cleanupSessions(3)).isEqualTo(2);
    assertThat(storage.listSessions())
        .extracting(SessionSummary::id)
        .containsExactly("s4", "s3", "s2");
  }
}
