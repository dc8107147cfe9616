package dev.rollcall.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An API in the registry as it was at one moment. Immutable.
 *
 * @param id a number that no other entry has
 * @param version the version that its description says
 * @param baseUrlGiven whether the base URL was given with the registration, and not found in the
 *     description
 * @param openapiUrl where its description is fetched from; empty if it was sent
 * @param validationError why its description could not be read when it was validated last
 * @param accessible whether anything answered at its base URL then
 * @param own whether it is this server's own, which nobody replaces or removes and whose addresses
 *     are those by which it is asked
 */
record Entry(
    int id,
    String name,
    Profile profile,
    String version,
    String baseUrl,
    boolean baseUrlGiven,
    Optional<String> openapiUrl,
    Optional<String> validationError,
    boolean accessible,
    Instant created,
    Instant updated,
    Instant lastValidated,
    List<RegisteredTool> tools,
    boolean own) {
  Entry {
    tools = List.copyOf(tools);
  }

  EntryStatus status() {
    return validationError.isPresent() ? EntryStatus.VALIDATION_FAILED : EntryStatus.ACTIVE;
  }

  /** The same for a client that reaches this server at {@code origin}. */
  Entry at(String origin) {
    return own ? withAddresses(origin, Optional.of(origin + "/openapi.json")) : this;
  }

  Optional<RegisteredTool> tool(String slug) {
    return tools.stream().filter(tool -> tool.slug().equals(slug)).findFirst();
  }

  /** How many characters of JSON its tools are. */
  long size() {
    return tools.stream().mapToLong(tool -> tool.json().length()).sum();
  }

  /** The same after a validation that failed: its tools stay as they were. */
  Entry failed(String error, Instant now) {
    return new Entry(
        id,
        name,
        profile,
        version,
        baseUrl,
        baseUrlGiven,
        openapiUrl,
        Optional.of(error),
        false,
        created,
        updated,
        now,
        tools,
        own);
  }

  private Entry withAddresses(String base, Optional<String> openapi) {
    return new Entry(
        id,
        name,
        profile,
        version,
        base,
        baseUrlGiven,
        openapi,
        validationError,
        accessible,
        created,
        updated,
        lastValidated,
        tools,
        own);
  }

  /** Without the tools, which may be megabytes. */
  @Override
  public String toString() {
    return "Entry[" + name + ", " + tools.size() + " tools]";
  }
}
