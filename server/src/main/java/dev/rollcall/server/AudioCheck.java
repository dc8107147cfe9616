package dev.rollcall.server;

import static dev.rollcall.server.Wording.counted;

import dev.rollcall.media.MediaStatistics;
import dev.rollcall.rest.server.ServerReport.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How audio does, judged by the last minutes: what went wrong yesterday must neither alarm for
 * ever, nor hide among the frames of a month what goes wrong now. What it is compared with was seen
 * when somebody asked earlier; whoever asks first in a while hears of the time since the start.
 *
 * <p>Safe for use by many threads.
 */
final class AudioCheck {
  /** One frame in a thousand left out is where ears begin to notice. */
  private static final long FRAMES_PER_GAP = 1_000;

  private static final Duration EACH = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final ReentrantLock lock = new ReentrantLock();

  /** What was seen before, the oldest first, at least {@link #EACH} apart. */
  private final Deque<Seen> before = new ArrayDeque<>();

  private record Seen(Instant at, Counts counts) {}

  /** Counters, which never go back. */
  record Counts(long frames, long leftOut, long failures) {
    static final Counts NONE = new Counts(0, 0, 0);

    static Counts of(MediaStatistics now) {
      return new Counts(now.ticks(), now.ticksLeftOut(), now.failures());
    }

    private Counts since(Counts earlier) {
      return new Counts(
          frames - earlier.frames, leftOut - earlier.leftOut, failures - earlier.failures);
    }

    private boolean isWell() {
      return failures == 0 && leftOut * FRAMES_PER_GAP <= frames;
    }

    private String told() {
      String gaps =
          leftOut == 0
              ? "no frame was left out"
              : String.format(
                  Locale.ROOT,
                  "%s of %,d left out, because the machine was busy",
                  counted(leftOut, "frame"),
                  frames);
      return failures == 0
          ? gaps
          : gaps + "; " + counted(failures, "error") + " survived, which the log explains";
    }
  }

  /** Judges {@code total}, which is what was counted from the start until {@code now}. */
  Check judge(Counts total, Instant now) {
    Seen since = compareWith(new Seen(now, total));
    Counts lately = total.since(since.counts());
    if (since.counts().equals(Counts.NONE)) {
      return new Check("audio", lately.isWell(), "Since the start " + lately.told() + ".");
    }
    long minutes = Duration.between(since.at(), now).toMinutes();
    return new Check(
        "audio",
        lately.isWell(),
        "In the last "
            + (minutes == 1 ? "minute " : minutes + " minutes ")
            + lately.told()
            + ". Since the start "
            + total.told()
            + ".");
  }

  /** The oldest that is recent; nothing counted yet if there is none. */
  private Seen compareWith(Seen now) {
    lock.lock();
    try {
      // A clock that was set back makes what was seen useless.
      before.removeIf(
          seen -> seen.at().isAfter(now.at()) || seen.at().isBefore(now.at().minus(LONGEST)));
      boolean due = before.isEmpty() || !before.getLast().at().isAfter(now.at().minus(EACH));
      // Less than a minute shows too little.
      Seen oldest =
          before.isEmpty() || before.getFirst().at().isAfter(now.at().minus(EACH))
              ? new Seen(now.at(), Counts.NONE)
              : before.getFirst();
      if (due) {
        before.addLast(now);
      }
      return oldest;
    } finally {
      lock.unlock();
    }
  }
}
