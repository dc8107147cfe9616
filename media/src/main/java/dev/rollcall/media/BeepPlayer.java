package dev.rollcall.media;

import dev.rollcall.media.jitter.Frame;
import dev.rollcall.media.sound.PcmClip;

/** Plays beeps one after the other. Not safe for use by many threads. */
final class BeepPlayer {
  private static final int MOST_WAITING = 3;

  private final PcmClip beep;
  private final short[] frame = new short[Frame.SAMPLES];
  private int waiting;
  private int position;

  BeepPlayer(PcmClip beep) {
    this.beep = beep;
  }

  /** Wants one more, unless three are to be played yet. */
  void play() {
    waiting = Math.min(MOST_WAITING, waiting + 1);
  }

  /** Adds the next frame, if there is one, to {@code bus}. */
  void addTo(Bus bus) {
    if (waiting == 0) {
      return;
    }
    for (int i = 0; i < Frame.SAMPLES; i++) {
      int at = position + i;
      frame[i] = at < beep.length() ? beep.sample(at) : 0;
    }
    bus.add(frame);
    position += Frame.SAMPLES;
    if (position >= beep.length()) {
      position = 0;
      waiting--;
    }
  }
}
