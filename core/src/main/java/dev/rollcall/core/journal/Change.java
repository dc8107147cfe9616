package dev.rollcall.core.journal;

import dev.rollcall.core.call.Call;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.Participant;

/**
 * One record as it is to be from now on, whether it was there before or not.
 *
 * <p>Those of calls are here; each further package with durable records has its own beside them, so
 * that the journal need not know who uses it. Whoever keeps changes has to know all kinds.
 */
public interface Change {
  record OfConference(Conference conference) implements Change {}

  record OfParticipant(Participant participant) implements Change {}

  record OfCall(Call call) implements Change {}

  /** Never changes once written. */
  record OfUsedKey(UsedKey key) implements Change {}
}
