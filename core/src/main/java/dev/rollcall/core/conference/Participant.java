package dev.rollcall.core.conference;

import dev.rollcall.core.call.Parties;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.ParticipantSid;
import java.time.Instant;
import java.util.Optional;

/**
 * One call's stay in one conference as it is at one moment. Immutable.
 *
 * @param label what the app calls it; at most one live participant of a conference has a label
 * @param departure present if and only if the status is an end
 */
public record Participant(
    ParticipantSid sid,
    AccountSid account,
    ConferenceSid conference,
    CallSid call,
    Parties parties,
    Optional<String> label,
    Controls controls,
    ParticipantStatus status,
    Instant created,
    Instant updated,
    Optional<Departure> departure) {

  /** The same participant with other controls since {@code now}. */
  public Participant with(Controls changed, Instant now) {
    return new Participant(
        sid, account, conference, call, parties, label, changed, status, created, now, departure);
  }

  /** The same participant, gone since {@code now}. */
  public Participant departed(LeaveReason reason, Instant now) {
    return new Participant(
        sid,
        account,
        conference,
        call,
        parties,
        label,
        controls,
        ParticipantStatus.COMPLETE,
        created,
        now,
        Optional.of(new Departure(now, reason)));
  }
}
