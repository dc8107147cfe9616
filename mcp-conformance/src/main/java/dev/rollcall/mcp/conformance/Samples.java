package dev.rollcall.mcp.conformance;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What fixtures answer with. */
final class Samples {
  static final JsonMapper JSON = JsonMapper.shared();

  /** A PNG image of one blue pixel, in Base64. */
  static final String IMAGE =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mOQSzkBAAHuAUsUyoJ+AAAAAElFTkSuQmCC";

  static final String IMAGE_TYPE = "image/png";

  /** A WAV file of 1 ms of silence (G.711 µ-law, 8 kHz), in Base64. */
  static final String AUDIO =
      "UklGRiwAAABXQVZFZm10IBAAAAAHAAEAQB8AAEAfAAABAAgAZGF0YQgAAAD//////////w==";

  static final String AUDIO_TYPE = "audio/wav";

  static final String TEXT_TYPE = "text/plain";

  static final String JSON_TYPE = "application/json";

  private Samples() {}

  static ObjectNode object(String json) {
    return JSON.readValue(json, ObjectNode.class);
  }
}
