package dev.rollcall.core.audio;

import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import java.util.List;
import java.util.Optional;

/** What core asks of the audio side. */
public interface ConferenceAudio {
  /**
   * Makes {@code routes} the whole truth about who is in the conference's audio and who hears whom:
   * calls that were not in the list before are taken in, calls not in it any more are let go, an
   * empty list closes the conference.
   *
   * <p>When this returns, every frame sent from then on follows {@code routes}. A call without open
   * audio is passed over. Never throws.
   */
  void route(ConferenceSid conference, List<AudioRoute> routes);

  /**
   * Plays one short beep to all who hear the conference. Returns at once; does nothing if it is not
   * open.
   */
  void beep(ConferenceSid conference);

  /**
   * Plays an announcement once to all who hear the conference, in addition to it. One that is being
   * played to all makes way. Returns at once; closes the sound if the conference is not open.
   */
  void announce(ConferenceSid conference, Announcement announcement);

  /**
   * Plays an announcement once to one call: over the conference if it hears that, in place of music
   * otherwise. One that is being played to the call makes way. Returns at once; closes the sound if
   * the call is not in the conference.
   */
  void announce(ConferenceSid conference, CallSid call, Announcement announcement);

  /**
   * How the audio of a call arrives now. Empty if the call has no open audio, or its audio crosses
   * no network. Returns at once.
   */
  Optional<CallQuality> quality(CallSid call);
}
