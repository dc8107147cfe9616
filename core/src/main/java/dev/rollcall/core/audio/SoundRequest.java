package dev.rollcall.core.audio;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.web.WebTarget;
import java.util.Optional;

/**
 * Sound that is wanted, and by whom.
 *
 * @param source a sound file (WAV, AU, MP3), or a TwiML document of Play, Pause and Redirect
 * @param use what it is for
 * @param call who is to hear it; everybody in the conference if empty
 */
public record SoundRequest(
    WebTarget source,
    Use use,
    AccountSid account,
    ConferenceSid conference,
    Optional<CallSid> call) {

  /** What sound is wanted for. */
  public enum Use {
    /** Instead of the conference, while on hold: a file begins again at its end. */
    HOLD,
    /** Instead of the conference, until it starts: a file begins again at its end. */
    WAIT,
    /** Over the conference, once. */
    ANNOUNCEMENT
  }
}
