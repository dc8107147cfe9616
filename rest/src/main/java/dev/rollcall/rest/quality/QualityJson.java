package dev.rollcall.rest.quality;

import dev.rollcall.core.audio.CallQuality;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the figures of one call: {@code codec}, {@code received}, {@code sent} and {@code mos}.
 * All of them are always there, and null where nothing is known. Milliseconds have one place behind
 * the point, percentages and scores two.
 */
public final class QualityJson {
  private final JsonGenerator json;

  public QualityJson(JsonGenerator json) {
    this.json = json;
  }

  /** Writes the fields into the object that is open. */
  public void write(Optional<CallQuality> quality) {
    json.writeName("codec");
    quality.map(CallQuality::codec).ifPresentOrElse(json::writeString, json::writeNull);
    received(quality.map(CallQuality::received));
    sent(quality.map(CallQuality::sent));
    number("mos", quality.map(CallQuality::mos).orElse(OptionalDouble.empty()), 100);
  }

  private void received(Optional<CallQuality.Received> received) {
    json.writeObjectPropertyStart("received");
    count("packets", count(received.map(CallQuality.Received::packets)));
    count("lost", count(received.map(CallQuality.Received::lost)));
    number(
        "lost_percent",
        received.map(CallQuality.Received::lostPercent).orElse(OptionalDouble.empty()),
        100);
    count("late", count(received.map(CallQuality.Received::late)));
    count("discarded", count(received.map(CallQuality.Received::discarded)));
    number(
        "jitter_ms",
        received.map(CallQuality.Received::jitterMillis).orElse(OptionalDouble.empty()),
        10);
    count(
        "buffer_ms",
        received
            .filter(known -> known.bufferMillis().isPresent())
            .map(known -> OptionalLong.of(known.bufferMillis().getAsInt()))
            .orElse(OptionalLong.empty()));
    json.writeEndObject();
  }

  private void sent(Optional<CallQuality.Sent> sent) {
    Optional<CallQuality.FarEnd> view = sent.flatMap(CallQuality.Sent::farEnd);
    json.writeObjectPropertyStart("sent");
    count("packets", count(sent.map(CallQuality.Sent::packets)));
    number("lost_percent", decimal(view.map(CallQuality.FarEnd::lostPercent)), 100);
    number("jitter_ms", decimal(view.map(CallQuality.FarEnd::jitterMillis)), 10);
    number(
        "round_trip_ms",
        decimal(view.flatMap(CallQuality.FarEnd::roundTrip).map(QualityJson::millis)),
        10);
    json.writeEndObject();
  }

  private static double millis(Duration time) {
    return (double) time.toNanos() / 1e6;
  }

  private static OptionalLong count(Optional<Long> known) {
    return known.map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  private static OptionalDouble decimal(Optional<Double> known) {
    return known.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  private void count(String name, OptionalLong count) {
    json.writeName(name);
    count.ifPresentOrElse(json::writeNumber, json::writeNull);
  }

  /**
   * @param shares of one that are shown: 10 for one place behind the point
   */
  private void number(String name, OptionalDouble number, int shares) {
    json.writeName(name);
    number.ifPresentOrElse(
        known -> json.writeNumber((double) Math.round(known * shares) / shares), json::writeNull);
  }
}
