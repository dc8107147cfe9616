package dev.rollcall.core.conference;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.ConferenceSid;
import java.time.Instant;
import java.util.Optional;

/**
 * One conference as it is at one moment, without its participants. Immutable.
 *
 * @param friendlyName the room's name: what phones dial. One conference of an account at most is
 *     live under a name.
 * @param started when it began to mix audio, if it did
 * @param ending present if and only if the status is {@code COMPLETED}
 * @param callback where an app is told what happens; the first participant that brought one has set
 *     it for all
 */
public record Conference(
    ConferenceSid sid,
    AccountSid account,
    String friendlyName,
    ConferenceStatus status,
    Instant created,
    Instant updated,
    Optional<Instant> started,
    Optional<Ending> ending,
    Optional<ConferenceCallback> callback) {

  /** A conference at its first moment. */
  public static Conference opened(
      ConferenceSid sid, AccountSid account, String friendlyName, Instant now) {
    return new Conference(
        sid,
        account,
        friendlyName,
        ConferenceStatus.INIT,
        now,
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same conference, in progress since {@code now}; itself if it was already. */
  public Conference started(Instant now) {
    return status == ConferenceStatus.INIT
        ? with(ConferenceStatus.IN_PROGRESS, now, Optional.of(now), ending, callback)
        : this;
  }

  /** The same conference, telling {@code wanted}; itself if it tells somebody already. */
  public Conference telling(Optional<ConferenceCallback> wanted, Instant now) {
    return callback.isPresent() || wanted.isEmpty()
        ? this
        : with(status, now, started, ending, wanted);
  }

  /** The same conference, over since {@code now}. */
  public Conference completed(Ending why, Instant now) {
    return with(ConferenceStatus.COMPLETED, now, started, Optional.of(why), callback);
  }

  private Conference with(
      ConferenceStatus changed,
      Instant now,
      Optional<Instant> startedAt,
      Optional<Ending> why,
      Optional<ConferenceCallback> told) {
    return new Conference(sid, account, friendlyName, changed, created, now, startedAt, why, told);
  }
}
