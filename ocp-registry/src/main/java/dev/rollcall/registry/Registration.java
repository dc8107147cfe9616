package dev.rollcall.registry;

import java.net.URI;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An API that an administrator wants to have in the registry.
 *
 * @param baseUrl what the tools' paths are appended to; otherwise what the description says
 */
record Registration(String name, Profile profile, Source source, Optional<String> baseUrl) {

  /** Where the description of an API comes from. */
  sealed interface Source {
    /** It is fetched, now and whenever it is validated again. */
    record Address(URI address) implements Source {}

    /** It came with the request: an object, or the text of a file in JSON or YAML. */
    record Sent(JsonNode document) implements Source {}
  }
}
