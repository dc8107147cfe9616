package dev.rollcall.store;

import dev.rollcall.core.audio.CallQuality;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SequencedMap;

/** How a call's audio arrived, as a JSON object of texts; what is not known is left out. */
final class QualityJson {
  private static final String CODEC = "codec";
  private static final String RECEIVED = "received";
  private static final String LOST = "lost";
  private static final String LATE = "late";
  private static final String DISCARDED = "discarded";
  private static final String JITTER = "jitter_ms";
  private static final String BUFFER = "buffer_ms";
  private static final String SENT = "sent";
  private static final String FAR_LOST = "far_lost_percent";
  private static final String FAR_JITTER = "far_jitter_ms";
  private static final String ROUND_TRIP = "round_trip_ns";

  private QualityJson() {}

  static String write(CallQuality quality) {
    CallQuality.Received received = quality.received();
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    texts.put(CODEC, quality.codec());
    texts.put(RECEIVED, Long.toString(received.packets()));
    texts.put(LOST, Long.toString(received.lost()));
    texts.put(LATE, Long.toString(received.late()));
    texts.put(DISCARDED, Long.toString(received.discarded()));
    received.jitterMillis().ifPresent(millis -> texts.put(JITTER, Double.toString(millis)));
    received.bufferMillis().ifPresent(millis -> texts.put(BUFFER, Integer.toString(millis)));
    texts.put(SENT, Long.toString(quality.sent().packets()));
    quality.sent().farEnd().ifPresent(view -> write(view, texts));
    return EventParametersJson.write(texts);
  }

  private static void write(CallQuality.FarEnd view, Map<String, String> texts) {
    texts.put(FAR_LOST, Double.toString(view.lostPercent()));
    texts.put(FAR_JITTER, Double.toString(view.jitterMillis()));
    view.roundTrip().ifPresent(trip -> texts.put(ROUND_TRIP, Long.toString(trip.toNanos())));
  }

  /**
   * @throws UnreadableException if {@code text} is not what {@link #write} makes
   */
  static CallQuality read(String text) throws UnreadableException {
    Map<String, String> values = EventParametersJson.read(text);
    try {
      Optional<String> jitter = Optional.ofNullable(values.get(JITTER));
      Optional<String> buffer = Optional.ofNullable(values.get(BUFFER));
      return new CallQuality(
          needed(values, CODEC),
          new CallQuality.Received(
              count(values, RECEIVED),
              count(values, LOST),
              count(values, LATE),
              count(values, DISCARDED),
              jitter.isPresent()
                  ? OptionalDouble.of(Double.parseDouble(jitter.get()))
                  : OptionalDouble.empty(),
              buffer.isPresent()
                  ? OptionalInt.of(Integer.parseInt(buffer.get()))
                  : OptionalInt.empty()),
          new CallQuality.Sent(count(values, SENT), farEnd(values)));
    } catch (NumberFormatException e) {
      throw new UnreadableException("no figures of quality");
    }
  }

  private static Optional<CallQuality.FarEnd> farEnd(Map<String, String> values)
      throws UnreadableException {
    return values.containsKey(FAR_LOST)
        ? Optional.of(
            new CallQuality.FarEnd(
                Double.parseDouble(needed(values, FAR_LOST)),
                Double.parseDouble(needed(values, FAR_JITTER)),
                Optional.ofNullable(values.get(ROUND_TRIP))
                    .map(Long::parseLong)
                    .map(Duration::ofNanos)))
        : Optional.empty();
  }

  private static long count(Map<String, String> values, String name) throws UnreadableException {
    return Long.parseLong(needed(values, name));
  }

  private static String needed(Map<String, String> values, String name) throws UnreadableException {
    String value = values.get(name);
    if (value == null) {
      throw new UnreadableException("no figures of quality");
    }
    return value;
  }
}
