package dev.rollcall.ocp;

import dev.rollcall.ocp.call.HttpAnswer;
import dev.rollcall.ocp.call.HttpCall;
import dev.rollcall.ocp.call.HttpCaller;
import dev.rollcall.ocp.call.LenientUri;
import dev.rollcall.ocp.discovery.ApiDescription;
import dev.rollcall.ocp.discovery.Discovery;
import dev.rollcall.ocp.discovery.DiscoveryException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads descriptions of APIs from where they are. */
final class Specifications {
  private final Discovery discovery;
  private final HttpCaller http;
  private final Compatibility compatibility;
  private final Duration timeout;
  private final int longest;

  Specifications(
      Discovery discovery,
      HttpCaller http,
      Compatibility compatibility,
      Duration timeout,
      int longest) {
    this.discovery = discovery;
    this.http = http;
    this.compatibility = compatibility;
    this.timeout = timeout;
    this.longest = longest;
  }

  static boolean isWeb(String location) {
    String lowerCased = location.toLowerCase(Locale.ROOT);
    return lowerCased.startsWith("http://") || lowerCased.startsWith("https://");
  }

  /** The URI that others may know a description by: without credentials and query. */
  String publicUri(String location) {
    if (compatibility == Compatibility.STOCK) {
      return location;
    }
    return isWeb(location) ? PublicUrls.of(location) : path(location).toUri().toString();
  }

  /** The API described at {@code location}. */
  ApiDescription read(String location) {
    if (!isWeb(location)) {
      return discovery.read(file(path(location)));
    }
    byte[] document = fetched(location);
    return compatibility == Compatibility.STOCK
        ? discovery.read(json(document, location))
        : discovery.read(document, Optional.of(LenientUri.of(location)));
  }

  /** The API that a document read before describes. */
  ApiDescription read(JsonNode document, String location) {
    return isWeb(location)
        ? discovery.read(document, Optional.of(LenientUri.of(location)))
        : discovery.read(document);
  }

  /** The stock libraries read no YAML from the web. */
  private static JsonNode json(byte[] document, String location) {
    try {
      return JsonMapper.shared().readTree(document);
    } catch (JacksonException noJson) {
      throw new DiscoveryException(
          "Failed to parse OpenAPI spec from " + PublicUrls.of(location), noJson);
    }
  }

  private byte[] fetched(String location) {
    String shown = PublicUrls.of(location);
    try {
      HttpAnswer answer = http.send(HttpCall.get(LenientUri.of(location), timeout));
      if (answer.ok()) {
        return answer.body();
      }
      throw new DiscoveryException(
          "Failed to fetch OpenAPI spec from %s: HTTP %d %s"
              .formatted(shown, answer.status(), answer.reason())
              .strip());
    } catch (IOException | IllegalArgumentException failed) {
      throw new DiscoveryException(
          "Failed to fetch OpenAPI spec from %s: %s"
              .formatted(shown, failed.getClass().getSimpleName()),
          failed);
    }
  }

  private byte[] file(Path path) {
    try {
      if (!Files.isRegularFile(path)) {
        throw new DiscoveryException("File not found: " + path);
      }
      if (Files.size(path) > longest) {
        throw new DiscoveryException("%s has more than %d bytes".formatted(path, longest));
      }
      return Files.readAllBytes(path);
    } catch (IOException failed) {
      throw new DiscoveryException("Failed to read " + path, failed);
    }
  }

  private Path path(String location) {
    try {
      boolean uri = location.toLowerCase(Locale.ROOT).startsWith("file:");
      if (uri && compatibility == Compatibility.CORRECT) {
        return Path.of(URI.create(location)).toAbsolutePath();
      }
      boolean home = location.equals("~") || location.startsWith("~/");
      return Path.of(home ? System.getProperty("user.home") + location.substring(1) : location)
          .toAbsolutePath();
    } catch (IllegalArgumentException | FileSystemNotFoundException unreadable) {
      throw new DiscoveryException(
          "'%s' is neither an http, https or file URI nor a path".formatted(location), unreadable);
    }
  }
}
