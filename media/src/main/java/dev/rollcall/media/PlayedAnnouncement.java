package dev.rollcall.media;

import dev.rollcall.core.audio.Announcement;
import dev.rollcall.media.sound.SoundStream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An announcement that is being played, frame by frame. Not safe for use by many threads. */
final class PlayedAnnouncement {
  private static final Logger log = LoggerFactory.getLogger(PlayedAnnouncement.class);

  /** Why one is stopped when another is given to the same listeners. */
  static final String SUPERSEDED = "another announcement took its place";

  /** Why one is stopped when the only one who heard it goes. */
  static final String LISTENER_LEFT = "the participant left";

  /** Why one is stopped when nobody is left to hear it. */
  static final String CONFERENCE_ENDED = "the conference ended";

  private final Announcement announcement;
  private final EncodedFrame frame = new EncodedFrame();
  private boolean audible;

  PlayedAnnouncement(Announcement announcement) {
    this.announcement = announcement;
  }

  /**
   * Goes to the next frame.
   *
   * @return false if there is none; then it was told how it ended
   */
  boolean advance() {
    if (!(announcement.sound() instanceof SoundStream stream)) {
      end(Optional.of(announcement.sound().source() + " is no sound that can be played here"));
      return false;
    }
    if (stream.over()) {
      end(stream.failure());
      return false;
    }
    audible = stream.read(frame.samples);
    frame.changed();
    return true;
  }

  /** The frame it is at. */
  EncodedFrame frame() {
    return frame;
  }

  /** Whether that frame can be heard. */
  boolean audible() {
    return audible;
  }

  /**
   * Stops it before its end, or before its beginning.
   *
   * @param why what is told of it
   */
  void drop(String why) {
    end(Optional.of(why));
  }

  private void end(Optional<String> failure) {
    announcement.sound().close();
    Thread.startVirtualThread(() -> tell(new Announcement.Result(failure)));
  }

  private void tell(Announcement.Result result) {
    try {
      announcement.whenOver().accept(result);
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("source", announcement.sound().source())
          .setCause(e)
          .log("the listener for an announcement's end failed");
    }
  }
}
