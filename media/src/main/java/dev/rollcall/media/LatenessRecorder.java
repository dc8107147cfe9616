package dev.rollcall.media;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts how late ticks began. Safe for use by many threads. */
final class LatenessRecorder {
  private static final long[] BOUNDS_MICROS = {
    100, 250, 500, 1_000, 2_500, 5_000, 10_000, 20_000, 50_000, 100_000
  };

  private final AtomicLongArray counts = new AtomicLongArray(BOUNDS_MICROS.length + 1);
  private final AtomicLong largest = new AtomicLong();

  void record(long nanos) {
    int bucket = 0;
    while (bucket < BOUNDS_MICROS.length && nanos > BOUNDS_MICROS[bucket] * 1_000) {
      bucket++;
    }
    counts.incrementAndGet(bucket);
    while (true) {
      long before = largest.get();
      if (nanos <= before || largest.compareAndSet(before, nanos)) {
        return;
      }
    }
  }

  MediaStatistics.Lateness snapshot() {
    List<MediaStatistics.Bucket> buckets = new ArrayList<>();
    long total = 0;
    for (int i = 0; i < counts.length(); i++) {
      long count = counts.get(i);
      total += count;
      Duration upTo =
          i < BOUNDS_MICROS.length
              ? Duration.ofNanos(BOUNDS_MICROS[i] * 1_000)
              : Duration.ofNanos(Long.MAX_VALUE);
      buckets.add(new MediaStatistics.Bucket(upTo, count));
    }
    return new MediaStatistics.Lateness(
        total, Duration.ofNanos(largest.get()), List.copyOf(buckets));
  }
}
