package dev.rollcall.core.conference;

import dev.rollcall.core.identity.CallSid;
import java.util.Optional;

/**
 * How a participant takes part. Immutable.
 *
 * @param muted the others do not hear it
 * @param hold it hears music, and the others do not hear it
 * @param coached the one call that hears it; if empty, everybody does. A participant is coaching
 *     exactly when this is present.
 * @param startConferenceOnEnter the conference starts when it joins
 * @param endConferenceOnExit the conference ends when it leaves
 * @param beepOnEnter the others hear a beep when it joins
 * @param beepOnExit the others hear a beep when it leaves
 */
public record Controls(
    boolean muted,
    boolean hold,
    Optional<CallSid> coached,
    boolean startConferenceOnEnter,
    boolean endConferenceOnExit,
    boolean beepOnEnter,
    boolean beepOnExit) {

  /** Heard by all, starts the conference, comes and leaves without a beep. */
  public static final Controls DEFAULT =
      new Controls(false, false, Optional.empty(), true, false, false, false);

  public boolean coaching() {
    return coached.isPresent();
  }
}
