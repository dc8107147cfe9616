package dev.rollcall.ocp.discovery;

import dev.rollcall.ocp.Compatibility;
import tools.jackson.databind.JsonNode;

/** Reads descriptions of APIs: Swagger 2 and OpenAPI 3.0 to 3.2, in JSON or YAML. */
public final class Discovery {
  private final Compatibility compatibility;

  public Discovery(Compatibility compatibility) {
    this.compatibility = compatibility;
  }

  /**
   * The API that {@code document} describes.
   *
   * @throws DiscoveryException if it is no such description
   */
  public ApiDescription read(JsonNode document) {
    throw new DiscoveryException("not yet: " + compatibility + document);
  }

  /** The same from the text of a file, JSON or YAML. */
  public ApiDescription read(byte[] document) {
    throw new DiscoveryException("not yet " + document.length);
  }
}
