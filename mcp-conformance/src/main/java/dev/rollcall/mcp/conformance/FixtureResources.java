package dev.rollcall.mcp.conformance;

import dev.rollcall.mcp.McpException;
import dev.rollcall.mcp.ResourceContents;
import dev.rollcall.mcp.ResourceDescription;
import dev.rollcall.mcp.ResourcePage;
import dev.rollcall.mcp.ResourceTemplate;
import dev.rollcall.mcp.Resources;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The resources that the suite asks for. */
final class FixtureResources implements Resources<Anyone> {
  static final String WATCHED = "test://watched-resource";
  static final String TEMPLATE = "test://template/{id}/data";

  private static final String TEXT = "test://static-text";
  private static final String BINARY = "test://static-binary";
  private static final Pattern FROM_TEMPLATE = Pattern.compile("test://template/([\\w.~-]+)/data");

  private final AtomicInteger edition = new AtomicInteger(1);

  /** Gives the watched resource other contents. */
  void changeWatched() {
    edition.incrementAndGet();
  }

  @Override
  public ResourcePage list(Anyone caller, Optional<String> cursor) throws McpException {
    if (cursor.isPresent()) {
      throw McpException.invalidParams(
          "There is no further page: the list is complete without a cursor.");
    }
    return new ResourcePage(
        List.of(
            described(TEXT, "static-text", "A text that never changes.", Samples.TEXT_TYPE),
            described(BINARY, "static-binary", "An image.", Samples.IMAGE_TYPE),
            described(WATCHED, "watched-resource", "A text that changes.", Samples.TEXT_TYPE)),
        Optional.empty());
  }

  @Override
  public List<ResourceTemplate> templates() {
    return List.of(
        new ResourceTemplate(
            TEMPLATE, "template", "template", "Made of its own URI.", Samples.JSON_TYPE));
  }

  @Override
  public Optional<List<ResourceContents>> read(Anyone caller, String uri) {
    return switch (uri) {
      case TEXT -> text(uri, Samples.TEXT_TYPE, "This is the content of the static text resource.");
      case BINARY ->
          Optional.of(List.of(new ResourceContents.Blob(uri, Samples.IMAGE_TYPE, Samples.IMAGE)));
      case WATCHED -> text(uri, Samples.TEXT_TYPE, "Edition " + edition.get());
      default -> {
        Matcher matcher = FROM_TEMPLATE.matcher(uri);
        yield matcher.matches() ? fromTemplate(uri, matcher.group(1)) : Optional.empty();
      }
    };
  }

  @Override
  public boolean mayWatch(Anyone caller, String uri) {
    return read(caller, uri).isPresent();
  }

  private static Optional<List<ResourceContents>> fromTemplate(String uri, String id) {
    String data =
        Samples.JSON
            .createObjectNode()
            .put("id", id)
            .put("templateTest", true)
            .put("data", "Data for ID: " + id)
            .toString();
    return text(uri, Samples.JSON_TYPE, data);
  }

  private static Optional<List<ResourceContents>> text(String uri, String mimeType, String text) {
    return Optional.of(List.of(new ResourceContents.Text(uri, mimeType, text)));
  }

  private static ResourceDescription described(
      String uri, String name, String description, String mimeType) {
    return new ResourceDescription(uri, name, name, description, mimeType);
  }
}
