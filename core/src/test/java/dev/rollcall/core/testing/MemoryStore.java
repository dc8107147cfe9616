package dev.rollcall.core.testing;

import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallFilter;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceFilter;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.DeliveryChange;
import dev.rollcall.core.delivery.DeliveryFilter;
import dev.rollcall.core.delivery.DeliveryId;
import dev.rollcall.core.delivery.DeliveryRecords;
import dev.rollcall.core.delivery.LoggedEvent;
import dev.rollcall.core.delivery.Subject;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.ParticipantSid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.journal.History;
import dev.rollcall.core.journal.Journal;
import dev.rollcall.core.journal.JournalException;
import dev.rollcall.core.journal.UsedKey;
import dev.rollcall.core.paging.Keyset;
import dev.rollcall.core.paging.Keysets;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Core's journal, history, events and deliveries in memory, for tests; can be told to fail and
 * counts how often it is read.
 */
public final class MemoryStore implements Journal, History, DeliveryRecords {
  private final NavigableMap<ConferenceSid, Conference> conferences = new ConcurrentSkipListMap<>();
  private final NavigableMap<ParticipantSid, Participant> participants =
      new ConcurrentSkipListMap<>();
  private final NavigableMap<CallSid, Call> calls = new ConcurrentSkipListMap<>();
  private final Map<KeyName, UsedKey> usedKeys = new ConcurrentHashMap<>();
  private final NavigableMap<Long, LoggedEvent> events = new ConcurrentSkipListMap<>();
  private final NavigableMap<DeliveryId, Delivery> deliveries = new ConcurrentSkipListMap<>();
  private final AtomicLong reads = new AtomicLong();
  private long position;
  private volatile boolean failing;
  private volatile Runnable beforeCommit = () -> {};

  private record KeyName(AccountSid account, String key) {}

  /** Lets every commit fail from now on, or no longer. */
  public void failing(boolean fail) {
    failing = fail;
  }

  /** Has {@code hook} run before each commit from now on, on the thread that commits. */
  public void beforeCommit(Runnable hook) {
    beforeCommit = hook;
  }

  /** How many questions were asked so far. */
  public long reads() {
    return reads.get();
  }

  @Override
  public void commit(List<Change> changes) throws JournalException {
    beforeCommit.run();
    if (failing) {
      throw new JournalException("the disk is full", new IOException("No space left on device"));
    }
    keepAll(changes);
  }

  private synchronized void keepAll(List<Change> changes) {
    changes.forEach(this::keep);
  }

  private void keep(Change change) {
    switch (change) {
      case Change.OfConference(Conference conference) ->
          conferences.put(conference.sid(), conference);
      case Change.OfParticipant(Participant participant) ->
          participants.put(participant.sid(), participant);
      case Change.OfCall(Call call) -> calls.put(call.sid(), call);
      case Change.OfUsedKey(UsedKey key) ->
          usedKeys.put(new KeyName(key.account(), key.key()), key);
      case DeliveryChange.OfEvent(LoggedEvent event) -> events.put(++position, event);
      case DeliveryChange.OfDelivery(Delivery delivery) -> deliveries.put(delivery.id(), delivery);
      default -> throw new IllegalArgumentException("kept elsewhere");
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
  public Optional<UsedKey> usedKey(AccountSid account, String key) {
    reads.incrementAndGet();
    return Optional.ofNullable(usedKeys.get(new KeyName(account, key)));
  }

  @Override
  public Unfinished unfinished() {
    return new Unfinished(
        conferences.values().stream().filter(each -> !isOver(each)).toList(),
        participants.values().stream().filter(each -> !each.status().isEnded()).toList(),
        calls.values().stream().filter(each -> !each.status().isEnded()).toList());
  }

  @Override
  public List<LoggedEvent.Positioned> events(AccountSid account, long after, int limit) {
    return events.tailMap(after, false).entrySet().stream()
        .map(each -> new LoggedEvent.Positioned(each.getKey(), each.getValue()))
        .filter(each -> each.event().account().equals(account))
        .limit(limit)
        .toList();
  }

  @Override
  public List<LoggedEvent.Positioned> events(
      AccountSid account, ConferenceSid conference, long sequence, int limit) {
    return events.entrySet().stream()
        .map(each -> new LoggedEvent.Positioned(each.getKey(), each.getValue()))
        .filter(each -> each.event().account().equals(account))
        .filter(each -> each.event().subject().equals(new Subject.OfConference(conference)))
        .filter(each -> each.event().sequence() > sequence)
        .sorted(Comparator.comparingLong(each -> each.event().sequence()))
        .limit(limit)
        .toList();
  }

  @Override
  public long lastPosition(AccountSid account) {
    return events.descendingMap().entrySet().stream()
        .filter(each -> each.getValue().account().equals(account))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(0L);
  }

  @Override
  public long lastSequence(ConferenceSid conference) {
    return events.values().stream()
        .filter(each -> each.subject().equals(new Subject.OfConference(conference)))
        .mapToLong(LoggedEvent::sequence)
        .max()
        .orElse(0);
  }

  @Override
  public List<Delivery> pending() {
    return deliveries.values().stream().filter(MemoryStore::isPending).toList();
  }

  @Override
  public Optional<Delivery> delivery(AccountSid account, DeliveryId id) {
    return Optional.ofNullable(deliveries.get(id)).filter(each -> each.account().equals(account));
  }

  @Override
  public List<Delivery> deliveries(AccountSid account, DeliveryFilter filter, Keyset keyset) {
    return Keysets.read(
        deliveries,
        keyset,
        DeliveryId::new,
        each ->
            each.account().equals(account)
                && filter.state().map(each.state()::equals).orElse(true)
                && filter.subject().map(each.subject()::equals).orElse(true));
  }

  @Override
  public synchronized int forget(Instant time, int limit) {
    List<Long> oldEvents =
        events.entrySet().stream()
            .filter(each -> each.getValue().at().isBefore(time))
            .map(Map.Entry::getKey)
            .limit(limit)
            .toList();
    List<DeliveryId> oldDeliveries =
        deliveries.values().stream()
            .filter(each -> each.created().isBefore(time) && !isPending(each))
            .map(Delivery::id)
            .limit(limit)
            .toList();
    oldEvents.forEach(events::remove);
    oldDeliveries.forEach(deliveries::remove);
    return oldEvents.size() + oldDeliveries.size();
  }

  private static boolean isPending(Delivery delivery) {
    return delivery.state() == Delivery.State.PENDING;
  }

  private static boolean isOver(Conference conference) {
    return conference.status() == ConferenceStatus.COMPLETED;
  }
}
