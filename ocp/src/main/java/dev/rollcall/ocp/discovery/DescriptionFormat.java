package dev.rollcall.ocp.discovery;

import java.net.URI;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A format in which APIs are described. {@link Discovery} knows OpenAPI; others can be added. */
public interface DescriptionFormat {
  /** What people call it, such as {@code OpenAPI}. */
  String name();

  /** Whether {@code document} is in this format, so that {@link #read} is the one to ask. */
  boolean recognizes(JsonNode document);

  /**
   * The API that {@code document} describes.
   *
   * @param documentUrl where the document was found, if it was found on the web
   * @throws DiscoveryException if it cannot be read
   */
  ApiDescription read(JsonNode document, Optional<URI> documentUrl);
}
