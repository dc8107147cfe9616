package dev.rollcall.core.journal;

import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallFilter;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceFilter;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.ParticipantSid;
import dev.rollcall.core.paging.Keyset;
import java.util.List;
import java.util.Optional;

/**
 * What is over, read from where it was journaled. Sees every change whose commit returned before
 * the question was asked. Lists are newest first and follow {@link Keyset}. Safe for use by many
 * threads.
 *
 * <p>Each method throws {@link dev.rollcall.core.RefusedException} with {@code STORE_UNAVAILABLE}
 * if it cannot read.
 */
public interface History {
  /** The completed conference {@code sid} of {@code account}. */
  Optional<Conference> conference(AccountSid account, ConferenceSid sid);

  /** Completed conferences of {@code account} that {@code filter} accepts. */
  List<Conference> conferences(AccountSid account, ConferenceFilter filter, Keyset keyset);

  /** The participant {@code sid} of the conference, if it has left. */
  Optional<Participant> participant(ConferenceSid conference, ParticipantSid sid);

  /** Those who left {@code conference} and whom {@code filter} accepts. */
  List<Participant> participants(ConferenceSid conference, ParticipantFilter filter, Keyset keyset);

  /** The ended call {@code sid} of {@code account}. */
  Optional<Call> call(AccountSid account, CallSid sid);

  /** Ended calls of {@code account} that {@code filter} accepts. */
  List<Call> calls(AccountSid account, CallFilter filter, Keyset keyset);

  /** What {@code account} created under the idempotency key {@code key}. */
  Optional<UsedKey> usedKey(AccountSid account, String key);

  /**
   * Everything that was live when it was last journaled. Asked once, at the start, before anything
   * is live.
   */
  Unfinished unfinished();

  /** What a process left behind that did not end in good order. */
  record Unfinished(
      List<Conference> conferences, List<Participant> participants, List<Call> calls) {
    public Unfinished {
      conferences = List.copyOf(conferences);
      participants = List.copyOf(participants);
      calls = List.copyOf(calls);
    }
  }
}
