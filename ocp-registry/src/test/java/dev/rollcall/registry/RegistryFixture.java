package dev.rollcall.registry;

import dev.rollcall.core.catalogue.MemoryCatalogue;
import dev.rollcall.core.testing.ManualClock;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpServer;
import dev.rollcall.http.HttpServerSettings;
import dev.rollcall.http.RequestIds;
import dev.rollcall.http.RequestObserver;
import dev.rollcall.http.client.Fetcher;
import dev.rollcall.pages.Link;
import dev.rollcall.pages.Look;
import dev.rollcall.registry.RawClient.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A registry behind a real server, whose administrators send a certain header. */
final class RegistryFixture implements AutoCloseable {
  static final Look LOOK =
      new Look(
          Optional.of("/look/icon.svg"),
          List.of("/look/style.css"),
          List.of(),
          "<li><a href=\"/\">Home</a></li>",
          List.of(new Link("Tools", "/tools")),
          new Look.Part(
              List.of("/look/playground.css"),
              List.of("/look/playground.js"),
              List.of("/look/part.js")));

  static final String ADMINISTRATOR = "Authorization: Basic YWRtaW46c2VjcmV0\r\n";

  /** A description that says where its API is called, if it is known where it was found. */
  static final String WEATHER =
      """
      openapi: 3.1.0
      info: {title: Weather, version: "2.5"}
      servers: [{url: /v2}]
      paths:
        /cities/{city}:
          get:
            operationId: FetchCity
            summary: Weather of a city
            parameters: [{name: city, in: path, required: true, schema: {type: string}}]
            responses: {"200": {description: ok}}
      """;

  final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T08:00:00Z"));
  final MemoryCatalogue catalogue;
  private final Fetcher fetcher;
  private final HttpServer server;

  RegistryFixture(boolean allowPrivateTargets) throws IOException {
    this(allowPrivateTargets, new MemoryCatalogue());
  }

  RegistryFixture(boolean allowPrivateTargets, MemoryCatalogue catalogue) throws IOException {
    this(allowPrivateTargets, catalogue, RegistryFixture::ownDescription);
  }

  RegistryFixture(
      boolean allowPrivateTargets, MemoryCatalogue catalogue, Supplier<JsonNode> ownDescription)
      throws IOException {
    this.catalogue = catalogue;
    fetcher = new Fetcher(RegistryDoor.fetcherSettings(allowPrivateTargets));
    RegistryDoor door =
        new RegistryDoor(
            catalogue,
            catalogue,
            _ -> ownDescription.get(),
            fetcher,
            LOOK,
            RegistryFixture::isAdministrator,
            clock);
    server =
        new HttpServer(
            HttpServerSettings.on("127.0.0.1", 0),
            new RequestIds(RandomGenerator.of("L64X128MixRandom")),
            RequestObserver.NONE,
            clock);
    RegistryDoor.MOUNTS.forEach(mount -> server.mount(mount, door));
    server.start();
  }

  private static boolean isAdministrator(HttpRequest request) {
    return request
        .headers()
        .first("Authorization")
        .filter("Basic YWRtaW46c2VjcmV0"::equals)
        .isPresent();
  }

  static JsonNode ownDescription() {
    try (InputStream in =
        Objects.requireNonNull(RegistryFixture.class.getResourceAsStream("own.json"))) {
      return JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.port();
  }

  String origin() {
    return "http://127.0.0.1:" + port();
  }

  /** Asks as the stock agents do, but for what they add of their own. */
  Answer get(String target) throws IOException {
    return get(target, "Accept: */*\r\n");
  }

  Answer get(String target, String headers) throws IOException {
    return RawClient.ask(port(), "GET " + target + " HTTP/1.1\r\n" + host() + headers + "\r\n");
  }

  Answer page(String target) throws IOException {
    return get(target, "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n");
  }

  Answer asAdministrator(String method, String target, String body) throws IOException {
    return send(method, target, ADMINISTRATOR + "Content-Type: application/json\r\n", body);
  }

  Answer send(String method, String target, String headers, String body) throws IOException {
    return RawClient.ask(
        port(),
        method
            + " "
            + target
            + " HTTP/1.1\r\n"
            + host()
            + headers
            + "Content-Length: "
            + body.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n"
            + body);
  }

  String host() {
    return "Host: 127.0.0.1:" + port() + "\r\n";
  }

  /** What registers {@code name} with a description or its address as {@code source}. */
  static String registration(String name, String source) {
    return """
    {"name": "%s", "display_name": "The %s", "description": "An API for tests.",
     "category": "development", "base_url": "http://127.0.0.1:9/", "tags": ["testing"], %s}
    """
        .formatted(name, name, source);
  }

  static String withoutBaseUrl(String registration) {
    return registration.replace("\"base_url\": \"http://127.0.0.1:9/\", ", "");
  }

  /** The first thing that is wrong with a request. */
  static String detail(Answer answer) {
    return answer.json().path("detail").path(0).path("msg").asString("");
  }

  /** A description whose one operation answers what is deep in arrays and one of many words. */
  static String nested(String operation, int levels, int words) {
    String word =
        IntStream.range(0, words)
            .mapToObj(i -> "\"x\"")
            .collect(Collectors.joining(",", "{\"enum\":[", "]}"));
    return """
    {"openapi": "3.0.0", "info": {"title": "T", "version": "7"}, "paths": {"/nested": {"get":
      {"operationId": "%s", "summary": "Nests", "responses": {"200": {"description": "ok",
        "content": {"application/json": {"schema": %s}}}}}}}}
    """
        .formatted(operation, "{\"items\":".repeat(levels) + word + "}".repeat(levels));
  }

  /** A description of one operation, sent with the registration. */
  static String sent(String operation) {
    return """
    "openapi": {"openapi": "3.0.0", "info": {"title": "T", "version": "7"},
      "paths": {"/things": {"get": {"operationId": "%s", "summary": "Finds things",
        "responses": {"200": {"description": "ok"}}}}}}
    """
        .formatted(operation);
  }

  @Override
  public void close() {
    server.close();
    fetcher.close();
  }
}
