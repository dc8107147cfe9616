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
import dev.rollcall.ocp.discovery.DiscoveryLimits;
import dev.rollcall.pages.Texts;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
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

  /** How many bytes of JSON the tools of one API may be. */
  static final int MOST_BYTES_OF_TOOLS = 16 << 20;

  /** How many bytes of JSON one tool may be. */
  static final int MOST_BYTES_OF_A_TOOL = 256 << 10;

  /** Narrower than an agent's own: what is read here is shown to everybody who asks. */
  private static final DiscoveryLimits LIMITS = new DiscoveryLimits(MOST_BYTES, 100, 2_000_000);

  /** How many characters the name of a tool may be. */
  private static final int LONGEST_NAME = 256;

  private static final int MOST_NAMED = 5;
  private static final int LONGEST_NAMED = 100;

  private static final int AT_ONCE = 2;
  private static final Timeouts PROBE =
      new Timeouts(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(5));

  private final Fetcher fetcher;
  private final Discovery discovery = new Discovery(Compatibility.CORRECT, LIMITS);
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
      Map<Boolean, List<RegisteredTool>> byLength =
          RegisteredTool.of(description.tools()).stream()
              .collect(Collectors.partitioningBy(Descriptions::isTooLong));
      List<RegisteredTool> tools = byLength.getOrDefault(false, List.of());
      List<RegisteredTool> tooLong = byLength.getOrDefault(true, List.of());
      if (tools.stream().mapToLong(RegisteredTool::bytes).sum() > MOST_BYTES_OF_TOOLS) {
        throw new UnusableException(
            "The tools of the description are more than %d bytes of JSON."
                .formatted(MOST_BYTES_OF_TOOLS));
      }
      String base = baseUrl.orElseGet(description::baseUrl);
      if (!isAbsolute(base)) {
        throw new UnusableException(
            "The description does not say where the API is called; give its base_url, beginning"
                + " with http:// or https://.");
      }
      if (hasCredentials(base)) {
        throw new UnusableException(
            "The description's base URL has a user or a password, which everybody who asks would be"
                + " told; give a base_url without them.");
      }
      List<String> warnings = new ArrayList<>();
      if (description.tools().isEmpty()) {
        warnings.add("The description has no operations.");
      }
      if (!tooLong.isEmpty()) {
        warnings.add(leftOut(tooLong));
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

  private static boolean isTooLong(RegisteredTool tool) {
    return tool.name().length() > LONGEST_NAME || tool.bytes() > MOST_BYTES_OF_A_TOOL;
  }

  private static String leftOut(List<RegisteredTool> tools) {
    return "Left out, since a tool may be %d bytes of JSON and its name %d characters: %s%s."
        .formatted(
            MOST_BYTES_OF_A_TOOL,
            LONGEST_NAME,
            tools.stream()
                .limit(MOST_NAMED)
                .map(tool -> Texts.shortened(tool.name(), LONGEST_NAMED))
                .collect(Collectors.joining(", ")),
            tools.size() > MOST_NAMED ? " and %d more".formatted(tools.size() - MOST_NAMED) : "");
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

  /** Whether {@code address}, which is absolute, has a user or a password in it. */
  static boolean hasCredentials(String address) {
    return URI.create(address).getRawUserInfo() != null;
  }
}
