package dev.rollcall.server;

import dev.rollcall.phone.PhoneCall;
import dev.rollcall.phone.Spectrum;
import java.util.Arrays;

/** What a phone heard of a tone that comes and goes. */
final class Heard {
  private static final int FRAME = 160;

  private Heard() {}

  /** In how many whole frames of 20 ms since {@code mark} the tone was heard. */
  static int framesWith(PhoneCall listener, long mark, int hertz) {
    short[] heard = listener.heardSince(mark);
    int frames = 0;
    for (int start = 0; start + FRAME <= heard.length; start += FRAME) {
      if (isIn(heard, start, hertz)) {
        frames++;
      }
    }
    return frames;
  }

  /** The place of the first frame since {@code mark} in which the tone was heard; -1 if none. */
  static int firstFrameWith(PhoneCall listener, long mark, int hertz) {
    short[] heard = listener.heardSince(mark);
    for (int start = 0; start + FRAME <= heard.length; start += FRAME) {
      if (isIn(heard, start, hertz)) {
        return start / FRAME;
      }
    }
    return -1;
  }

  private static boolean isIn(short[] heard, int start, int hertz) {
    return Spectrum.amplitude(Arrays.copyOfRange(heard, start, start + FRAME), hertz)
        > Tones.AMPLITUDE / 2.0;
  }
}
