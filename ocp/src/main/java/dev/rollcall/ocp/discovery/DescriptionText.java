package dev.rollcall.ocp.discovery;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the text of a description, JSON or YAML, within limits. */
final class DescriptionText {
  private final DiscoveryLimits limits;
  private final JsonMapper json;
  private final YamlText yaml;

  DescriptionText(DiscoveryLimits limits) {
    this.limits = limits;
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(limits.depth())
            .maxTokenCount(3L * limits.nodes())
            .maxStringLength(limits.bytes())
            .build();
    this.json =
        JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).build())
            .build();
    this.yaml = new YamlText(limits, constraints);
  }

  JsonNode read(byte[] text) {
    if (text.length > limits.bytes()) {
      throw new DiscoveryException("The description is longer than " + limits.bytes() + " bytes");
    }
    boolean isJson = looksLikeJson(text);
    try {
      return isJson ? json.readTree(text) : yaml.read(text);
    } catch (StreamConstraintsException tooMuch) {
      throw new DiscoveryException(
          "The description is too large or nests too deep: " + tooMuch.getOriginalMessage(),
          tooMuch);
    } catch (JacksonException invalid) {
      throw new DiscoveryException(
          (isJson ? "Invalid JSON: " : "Invalid YAML: ") + invalid.getOriginalMessage(), invalid);
    }
  }

  /** Whether the first character, after a byte order mark and white space, opens a JSON value. */
  private static boolean looksLikeJson(byte[] text) {
    for (byte each : text) {
      boolean skipped =
          each == ' ' || each == '\t' || each == '\r' || each == '\n' || each == 0 || each < 0;
      if (!skipped) {
        return each == '{' || each == '[';
      }
    }
    return false;
  }
}
