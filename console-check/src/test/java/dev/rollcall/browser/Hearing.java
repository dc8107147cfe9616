package dev.rollcall.browser;

import dev.rollcall.core.testing.Await;
import dev.rollcall.phone.PhoneCall;
import dev.rollcall.phone.Spectrum;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who hears whom, told by tones: every phone speaks one of its own, and a Fourier transform over
 * whole 20 ms frames tells which of them are in what a phone hears. Tones of multiples of 50 Hz are
 * told apart exactly.
 */
final class Hearing {
  static final int AMPLITUDE = 3_000;

  private static final double HEARD = AMPLITUDE / 2.0;
  private static final int FRAME = 160;
  private static final int FRAMES_LISTENED = 10;

  /** Louder than what G.711 makes of silence, softer than music. */
  private static final double LOUD = 50;

  private final Map<String, Integer> hertzByName;

  /** The tone of each phone, in hertz. */
  Hearing(Map<String, Integer> hertzByName) {
    this.hertzByName = new TreeMap<>(hertzByName);
  }

  /** Waits until {@code listener} hears exactly {@code names}, frame after frame. */
  void awaitHears(PhoneCall listener, Set<String> names) {
    Await.until(
        () -> {
          short[] heard = listen(listener);
          for (int start = 0; start < heard.length; start += FRAME) {
            Set<String> now = heardIn(Arrays.copyOfRange(heard, start, start + FRAME));
            if (!now.equals(names)) {
              return Optional.of(listener.name() + " should hear " + names + " and hears " + now);
            }
          }
          return Optional.empty();
        });
  }

  /** Waits until {@code listener} hears something that is none of the tones: music, say. */
  void awaitHearsMusic(PhoneCall listener) {
    Await.until(
        () -> {
          short[] heard = listen(listener);
          return Spectrum.loudness(heard) > LOUD && heardIn(heard).isEmpty()
              ? Optional.empty()
              : Optional.of(listener.name() + " hears no music, but " + heardIn(heard));
        });
  }

  private static short[] listen(PhoneCall listener) {
    long mark = listener.mark();
    int samples = FRAMES_LISTENED * FRAME;
    Await.until(
        () -> {
          int heard = listener.heardSince(mark).length;
          return heard >= samples
              ? Optional.empty()
              : Optional.of(listener.name() + " received " + heard + " of " + samples + " samples");
        });
    return Arrays.copyOf(listener.heardSince(mark), samples);
  }

  private Set<String> heardIn(short[] samples) {
    Set<String> names = new TreeSet<>();
    hertzByName.forEach(
        (name, hertz) -> {
          if (Spectrum.amplitude(samples, hertz) > HEARD) {
            names.add(name);
          }
        });
    return names;
  }
}
