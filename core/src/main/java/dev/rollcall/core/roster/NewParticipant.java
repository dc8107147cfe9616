package dev.rollcall.core.roster;

import dev.rollcall.core.call.CallCallback;
import dev.rollcall.core.conference.ConferenceCallback;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.signalling.Destination;
import dev.rollcall.core.signalling.SipCredentials;
import java.time.Duration;
import java.util.Optional;

/**
 * A participant that is to be called.
 *
 * @param from who calls, as the called phone is to see it
 * @param callerId shown instead of {@code from}
 * @param displayName shown beside it
 * @param ringFor how long the phone may ring, 5 to 600 s
 * @param timeLimit how long the call may last once it is answered
 * @param controls how it takes part; a call to coach must be in the conference
 * @param earlyMedia whether the others hear the phone ring
 * @param maximumParticipants how many the conference may have with this one; the server's limit if
 *     that is lower
 * @param callback where the app is told of the call's progress
 * @param conferenceCallback where the app is told of the conference's events, if nobody brought one
 *     before
 */
public record NewParticipant(
    Destination to,
    String from,
    Optional<String> callerId,
    Optional<String> displayName,
    Optional<String> label,
    Duration ringFor,
    Optional<Duration> timeLimit,
    Controls controls,
    WaitSound waitSound,
    boolean earlyMedia,
    int maximumParticipants,
    Optional<CallCallback> callback,
    Optional<ConferenceCallback> conferenceCallback,
    Optional<SipCredentials> credentials) {

  private static final Duration USUAL_RINGING = Duration.ofSeconds(60);

  /** A participant with nothing special about it. */
  public static NewParticipant of(Destination to, String from, Controls controls) {
    return new NewParticipant(
        to,
        from,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        USUAL_RINGING,
        Optional.empty(),
        controls,
        new WaitSound.BuiltInMusic(),
        true,
        Integer.MAX_VALUE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same participant with another label, or none. */
  public NewParticipant labelled(Optional<String> changed) {
    return new NewParticipant(
        to,
        from,
        callerId,
        displayName,
        changed,
        ringFor,
        timeLimit,
        controls,
        waitSound,
        earlyMedia,
        maximumParticipants,
        callback,
        conferenceCallback,
        credentials);
  }

  /** The same participant whose phone may ring for another time. */
  public NewParticipant ringing(Duration changed) {
    return new NewParticipant(
        to,
        from,
        callerId,
        displayName,
        label,
        changed,
        timeLimit,
        controls,
        waitSound,
        earlyMedia,
        maximumParticipants,
        callback,
        conferenceCallback,
        credentials);
  }
}
