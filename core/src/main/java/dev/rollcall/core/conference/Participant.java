package dev.rollcall.core.conference;

import dev.rollcall.core.audio.CallQuality;
import dev.rollcall.core.call.CallStatus;
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
 * @param joined when its call was answered and it took its place, if it did
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
    Optional<Instant> joined,
    Optional<Departure> departure) {

  /** The same participant with other controls since {@code now}. */
  public Participant with(Controls changed, Instant now) {
    return with(changed, status, now, joined, departure);
  }

  /** The same participant whose call stands otherwise since {@code now}. */
  public Participant with(ParticipantStatus changed, Instant now) {
    return with(
        controls,
        changed,
        now,
        changed == ParticipantStatus.CONNECTED ? joined.or(() -> Optional.of(now)) : joined,
        departure);
  }

  /**
   * The same participant, gone since {@code now}.
   *
   * @param call how its call stands now
   * @param quality how its audio arrived; empty if that is not known
   */
  public Participant departed(
      LeaveReason reason, CallStatus call, Optional<CallQuality> quality, Instant now) {
    return with(
        controls,
        joined.isPresent() ? ParticipantStatus.COMPLETE : ParticipantStatus.FAILED,
        now,
        joined,
        Optional.of(new Departure(now, reason, call, quality)));
  }

  private Participant with(
      Controls changed,
      ParticipantStatus stands,
      Instant now,
      Optional<Instant> joinedAt,
      Optional<Departure> gone) {
    return new Participant(
        sid,
        account,
        conference,
        call,
        parties,
        label,
        changed,
        stands,
        created,
        now,
        joinedAt,
        gone);
  }
}
