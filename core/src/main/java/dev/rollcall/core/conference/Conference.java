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
 * @param ending present if and only if the status is {@code COMPLETED}
 */
public record Conference(
    ConferenceSid sid,
    AccountSid account,
    String friendlyName,
    ConferenceStatus status,
    Instant created,
    Instant updated,
    Optional<Ending> ending) {

  /** A conference at its first moment. */
  public static Conference opened(
      ConferenceSid sid, AccountSid account, String friendlyName, Instant now) {
    return new Conference(
        sid, account, friendlyName, ConferenceStatus.INIT, now, now, Optional.empty());
  }

  /** The same conference, in progress since {@code now}; itself if it was already. */
  public Conference started(Instant now) {
    return status == ConferenceStatus.INIT
        ? new Conference(
            sid, account, friendlyName, ConferenceStatus.IN_PROGRESS, created, now, ending)
        : this;
  }

  /** The same conference, over since {@code now}. */
  public Conference completed(Ending why, Instant now) {
    return new Conference(
        sid, account, friendlyName, ConferenceStatus.COMPLETED, created, now, Optional.of(why));
  }
}
