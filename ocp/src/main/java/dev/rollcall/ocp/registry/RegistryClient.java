package dev.rollcall.ocp.registry;

import dev.rollcall.ocp.Compatibility;
import dev.rollcall.ocp.call.HttpAnswer;
import dev.rollcall.ocp.call.HttpCall;
import dev.rollcall.ocp.call.HttpCaller;
import dev.rollcall.ocp.call.LenientUri;
import dev.rollcall.ocp.discovery.ApiDescription;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a registry for APIs by name. It is told nothing of the agent: no context, no credentials.
 */
public final class RegistryClient {
  /** The registry that is asked if nobody says another. */
  public static final String DEFAULT_URL = "https://opencontextprotocol.io/api/v1";

  /** The environment variable that names another. */
  public static final String VARIABLE = "OCP_REGISTRY_URL";

  private static final Duration LOOK_UP = Duration.ofSeconds(10);
  private static final Duration SEARCH = Duration.ofSeconds(5);
  private static final int PER_PAGE = 10;
  private static final int SUGGESTIONS = 3;
  private static final int PREFIX = 3;

  private final String url;
  private final HttpCaller http;
  private final RegistryEntry entries;
  private final Compatibility compatibility;

  /**
   * Asks the registry at {@code url}, such as {@value #DEFAULT_URL}.
   *
   * @throws IllegalArgumentException if it is no http or https URL
   */
  public RegistryClient(String url, HttpCaller http, Compatibility compatibility) {
    this.url = url.replaceAll("/+$", "");
    if (!this.url.startsWith("http://") && !this.url.startsWith("https://")) {
      throw new IllegalArgumentException("Invalid registry URL: " + this.url);
    }
    this.http = http;
    this.compatibility = compatibility;
    entries = new RegistryEntry();
  }

  /** The URL to be used: the one chosen, or else the environment's, or else the default one. */
  public static String url(Optional<String> chosen, Map<String, String> environment) {
    return chosen
        .filter(url -> !url.isEmpty())
        .or(() -> Optional.ofNullable(environment.get(VARIABLE)).filter(named -> !named.isEmpty()))
        .orElse(DEFAULT_URL);
  }

  public String url() {
    return url;
  }

  /**
   * The API called {@code name}.
   *
   * @throws ApiNotFoundException if the registry does not know it
   * @throws RegistryUnavailableException if it could not be asked
   */
  public ApiDescription api(String name) {
    String segment = compatibility == Compatibility.STOCK ? name : LenientUri.component(name);
    HttpAnswer answer = get("/registry/" + segment);
    if (answer.status() == 404) {
      throw new ApiNotFoundException(name, suggestions(name));
    }
    if (!answer.ok()) {
      throw new RegistryUnavailableException(url, status(answer));
    }
    try {
      JsonNode entry = JsonMapper.shared().readTree(answer.text());
      if (entry.isObject()) {
        return entries.read(entry);
      }
    } catch (JacksonException noJson) {
      throw new RegistryUnavailableException(url, "its answer is no JSON", noJson);
    }
    throw new RegistryUnavailableException(url, "its answer is no entry of an API");
  }

  /** The API of an entry that a registry served before. A tool that cannot be read is left out. */
  public ApiDescription read(JsonNode entry) {
    return entries.read(entry);
  }

  private static String status(HttpAnswer answer) {
    return answer.reason().isEmpty() ? "HTTP " + answer.status() : answer.reason();
  }

  private HttpAnswer get(String path) {
    try {
      return http.send(HttpCall.get(LenientUri.of(url + path), LOOK_UP));
    } catch (ConnectException | HttpConnectTimeoutException unreachable) {
      throw new RegistryUnavailableException(url, "Could not connect to registry", unreachable);
    } catch (InterruptedIOException | IllegalArgumentException failed) {
      throw new RegistryUnavailableException(url, String.valueOf(failed.getMessage()), failed);
    } catch (IOException failed) {
      throw new RegistryUnavailableException(
          url, failed.getClass().getSimpleName() + ": " + failed.getMessage(), failed);
    }
  }

  /** The names of the first ten APIs that {@code query} finds; none if the registry fails. */
  public List<String> search(String query) {
    String path = "/search?q=%s&per_page=%d".formatted(LenientUri.component(query), PER_PAGE);
    return names(path, SEARCH, Optional.of("results"));
  }

  /** The names of all APIs; none if the registry fails. */
  public List<String> list() {
    return names("/registry", LOOK_UP, Optional.empty());
  }

  private List<String> names(String path, Duration timeout, Optional<String> key) {
    List<String> names = new ArrayList<>();
    try {
      HttpAnswer answer = http.send(HttpCall.get(LenientUri.of(url + path), timeout));
      if (answer.ok()) {
        JsonNode json = JsonMapper.shared().readTree(answer.text());
        for (JsonNode api : key.map(json::path).orElse(json)) {
          if (api.path("name").isString()) {
            names.add(api.path("name").stringValue());
          }
        }
      }
    } catch (IOException | JacksonException | IllegalArgumentException failed) {
      return List.of();
    }
    return names;
  }

  /** What the name finds, or else what its first letters find. */
  private List<String> suggestions(String name) {
    List<String> found = search(name);
    if (found.isEmpty() && name.length() > PREFIX - 1) {
      found = search(name.substring(0, PREFIX));
    }
    return found.stream().limit(SUGGESTIONS).toList();
  }
}
