package dev.rollcall.core.testing;

import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallFilter;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceFilter;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.ParticipantSid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.journal.History;
import dev.rollcall.core.journal.Journal;
import dev.rollcall.core.journal.JournalException;
import dev.rollcall.core.paging.Keyset;
import dev.rollcall.core.paging.Keysets;
import java.io.IOException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Core's journal and history in memory, for tests; can be told to fail and counts how often it is
 * read.
 */
public final class MemoryStore implements Journal, History {
  private final NavigableMap<ConferenceSid, Conference> conferences = new ConcurrentSkipListMap<>();
  private final NavigableMap<ParticipantSid, Participant> participants =
      new ConcurrentSkipListMap<>();
  private final NavigableMap<CallSid, Call> calls = new ConcurrentSkipListMap<>();
  private final AtomicLong reads = new AtomicLong();
  private volatile boolean failing;

  /** Lets every commit fail from now on, or no longer. */
  public void failing(boolean fail) {
    failing = fail;
  }

  /** How many questions were asked so far. */
  public long reads() {
    return reads.get();
  }

  @Override
  public void commit(List<Change> changes) throws JournalException {
    if (failing) {
      throw new JournalException("the disk is full", new IOException("No space left on device"));
    }
    for (Change change : changes) {
      switch (change) {
        case Change.OfConference(Conference conference) ->
            conferences.put(conference.sid(), conference);
        case Change.OfParticipant(Participant participant) ->
            participants.put(participant.sid(), participant);
        case Change.OfCall(Call call) -> calls.put(call.sid(), call);
        default -> throw new IllegalArgumentException("kept elsewhere");
      }
    }
  }

  @Override
  public Optional<Conference> conference(AccountSid account, ConferenceSid sid) {
    reads.incrementAndGet();
    return Optional.ofNullable(conferences.get(sid))
        .filter(each -> each.account().equals(account) && isOver(each));
  }

  @Override
  public List<Conference> conferences(AccountSid account, ConferenceFilter filter, Keyset keyset) {
    reads.incrementAndGet();
    return Keysets.read(
        conferences,
        keyset,
        ConferenceSid::new,
        each -> each.account().equals(account) && isOver(each) && filter.accepts(each));
  }

  @Override
  public Optional<Participant> participant(ConferenceSid conference, ParticipantSid sid) {
    reads.incrementAndGet();
    return Optional.ofNullable(participants.get(sid))
        .filter(each -> each.conference().equals(conference) && each.status().isEnded());
  }

  @Override
  public List<Participant> participants(
      ConferenceSid conference, ParticipantFilter filter, Keyset keyset) {
    reads.incrementAndGet();
    return Keysets.read(
        participants,
        keyset,
        ParticipantSid::new,
        each ->
            each.conference().equals(conference)
                && each.status().isEnded()
                && filter.accepts(each));
  }

  @Override
  public Optional<Call> call(AccountSid account, CallSid sid) {
    reads.incrementAndGet();
    return Optional.ofNullable(calls.get(sid))
        .filter(each -> each.account().equals(account) && each.status().isEnded());
  }

  @Override
  public List<Call> calls(AccountSid account, CallFilter filter, Keyset keyset) {
    reads.incrementAndGet();
    return Keysets.read(
        calls,
        keyset,
        CallSid::new,
        each -> each.account().equals(account) && each.status().isEnded() && filter.accepts(each));
  }

  @Override
  public Unfinished unfinished() {
    return new Unfinished(
        conferences.values().stream().filter(each -> !isOver(each)).toList(),
        participants.values().stream().filter(each -> !each.status().isEnded()).toList(),
        calls.values().stream().filter(each -> !each.status().isEnded()).toList());
  }

  private static boolean isOver(Conference conference) {
    return conference.status() == ConferenceStatus.COMPLETED;
  }
}
