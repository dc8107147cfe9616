package dev.rollcall.media;

import dev.rollcall.core.audio.Sound;
import dev.rollcall.media.jitter.Frame;
import dev.rollcall.media.sound.PcmClip;
import dev.rollcall.media.sound.SoundStream;
import java.util.Optional;

/**
 * Music for all who hear it, encoded once per frame and codec: the built-in clip over and over, or
 * an app's sound. After the end of that there is silence; if it failed, the built-in clip.
 */
final class MusicBus {
  private final PcmClip builtIn;
  private final Optional<Sound> sound;
  private final EncodedFrame frame = new EncodedFrame();
  private boolean playsBuiltIn;
  private int position;

  MusicBus(PcmClip builtIn, Optional<Sound> sound) {
    this.builtIn = builtIn;
    this.sound = sound;
    playsBuiltIn = sound.isEmpty();
  }

  /** Whether this is the music for a route that names {@code other}. */
  boolean plays(Optional<Sound> other) {
    return sound.equals(other);
  }

  void advance() {
    if (!playsBuiltIn && sound.isPresent()) {
      if (sound.get() instanceof SoundStream stream && !failed(stream)) {
        stream.read(frame.samples);
      } else {
        playsBuiltIn = true;
      }
    }
    if (playsBuiltIn) {
      position = builtIn.loop(position, frame.samples, Frame.SAMPLES);
    }
    frame.changed();
  }

  private static boolean failed(SoundStream stream) {
    return stream.over() && stream.failure().isPresent();
  }

  EncodedFrame frame() {
    return frame;
  }
}
