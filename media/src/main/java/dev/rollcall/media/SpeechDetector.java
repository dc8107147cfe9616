package dev.rollcall.media;

import dev.rollcall.media.jitter.Frame;

/**
 * Tells speech from silence and from steady noise by loudness: speech is 12 dB above the quietest
 * moment of the last seconds for 100 ms, and its end is 600 ms less than 6 dB above that. So a
 * pause between words is no end, and a tone or a fan counts as speech until it has lasted for five
 * to ten seconds.
 */
final class SpeechDetector {
  private static final int FRAMES_TO_BEGIN = 5;
  private static final int FRAMES_TO_END = 30;

  /** How long a quietest moment counts at least: 5 s; at most twice that. */
  private static final int FRAMES_OF_MEMORY = 250;

  /** −45 dB of full scale: nothing quieter is speech. As all here, the square of a level. */
  private static final long LEAST = 180 * 180;

  private static final int ABOVE_TO_BEGIN = 16;
  private static final int ABOVE_TO_STAY = 4;

  private boolean speaking;
  private int against;
  private long quietest = 0;
  private long quietestLately = Long.MAX_VALUE;
  private int frames;

  /**
   * Listens to one frame.
   *
   * @param audible whether there is anything but silence in it
   * @return whether {@link #speaking} has changed
   */
  boolean hear(short[] frame, boolean audible) {
    long loudness = audible ? loudness(frame) : 0;
    remember(loudness);
    long threshold =
        speaking
            ? Math.max(LEAST / ABOVE_TO_STAY, ABOVE_TO_STAY * quietest)
            : Math.max(LEAST, ABOVE_TO_BEGIN * quietest);
    boolean loud = loudness > threshold;
    if (loud == speaking) {
      against = 0;
      return false;
    }
    against++;
    if (against < (speaking ? FRAMES_TO_END : FRAMES_TO_BEGIN)) {
      return false;
    }
    against = 0;
    speaking = loud;
    return true;
  }

  /** Whether there is speech. */
  boolean speaking() {
    return speaking;
  }

  private void remember(long loudness) {
    quietestLately = Math.min(quietestLately, loudness);
    quietest = Math.min(quietest, quietestLately);
    frames++;
    if (frames == FRAMES_OF_MEMORY) {
      quietest = quietestLately;
      quietestLately = Long.MAX_VALUE;
      frames = 0;
    }
  }

  private static long loudness(short[] frame) {
    long sum = 0;
    for (int i = 0; i < Frame.SAMPLES; i++) {
      sum += (long) frame[i] * frame[i];
    }
    return sum / Frame.SAMPLES;
  }
}
