package dev.rollcall.server;

import dev.rollcall.core.testing.Await;
import dev.rollcall.phone.PhoneCall;
import dev.rollcall.phone.Spectrum;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who hears whom, told by tones: every phone speaks one of its own, and a Fourier transform over
 * whole 20 ms frames tells which of them are in what a phone hears.
 */
final class Tones {
  static final int AMPLITUDE = 3_000;

  /** Half of a tone's strength: more is heard, less is not. */
  private static final double HEARD = AMPLITUDE / 2.0;

  /** A tenth of a tone's strength: what is not heard stays below, whatever G.711 adds. */
  private static final double SILENT = AMPLITUDE / 10.0;

  private static final int FRAME = 160;
  private static final int FRAMES_LISTENED = 15;

  private final Map<String, Integer> hertzByName = new LinkedHashMap<>();

  Tones with(String name, int hertz) {
    hertzByName.put(name, hertz);
    return this;
  }

  /** The tone of {@code name}, in hertz. */
  int of(String name) {
    return hertzByName.getOrDefault(name, 0);
  }

  /** Waits until {@code listener} hears exactly {@code names}, frame after frame. */
  void awaitHears(PhoneCall listener, Set<String> names) {
    Await.until(
        () -> {
          long mark = listener.mark();
          short[] heard = frames(listener, mark, FRAMES_LISTENED);
          return steadily(heard).equals(Optional.of(new TreeSet<>(names)))
              ? Optional.empty()
              : Optional.of(
                  listener.name() + " should hear " + names + " and hears " + describe(heard));
        });
  }

  /**
   * What {@code listener} heard in each of the frames from {@code mark} on, the first included.
   *
   * @return the same set for all of them
   * @throws AssertionError if the frames differ, or a tone is neither there nor absent
   */
  Set<String> hearsFrom(PhoneCall listener, long mark) {
    short[] heard = frames(listener, mark, FRAMES_LISTENED);
    return steadily(heard)
        .orElseThrow(
            () -> new AssertionError(listener.name() + " hears by turns " + describe(heard)));
  }

  /**
   * The part of {@code count} frames from {@code mark} on, 0 to 1, in which {@code name} is heard.
   */
  double partHeard(PhoneCall listener, long mark, String name, int count) {
    short[] heard = frames(listener, mark, count);
    int with = 0;
    for (int start = 0; start < heard.length; start += FRAME) {
      if (Spectrum.amplitude(Arrays.copyOfRange(heard, start, start + FRAME), of(name)) > HEARD) {
        with++;
      }
    }
    return (double) with / count;
  }

  /** How loud music and the like is that is none of the tones. */
  static double loudness(PhoneCall listener, long mark) {
    return Spectrum.loudness(frames(listener, mark, FRAMES_LISTENED));
  }

  private static short[] frames(PhoneCall listener, long mark, int count) {
    int samples = count * FRAME;
    Await.until(
        () -> {
          int heard = listener.heardSince(mark).length;
          return heard >= samples
              ? Optional.empty()
              : Optional.of(listener.name() + " received " + heard + " of " + samples + " samples");
        });
    short[] all = new short[samples];
    System.arraycopy(listener.heardSince(mark), 0, all, 0, samples);
    return all;
  }

  private Optional<Set<String>> steadily(short[] heard) {
    Set<String> first = new TreeSet<>();
    for (int start = 0; start < heard.length; start += FRAME) {
      short[] frame = Arrays.copyOfRange(heard, start, start + FRAME);
      Set<String> now = new TreeSet<>();
      for (Map.Entry<String, Integer> tone : hertzByName.entrySet()) {
        double amplitude = Spectrum.amplitude(frame, tone.getValue());
        if (amplitude > HEARD) {
          now.add(tone.getKey());
        } else if (amplitude > SILENT) {
          return Optional.empty();
        }
      }
      if (start == 0) {
        first = now;
      } else if (!first.equals(now)) {
        return Optional.empty();
      }
    }
    return Optional.of(first);
  }

  private String describe(short[] heard) {
    StringBuilder text = new StringBuilder();
    for (int start = 0; start < heard.length; start += FRAME) {
      short[] frame = Arrays.copyOfRange(heard, start, start + FRAME);
      text.append('[');
      hertzByName.forEach(
          (name, hertz) ->
              text.append(name)
                  .append(' ')
                  .append(Math.round(Spectrum.amplitude(frame, hertz)))
                  .append(' '));
      text.append(']');
    }
    return text.toString();
  }
}
