package dev.rollcall.mcp.schema;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds a tool's arguments against its input schema: JSON Schema 2020-12, or 2019-09, draft-07 or
 * draft-06 if {@code $schema} says so. Formats are asserted; a {@code $ref} to the network is never
 * followed. Safe for use by many threads.
 */
public final class ArgumentCheck {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry ->
              registry
                  .schemaCacheEnabled(false)
                  .schemaLoader(loader -> loader.fetchRemoteResources(false))
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder()
                          .formatAssertionsEnabled(true)
                          .preloadSchema(true)
                          .build()));

  private final ObjectNode source;
  private final Schema schema;

  private ArgumentCheck(ObjectNode source, Schema schema) {
    this.source = source;
    this.schema = schema;
  }

  /**
   * A check against {@code schema}, which is not to be changed any more.
   *
   * @throws IllegalArgumentException if it is not valid in its dialect or its dialect is not known
   */
  public static ArgumentCheck of(ObjectNode schema) {
    String dialect = dialect(schema);
    if (SpecificationVersion.fromDialectId(dialect).isEmpty()) {
      throw new IllegalArgumentException(
          "the JSON Schema dialect " + dialect + " is not supported");
    }
    List<Error> errors =
        REGISTRY
            .getSchema(SchemaLocation.of(dialect))
            .validate(schema.toString(), InputFormat.JSON);
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(
          "not a valid JSON Schema: " + errors.getFirst().getMessage());
    }
    ObjectNode known = schema.deepCopy();
    // The validator warns of each keyword that no dialect has; this one is MCP's own.
    known
        .findParents("x-mcp-header")
        .forEach(parent -> ((ObjectNode) parent).remove("x-mcp-header"));
    return new ArgumentCheck(schema, REGISTRY.getSchema(known));
  }

  /** What is wrong with {@code arguments} and what would be right; empty if they are valid. */
  public Optional<String> problem(ObjectNode arguments) {
    List<Error> errors = schema.validate(arguments);
    return errors.isEmpty()
        ? Optional.empty()
        : Optional.of(Violations.tell(errors, source, arguments));
  }

  private static String dialect(ObjectNode schema) {
    JsonNode named = schema.get("$schema");
    return named == null ? SpecificationVersion.DRAFT_2020_12.getDialectId() : named.asString();
  }
}
