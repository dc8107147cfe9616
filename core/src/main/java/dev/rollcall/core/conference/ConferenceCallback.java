package dev.rollcall.core.conference;

import dev.rollcall.core.web.WebTarget;
import java.util.Set;

/** Where an app is told what happens in a conference, and of which kinds of events. */
public record ConferenceCallback(WebTarget target, Set<Kind> kinds) {
  public ConferenceCallback {
    kinds = Set.copyOf(kinds);
  }

  /** Kinds of events that an app may want to be told of. */
  public enum Kind {
    START,
    END,
    JOIN,
    LEAVE,
    /** Muted, and heard again. */
    MUTE,
    /** On hold, and back. */
    HOLD,
    /**
     * Coaching, beep on exit, end of the conference on exit, or the sound while waiting changed.
     */
    MODIFY,
    /** Began and ceased to speak. */
    SPEAKER,
    /** An announcement ended or failed. */
    ANNOUNCEMENT
  }
}
