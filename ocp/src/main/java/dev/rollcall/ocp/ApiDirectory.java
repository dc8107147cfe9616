package dev.rollcall.ocp;

import dev.rollcall.ocp.call.LenientUri;
import dev.rollcall.ocp.context.AgentContext;
import dev.rollcall.ocp.discovery.ApiDescription;
import dev.rollcall.ocp.registry.RegistryClient;
import dev.rollcall.ocp.storage.CachedApi;
import dev.rollcall.ocp.storage.OcpStorage;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The APIs that an agent knows, in the order in which it was told of them.
 *
 * <p>Registering asks memory, then the cache, then the source. Correct: whatever is asked, the
 * headers and the base URL of the registration hold; the cache counts only if it has the same
 * source; what a file says is not cached, as it may change any time. Stock: memory and cache win
 * over the registration, and what comes out of the cache has no headers.
 */
final class ApiDirectory {
  private static final Duration CACHED_FOR = Duration.ofDays(7);
  private static final String REGISTRY = "registry:";
  private static final String REGISTRY_URL = "registry_url";

  private final AgentContext context;
  private final RegistryClient registry;
  private final Specifications specifications;
  private final Optional<OcpStorage> storage;
  private final Compatibility compatibility;
  private final SharedAttempts<Origin, ApiDescription> attempts = new SharedAttempts<>();
  private final Object lock = new Object();
  private volatile Map<String, RegisteredApi> apis = Map.of();

  ApiDirectory(
      AgentContext context,
      RegistryClient registry,
      Specifications specifications,
      Optional<OcpStorage> storage,
      Compatibility compatibility) {
    this.context = context;
    this.registry = registry;
    this.specifications = specifications;
    this.storage = storage;
    this.compatibility = compatibility;
  }

  Collection<RegisteredApi> all() {
    return apis.values();
  }

  Optional<RegisteredApi> find(String name) {
    return Optional.ofNullable(apis.get(name));
  }

  /** Registrations that need the same description at a time share the attempt to read it. */
  RegisteredApi register(String name, Registration registration) {
    return compatibility == Compatibility.STOCK
        ? registerAsStock(name, registration)
        : registerCorrectly(name, registration);
  }

  private RegisteredApi registerCorrectly(String name, Registration registration) {
    Optional<RegisteredApi> before = find(name);
    String source =
        registration
            .specification()
            .or(() -> before.map(RegisteredApi::source))
            .orElse(REGISTRY + LenientUri.component(name));
    ApiDescription discovered =
        before
            .filter(api -> api.source().equals(source))
            .map(RegisteredApi::discovered)
            .orElseGet(
                () -> attempts.get(new Origin(name, source), () -> discovered(name, source)));
    RegisteredApi api;
    boolean isNew;
    synchronized (lock) {
      Optional<RegisteredApi> same = find(name).filter(known -> known.source().equals(source));
      isNew = same.isEmpty();
      api = merged(name, source, registration, same, discovered);
      put(api);
    }
    if (isNew) {
      note(api, publicSource(source), isRegistry(source));
    }
    return api;
  }

  /** What the registration says, and of the rest what was known before. */
  private static RegisteredApi merged(
      String name,
      String source,
      Registration registration,
      Optional<RegisteredApi> known,
      ApiDescription read) {
    ApiDescription discovered = known.map(RegisteredApi::discovered).orElse(read);
    Optional<String> baseUrl =
        registration.baseUrl().or(() -> known.map(api -> api.description().baseUrl()));
    Map<String, String> headers =
        registration.headers().isEmpty()
            ? known.map(RegisteredApi::headers).orElse(Map.of())
            : registration.headers();
    return new RegisteredApi(
        name, source, discovered, baseUrl.map(discovered::at).orElse(discovered), headers);
  }

  private static boolean isRegistry(String source) {
    return source.startsWith(REGISTRY);
  }

  private String publicSource(String source) {
    return isRegistry(source) ? source : specifications.publicUri(source);
  }

  private ApiDescription discovered(String name, String source) {
    boolean cacheable = isRegistry(source) || Specifications.isWeb(source);
    if (!cacheable) {
      return specifications.read(source);
    }
    Optional<ApiDescription> cached =
        storage
            .flatMap(files -> files.cachedApi(name, CACHED_FOR))
            .filter(api -> isFrom(source, api))
            .flatMap(api -> refreshed(source, api));
    if (cached.isPresent()) {
      return cached.get();
    }
    ApiDescription described =
        isRegistry(source) ? registry.api(name) : specifications.read(source);
    Map<String, String> more = isRegistry(source) ? Map.of(REGISTRY_URL, registry.url()) : Map.of();
    storage.ifPresent(files -> files.cacheApi(name, described, source, more));
    return described;
  }

  /** The stock libraries do not say which registry they asked: usually that is the default one. */
  private boolean isFrom(String source, CachedApi api) {
    return api.source().equals(source)
        && (!isRegistry(source)
            || registry.url().equals(api.registryUrl().orElse(RegistryClient.DEFAULT_URL)));
  }

  /**
   * What is cached is discovered anew out of the document beside it: the stock libraries may have
   * written it, and their tools lack what they do not see.
   */
  private Optional<ApiDescription> refreshed(String source, CachedApi api) {
    JsonNode document = api.description().source();
    if (isRegistry(source)) {
      return Optional.of(
          document.path("tools").isArray() ? registry.read(document) : api.description());
    }
    try {
      return Optional.of(specifications.read(document, source));
    } catch (OcpException unreadable) {
      return Optional.empty();
    }
  }

  private RegisteredApi registerAsStock(String name, Registration registration) {
    Optional<RegisteredApi> known = find(name);
    if (known.isPresent()) {
      return known.get();
    }
    Optional<ApiDescription> cached =
        storage.flatMap(files -> files.cachedApi(name, CACHED_FOR)).map(CachedApi::description);
    if (cached.isPresent()) {
      RegisteredApi api = new RegisteredApi(name, "cache", cached.get(), cached.get(), Map.of());
      put(api);
      context.addApiSpec(name, "cache");
      return api;
    }
    String source = registration.specification().orElse(REGISTRY + name);
    boolean fromRegistry = registration.specification().isEmpty();
    ApiDescription discovered =
        attempts.get(
            new Origin(name, source),
            () -> fromRegistry ? registry.api(name) : specifications.read(source));
    ApiDescription description = registration.baseUrl().map(discovered::at).orElse(discovered);
    RegisteredApi api =
        new RegisteredApi(name, source, discovered, description, registration.headers());
    synchronized (lock) {
      Optional<RegisteredApi> meanwhile = find(name);
      if (meanwhile.isPresent()) {
        return meanwhile.get();
      }
      put(api);
    }
    storage.ifPresent(files -> files.cacheApi(name, description, source, Map.of()));
    note(api, source, fromRegistry);
    return api;
  }

  private void put(RegisteredApi api) {
    synchronized (lock) {
      Map<String, RegisteredApi> more = new LinkedHashMap<>(apis);
      more.put(api.name(), api);
      apis = more;
    }
  }

  /**
   * Names that the protocol does not allow as keys are changed; the history has them as they are.
   */
  private void note(RegisteredApi api, String source, boolean fromRegistry) {
    boolean stock = compatibility == Compatibility.STOCK;
    context.addApiSpec(stock ? api.name() : api.name().replaceAll("[^a-zA-Z0-9_-]", "_"), source);
    int tools = api.description().tools().size();
    String baseUrl = api.description().baseUrl();
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    metadata.put("api_name", api.name());
    metadata.put("api_title", api.description().title());
    metadata.put("tool_count", tools);
    metadata.put("base_url", stock ? baseUrl : PublicUrls.of(baseUrl));
    metadata.put("source", fromRegistry ? "registry" : "openapi");
    context.addInteraction(
        "api_registered",
        Optional.of(source),
        Optional.of("Discovered %d tools".formatted(tools)),
        metadata);
  }

  /** An API, and where its description is. */
  private record Origin(String name, String source) {
    @Override
    public String toString() {
      return "the description of " + name;
    }
  }
}
