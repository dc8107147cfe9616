package dev.rollcall.registry;

import dev.rollcall.http.client.FetchException;
import dev.rollcall.http.client.Fetcher;
import dev.rollcall.http.client.FetcherSettings;
import dev.rollcall.http.client.OutgoingRequest;
import dev.rollcall.http.client.Timeouts;
import dev.rollcall.ocp.Compatibility;
import dev.rollcall.ocp.discovery.ApiDescription;
import dev.rollcall.ocp.discovery.Discovery;
import dev.rollcall.ocp.discovery.DiscoveryException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.JsonNode;

/**
 * Fetches and reads descriptions of APIs, a few at a time. What is asked is asked through the
 * guard, which does not let callers reach into this server's own network.
 */
final class Descriptions {
  /** How long a description may be that is fetched. */
  static final int MOST_BYTES = 8 << 20;

  /** How long fetching one may take. */
  static final Duration LONGEST = Duration.ofSeconds(30);

  static final int MOST_TOOLS = 2_000;

  /** How many characters of JSON the tools of one API may be. */
  static final long MOST_CHARACTERS = 16 << 20;

  private static final int AT_ONCE = 2;
  private static final Timeouts PROBE =
      new Timeouts(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(5));

  private final Fetcher fetcher;
  private final Discovery discovery = new Discovery(Compatibility.CORRECT);
  private final Semaphore places = new Semaphore(AT_ONCE);

  Descriptions(Fetcher fetcher) {
    this.fetcher = fetcher;
  }

  static FetcherSettings settings(boolean allowPrivateTargets) {
    return new FetcherSettings(allowPrivateTargets, LONGEST, MOST_BYTES);
  }

  /**
   * What was found.
   *
   * @param baseUrl where the API is called; absolute
   */
  record Described(
      String version,
      String baseUrl,
      List<RegisteredTool> tools,
      boolean accessible,
      List<String> warnings) {}

  /** A description that cannot be in the registry, and why. */
  static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String explanation;

    UnusableException(String explanation) {
      super(explanation);
      this.explanation = explanation;
    }

    String explanation() {
      return explanation;
    }
  }

  /**
   * Reads the description from {@code source}; blocks for as long as that takes.
   *
   * @param baseUrl in place of what the description says
   */
  Described read(Registration.Source source, Optional<String> baseUrl) throws UnusableException {
    places.acquireUninterruptibly();
    try {
      ApiDescription description = describe(source);
      if (description.tools().size() > MOST_TOOLS) {
        throw new UnusableException(
            "The description has %d operations; an API may have %d."
                .formatted(description.tools().size(), MOST_TOOLS));
      }
      List<RegisteredTool> tools = RegisteredTool.of(description.tools());
      if (tools.stream().mapToLong(tool -> tool.json().length()).sum() > MOST_CHARACTERS) {
        throw new UnusableException(
            "The tools of the description are more than %d characters of JSON."
                .formatted(MOST_CHARACTERS));
      }
      String base = baseUrl.orElseGet(description::baseUrl);
      if (!isAbsolute(base)) {
        throw new UnusableException(
            "The description does not say where the API is called; give its base_url, beginning"
                + " with http:// or https://.");
      }
      List<String> warnings = new ArrayList<>();
      if (tools.isEmpty()) {
        warnings.add("The description has no operations.");
      }
      boolean accessible = answers(base);
      if (!accessible) {
        warnings.add("Nothing answered this server at " + base + ".");
      }
      return new Described(description.version(), base, tools, accessible, warnings);
    } finally {
      places.release();
    }
  }

  private ApiDescription describe(Registration.Source source) throws UnusableException {
    try {
      return switch (source) {
        case Registration.Source.Address(URI address) ->
            discovery.read(fetcher.fetch(address, false), Optional.of(address));
        case Registration.Source.Sent(JsonNode document) ->
            document.isString()
                ? discovery.read(document.stringValue().getBytes(StandardCharsets.UTF_8))
                : discovery.read(document);
      };
    } catch (FetchException e) {
      throw new UnusableException("The description could not be fetched: " + e.explanation());
    } catch (DiscoveryException e) {
      throw new UnusableException("The description could not be read: " + e.getMessage());
    }
  }

  private boolean answers(String base) {
    try {
      fetcher.send(OutgoingRequest.get(new URI(base), new LinkedHashMap<>(), PROBE));
      return true;
    } catch (FetchException | URISyntaxException _) {
      return false;
    }
  }

  /** Whether {@code address} is one that can be called from anywhere. */
  static boolean isAbsolute(String address) {
    try {
      URI parsed = new URI(address);
      String scheme = String.valueOf(parsed.getScheme()).toLowerCase(Locale.ROOT);
      return (scheme.equals("http") || scheme.equals("https")) && parsed.getHost() != null;
    } catch (URISyntaxException _) {
      return false;
    }
  }
}
