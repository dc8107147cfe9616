package dev.rollcall.mcp;

import dev.rollcall.mcp.Completer.Reference;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The requests that only ask: lists, resources, completion. */
final class Listings<P> {
  private final Application<P> application;
  private final Catalogues<P> catalogues;
  private final Duration lifetime;

  Listings(Application<P> application, Catalogues<P> catalogues, Duration lifetime) {
    this.application = application;
    this.catalogues = catalogues;
    this.lifetime = lifetime;
  }

  /** One of these requests. */
  interface Query<P> {
    Answer answer(Client<P> client, ObjectNode params) throws McpException, InterruptedException;
  }

  /** What answers {@code method}; empty if it is none of these. */
  Optional<Query<P>> query(String method) {
    return switch (method) {
      case "tools/list" -> Optional.of(this::tools);
      case "prompts/list" -> Optional.of(this::prompts);
      case "resources/list" -> Optional.of(this::resources);
      case "resources/templates/list" -> Optional.of(this::templates);
      case "resources/read" -> Optional.of(this::read);
      case "completion/complete" -> Optional.of(this::complete);
      default -> Optional.empty();
    };
  }

  private Answer tools(Client<P> client, ObjectNode params) throws McpException {
    refuseCursor(params);
    return catalogues.of(client.caller()).toolList(client.revision());
  }

  private Answer prompts(Client<P> client, ObjectNode params) throws McpException {
    refuseCursor(params);
    return catalogues.of(client.caller()).promptList(client.revision());
  }

  private Answer resources(Client<P> client, ObjectNode params) throws McpException {
    ResourcePage page =
        application.resources().list(client.caller(), Params.optionalText(params, "cursor"));
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    ArrayNode array = members.putArray("resources");
    page.resources().forEach(each -> array.add(Rendering.node(each, client.revision())));
    page.next().ifPresent(next -> members.put("nextCursor", next));
    Lifetime.put(members, client.revision(), lifetime);
    return Answer.complete(members);
  }

  private Answer templates(Client<P> client, ObjectNode params) throws McpException {
    refuseCursor(params);
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    ArrayNode array = members.putArray("resourceTemplates");
    for (ResourceTemplate each : application.resources().templates()) {
      ObjectNode node = array.addObject();
      node.put("uriTemplate", each.uriTemplate()).put("name", each.name());
      if (client.revision().compareTo(Revision.V2025_06_18) >= 0) {
        Rendering.putUnlessEmpty(node, "title", each.title());
      }
      Rendering.putUnlessEmpty(node, "description", each.description());
      Rendering.putUnlessEmpty(node, "mimeType", each.mimeType());
    }
    Lifetime.put(members, client.revision(), lifetime);
    return Answer.complete(members);
  }

  private Answer read(Client<P> client, ObjectNode params)
      throws McpException, InterruptedException {
    String uri = Params.text(params, "uri");
    Optional<List<ResourceContents>> contents = application.resources().read(client.caller(), uri);
    if (contents.isEmpty()) {
      throw noSuchResource(client.revision(), uri);
    }
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    members.set("contents", Rendering.contents(contents.get()));
    // What a resource holds changes at any moment, unlike which there are.
    Lifetime.put(members, client.revision(), Duration.ZERO);
    return Answer.complete(members);
  }

  /** The error for a URI that names nothing the caller may read. */
  static McpException noSuchResource(Revision revision, String uri) {
    return new McpException(
        revision.isStateless() ? Answer.INVALID_PARAMS : Answer.LEGACY_RESOURCE_NOT_FOUND,
        "Resource not found: no resource of this URI is visible to you. Ask resources/list and"
            + " resources/templates/list for those there are.",
        Optional.of(JsonNodeFactory.instance.objectNode().put("uri", uri)));
  }

  private Answer complete(Client<P> client, ObjectNode params) throws McpException {
    ObjectNode argument = Params.object(params, "argument");
    Reference reference = reference(Params.object(params, "ref"));
    Optional<Completion> completion =
        application
            .completer()
            .complete(
                client.caller(),
                reference,
                Params.text(argument, "name"),
                Params.text(argument, "value"),
                settled(Params.object(Params.object(params, "context"), "arguments")));
    if (completion.isEmpty()) {
      throw McpException.invalidParams(
          "params.ref names nothing that has arguments to complete. Ask prompts/list and"
              + " resources/templates/list for what there is.");
    }
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    ObjectNode node = members.putObject("completion");
    ArrayNode values = node.putArray("values");
    completion.get().values().forEach(values::add);
    node.put("total", completion.get().total());
    node.put("hasMore", completion.get().total() > completion.get().values().size());
    return Answer.complete(members);
  }

  private static Reference reference(ObjectNode ref) throws McpException {
    return switch (Params.text(ref, "type")) {
      case "ref/prompt" -> new Reference.OfPrompt(Params.text(ref, "name"));
      case "ref/resource" -> new Reference.OfTemplate(Params.text(ref, "uri"));
      default ->
          throw McpException.invalidParams(
              "params.ref.type must be \"ref/prompt\" or \"ref/resource\".");
    };
  }

  private static Map<String, String> settled(ObjectNode arguments) throws McpException {
    Map<String, String> settled = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : arguments.properties()) {
      settled.put(each.getKey(), Params.text(arguments, each.getKey()));
    }
    return settled;
  }

  private static void refuseCursor(ObjectNode params) throws McpException {
    if (Params.optionalText(params, "cursor").isPresent()) {
      throw McpException.invalidParams(
          "params.cursor is not one of this list, which has one page. Ask again without it.");
    }
  }
}
