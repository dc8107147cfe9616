package dev.rollcall.media;

import dev.rollcall.media.jitter.Frame;
import dev.rollcall.media.sound.PcmClip;

/** A clip that plays over and over for all who hear it, encoded once per frame and codec. */
final class MusicBus {
  private final PcmClip clip;
  private final EncodedFrame frame = new EncodedFrame();
  private int position;

  MusicBus(PcmClip clip) {
    this.clip = clip;
  }

  PcmClip clip() {
    return clip;
  }

  void advance() {
    position = clip.loop(position, frame.samples, Frame.SAMPLES);
    frame.changed();
  }

  EncodedFrame frame() {
    return frame;
  }
}
