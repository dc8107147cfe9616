package dev.rollcall.ocp.discovery;

import dev.rollcall.ocp.Compatibility;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Swagger 2 and OpenAPI 3.0 to 3.2. */
final class OpenApiFormat implements DescriptionFormat {
  private static final Logger log = LoggerFactory.getLogger(OpenApiFormat.class);
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final Compatibility compatibility;
  private final DiscoveryLimits limits;

  OpenApiFormat(Compatibility compatibility, DiscoveryLimits limits) {
    this.compatibility = compatibility;
    this.limits = limits;
  }

  @Override
  public String name() {
    return "OpenAPI";
  }

  @Override
  public boolean recognizes(JsonNode document) {
    return document.has("swagger") || document.has("openapi");
  }

  @Override
  public ApiDescription read(JsonNode document, Optional<URI> documentUrl) {
    boolean swagger = isSwagger(document);
    JsonNode info = document.path("info");
    String baseUrl =
        swagger
            ? BaseUrls.ofHost(document, documentUrl, compatibility)
            : BaseUrls.ofServers(document, documentUrl, compatibility);
    return new ApiDescription(
        Nodes.someText(info, "title").orElse("Unknown API"),
        Nodes.someText(info, "version").orElse("1.0.0"),
        Nodes.text(info, "description"),
        baseUrl,
        new Reading(document, swagger).tools(),
        document);
  }

  private boolean isSwagger(JsonNode document) {
    if (document.has("swagger")) {
      String version = version(document.path("swagger"));
      if (!version.startsWith("2.")) {
        throw new DiscoveryException("Unsupported Swagger version: " + version);
      }
      return true;
    }
    String version = version(document.path("openapi"));
    if (!version.startsWith("3.0") && !version.startsWith("3.1") && !version.startsWith("3.2")) {
      throw new DiscoveryException("Unsupported OpenAPI version: " + version);
    }
    return false;
  }

  /** In YAML a version without quotes is a number, which the stock libraries do not take. */
  private String version(JsonNode version) {
    if (version.isNumber() && compatibility == Compatibility.STOCK) {
      throw new DiscoveryException(
          "Unsupported version: the number " + version.asString() + ", which is to be a text");
    }
    String text = version.isValueNode() ? version.asString("") : "";
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  /** One description being read. */
  private final class Reading {
    private final JsonNode document;
    private final Budget budget = new Budget(limits);
    private final References references;
    private final ParameterReader parameters;
    private final ResponseSchemas responses;

    Reading(JsonNode document, boolean swagger) {
      this.document = document;
      this.references = new References(document, compatibility, budget);
      this.parameters =
          switch (compatibility) {
            case STOCK -> new StockParameterReader(references, budget, swagger);
            case CORRECT -> new CorrectParameterReader(references, budget, swagger);
          };
      this.responses = new ResponseSchemas(references, compatibility, budget, swagger);
    }

    List<Tool> tools() {
      List<Tool> tools = new ArrayList<>();
      for (Map.Entry<String, JsonNode> entry : document.path("paths").properties()) {
        if (!isPath(entry.getKey())) {
          continue;
        }
        JsonNode item = entry.getValue();
        if (compatibility == Compatibility.CORRECT) {
          item = references.target(item);
        }
        budget.work(1 + item.size());
        for (Map.Entry<String, JsonNode> operation : item.properties()) {
          String method = operation.getKey().toLowerCase(Locale.ROOT);
          if (METHODS.contains(method) && operation.getValue().isObject()) {
            tool(entry.getKey(), item, method, operation.getValue()).ifPresent(tools::add);
          }
        }
      }
      return compatibility == Compatibility.CORRECT ? distinct(tools) : tools;
    }

    /** After a base URL, what begins with no slash would be a part of the host's name. */
    private boolean isPath(String key) {
      if (compatibility == Compatibility.STOCK || key.startsWith("/")) {
        return true;
      }
      if (!key.startsWith("x-")) {
        log.atWarn().addKeyValue("path", key).log("path left out: it does not begin with a slash");
      }
      return false;
    }

    private Optional<Tool> tool(String path, JsonNode item, String method, JsonNode operation) {
      budget.work(1 + operation.path("tags").size());
      String operationId = Nodes.text(operation, "operationId");
      Optional<String> name = ToolNames.of(operationId, method, path);
      if (name.isEmpty()) {
        log.atWarn()
            .addKeyValue("method", method)
            .addKeyValue("path", path)
            .log("operation left out: no name can be made for it");
        return Optional.empty();
      }
      String description =
          Nodes.someText(operation, "summary")
              .or(() -> Nodes.someText(operation, "description"))
              .orElse("No description provided");
      budget.unfold(Budget.weight(path) + Budget.weight(description));
      List<String> tags = Nodes.texts(operation.path("tags"));
      tags.forEach(tag -> budget.unfold(Budget.weight(tag)));
      String capitals = method.toUpperCase(Locale.ROOT);
      ParameterReader.Taken taken = parameters.read(item, operation, capitals);
      return Optional.of(
          new Tool(
              name.get(),
              description,
              capitals,
              path,
              taken.parameters(),
              responses.of(operation),
              Optional.of(operationId).filter(id -> !id.isEmpty()),
              tags,
              taken.form(),
              Optional.empty()));
    }

    private static List<Tool> distinct(List<Tool> tools) {
      List<String> names = ToolNames.distinct(tools.stream().map(Tool::name).toList());
      List<Tool> distinct = new ArrayList<>(tools.size());
      for (int i = 0; i < tools.size(); i++) {
        distinct.add(named(tools.get(i), names.get(i)));
      }
      return distinct;
    }

    private static Tool named(Tool tool, String name) {
      return new Tool(
          name,
          tool.description(),
          tool.method(),
          tool.path(),
          tool.parameters(),
          tool.responseSchema(),
          tool.operationId(),
          tool.tags(),
          tool.form(),
          tool.resource());
    }
  }
}
