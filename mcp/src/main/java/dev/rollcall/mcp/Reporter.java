package dev.rollcall.mcp;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells a client of a call's progress and log, as far as it asked for that. Safe for use by many
 * threads; says nothing once the call has ended.
 */
final class Reporter {
  private final Optional<JsonNode> progressToken;
  private final Optional<LogLevel> threshold;
  private Channel channel;
  private double reached = Double.NEGATIVE_INFINITY;
  private boolean ended;

  Reporter(Channel channel, Optional<JsonNode> progressToken, Optional<LogLevel> threshold) {
    this.channel = channel;
    this.progressToken = progressToken;
    this.threshold = threshold;
  }

  /** Says nothing at all. */
  static Reporter silent() {
    return new Reporter(_ -> {}, Optional.empty(), Optional.empty());
  }

  /** Sends what follows through {@code other}. */
  synchronized void through(Channel other) {
    channel = other;
  }

  synchronized void progress(double progress, OptionalDouble total, Optional<String> message) {
    if (ended || progressToken.isEmpty() || !Double.isFinite(progress) || progress <= reached) {
      return;
    }
    reached = progress;
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    params.set("progressToken", progressToken.get());
    putNumber(params, "progress", progress);
    total.ifPresent(value -> putNumber(params, "total", value));
    message.ifPresent(text -> params.put("message", text));
    send("notifications/progress", params);
  }

  synchronized void log(LogLevel level, String logger, JsonNode data) {
    if (ended || threshold.isEmpty() || level.compareTo(threshold.get()) < 0) {
      return;
    }
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    params.put("level", level.name().toLowerCase(Locale.ROOT));
    params.put("logger", logger);
    params.set("data", data);
    send("notifications/message", params);
  }

  synchronized void end() {
    ended = true;
  }

  private void send(String method, ObjectNode params) {
    try {
      channel.send(Envelope.outgoing(Optional.empty(), method, params));
    } catch (InterruptedException e) {
      // The handler is to notice at its next step that it was cancelled.
      Thread.currentThread().interrupt();
    }
  }

  private static void putNumber(ObjectNode params, String name, double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
      params.put(name, (long) value);
    } else {
      params.put(name, value);
    }
  }
}
