package dev.rollcall.ocp.discovery;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads YAML with its anchors, aliases and merge keys, which Jackson's own trees leave out. An
 * alias shares the node of its anchor, and counts as if it were written out.
 */
final class YamlText {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String MERGE = "<<";

  private final DiscoveryLimits limits;
  private final YAMLMapper mapper;

  YamlText(DiscoveryLimits limits, StreamReadConstraints constraints) {
    this.limits = limits;
    this.mapper =
        YAMLMapper.builder(
                YAMLFactory.builder()
                    .streamReadConstraints(constraints)
                    .loadSettings(
                        LoadSettings.builder()
                            .setSchema(new CoreSchema())
                            .setCodePointLimit(limits.bytes())
                            .build())
                    .build())
            .build();
  }

  JsonNode read(byte[] text) {
    String characters = new String(text, StandardCharsets.UTF_8);
    if (characters.startsWith("\uFEFF")) {
      characters = characters.substring(1);
    }
    try (JsonParser parser = mapper.createParser(characters)) {
      JsonToken first = parser.nextToken();
      return first == null
          ? NODES.missingNode()
          : new Composing((YAMLParser) parser).value(first, 0).node();
    } catch (YamlEngineException invalid) {
      throw new DiscoveryException("Invalid YAML: " + invalid.getMessage(), invalid);
    }
  }

  private record Composed(JsonNode node, int height) {}

  private record Anchored(Composed value, long size) {}

  private final class Composing {
    private final YAMLParser parser;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private long size;

    Composing(YAMLParser parser) {
      this.parser = parser;
    }

    Composed value(JsonToken token, int depth) {
      grow(1, depth);
      if (parser.isCurrentAlias()) {
        return alias(depth);
      }
      String anchor = parser.getObjectId();
      long before = size;
      Composed value =
          switch (token) {
            case START_OBJECT -> object(depth);
            case START_ARRAY -> array(depth);
            case VALUE_NULL -> new Composed(NODES.nullNode(), 0);
            case VALUE_TRUE -> new Composed(NODES.booleanNode(true), 0);
            case VALUE_FALSE -> new Composed(NODES.booleanNode(false), 0);
            case VALUE_NUMBER_INT -> new Composed(integer(), 0);
            case VALUE_NUMBER_FLOAT -> new Composed(NODES.numberNode(parser.getDoubleValue()), 0);
            default -> text();
          };
      if (anchor != null) {
        anchors.put(anchor, new Anchored(value, size - before));
      }
      return value;
    }

    private Composed alias(int depth) {
      String name = parser.getString();
      Anchored anchored = anchors.get(name);
      if (anchored == null) {
        throw new DiscoveryException(
            "Invalid YAML: the alias *" + name + " stands for nothing before it");
      }
      grow(anchored.size(), depth + anchored.value().height());
      return anchored.value();
    }

    private Composed text() {
      String text = parser.getString();
      size += text.length() / 32;
      return new Composed(NODES.stringNode(text), 0);
    }

    private JsonNode integer() {
      return switch (parser.getNumberType()) {
        case INT -> NODES.numberNode(parser.getIntValue());
        case LONG -> NODES.numberNode(parser.getLongValue());
        default -> NODES.numberNode(parser.getBigIntegerValue());
      };
    }

    private Composed array(int depth) {
      ArrayNode array = NODES.arrayNode();
      int height = 0;
      for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
        Composed element = value(token, depth + 1);
        array.add(element.node());
        height = Math.max(height, element.height());
      }
      return new Composed(array, height + 1);
    }

    private Composed object(int depth) {
      ObjectNode object = NODES.objectNode();
      Set<String> merged = new HashSet<>();
      int height = 0;
      for (JsonToken token = next(); token != JsonToken.END_OBJECT; token = next()) {
        String name = parser.currentName();
        Composed member = value(next(), depth + 1);
        height = Math.max(height, member.height());
        if (name.equals(MERGE) && member.node().isContainer()) {
          merge(object, merged, member.node());
        } else if (object.has(name) && !merged.remove(name)) {
          throw new DiscoveryException("Invalid YAML: the key " + name + " stands there twice");
        } else {
          object.set(name, member.node());
        }
      }
      return new Composed(object, height + 1);
    }

    private void merge(ObjectNode object, Set<String> merged, JsonNode from) {
      if (from.isArray()) {
        from.forEach(each -> merge(object, merged, each));
        return;
      }
      for (Map.Entry<String, JsonNode> entry : from.properties()) {
        if (!object.has(entry.getKey())) {
          object.set(entry.getKey(), entry.getValue());
          merged.add(entry.getKey());
        }
      }
    }

    private JsonToken next() {
      JsonToken token = parser.nextToken();
      if (token == null) {
        throw new StreamReadException(parser, "it ends within a value");
      }
      return token;
    }

    private void grow(long by, int depth) {
      size += by;
      if (size > limits.nodes()) {
        throw new DiscoveryException(
            "The description unfolds to more than " + limits.nodes() + " values");
      }
      if (depth > limits.depth()) {
        throw new DiscoveryException(
            "The description nests deeper than " + limits.depth() + " levels");
      }
    }
  }
}
