package dev.rollcall.ocp.discovery;

import dev.rollcall.ocp.Compatibility;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads descriptions of APIs: Swagger 2 and OpenAPI 3.0 to 3.2, in JSON or YAML.
 *
 * <pre>{@code
 * byte[] document = Files.readAllBytes(Path.of("openapi.yaml"));
 * ApiDescription api = new Discovery(Compatibility.CORRECT).read(document);
 * api.tools().forEach(tool -> System.out.println(ToolDocumentation.of(tool)));
 * }</pre>
 *
 * <p>Every operation of method GET, POST, PUT, PATCH and DELETE is a {@link Tool}, in the order of
 * the description, named and described as the stock libraries of the Open Context Protocol do. What
 * those get wrong, {@link Compatibility#CORRECT} gets right:
 *
 * <ul>
 *   <li>Parameters of the path, and parameters, bodies, responses and path items behind references
 *       are taken.
 *   <li>Bodies are taken if they are forms, of another JSON media type such as {@code
 *       application/merge-patch+json}, or composed with {@code allOf}. Their properties keep their
 *       format, and do not replace a parameter of the path.
 *   <li>Swagger 2's parameters have their types, and its bodies and forms are sent as such.
 *   <li>Operations of the same name are told apart by a number: {@code listUsers}, {@code
 *       listUsers2}. The first keeps its name, so that it is found by it as in the stock libraries.
 *   <li>The variables of a server's URL are replaced by their defaults, and a relative one is
 *       resolved against where the description was found.
 * </ul>
 *
 * <p>A description may come from anyone: one that is no description, or that needs more than the
 * {@link DiscoveryLimits}, ends in a {@link DiscoveryException}. The nodes of what was read are
 * shared among tools and are not to be changed.
 *
 * <p>Safe for use by several threads.
 */
public final class Discovery {
  private final List<DescriptionFormat> formats;
  private final DescriptionText text;

  /** Reads within the default limits. */
  public Discovery(Compatibility compatibility) {
    this(compatibility, DiscoveryLimits.DEFAULT);
  }

  public Discovery(Compatibility compatibility, DiscoveryLimits limits) {
    this(List.of(new OpenApiFormat(compatibility, limits)), new DescriptionText(limits));
  }

  private Discovery(List<DescriptionFormat> formats, DescriptionText text) {
    this.formats = List.copyOf(formats);
    this.text = text;
  }

  /** The same, reading {@code format} too. Of several that recognize a document the first reads. */
  public Discovery with(DescriptionFormat format) {
    List<DescriptionFormat> more = new ArrayList<>(formats);
    more.add(format);
    return new Discovery(more, text);
  }

  /** The names of the formats that are read, such as {@code OpenAPI}. */
  public List<String> formats() {
    return formats.stream().map(DescriptionFormat::name).toList();
  }

  /**
   * The API that {@code document} describes.
   *
   * @throws DiscoveryException if it is no such description
   */
  public ApiDescription read(JsonNode document) {
    return read(document, Optional.empty());
  }

  /**
   * The same of a document that was found at {@code documentUrl}, which a relative URL of its
   * server is resolved against.
   */
  public ApiDescription read(JsonNode document, Optional<URI> documentUrl) {
    return formats.stream()
        .filter(format -> format.recognizes(document))
        .findFirst()
        .orElseThrow(
            () ->
                new DiscoveryException(
                    "Unsupported API specification format. Supported formats: "
                        + String.join(", ", formats())))
        .read(document, documentUrl);
  }

  /** The same from the text of a file, JSON or YAML. */
  public ApiDescription read(byte[] document) {
    return read(document, Optional.empty());
  }

  /** The same from the text of a file, JSON or YAML, that was found at {@code documentUrl}. */
  public ApiDescription read(byte[] document, Optional<URI> documentUrl) {
    return read(text.read(document), documentUrl);
  }
}
