package dev.rollcall.core.roster;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.call.Call;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.ParticipantSid;
import dev.rollcall.core.journal.UsedKey;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Has participants called, each request once: a key is journaled together with the participant that
 * was created under it. Requests with the same key wait for each other; a few others may too, as
 * keys share locks, so that these take no more memory as keys are used.
 */
final class Creations {
  private static final int LOCKS = 1 << 10;

  private final LiveConferences conferences;
  private final RosterPorts ports;
  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

  Creations(LiveConferences conferences, RosterPorts ports) {
    this.conferences = conferences;
    this.ports = ports;
  }

  /** As {@link Roster#create}. */
  Roster.Created create(
      AccountSid account,
      ConferenceReference reference,
      NewParticipant wanted,
      Optional<IdempotencyKey> key) {
    if (key.isEmpty()) {
      return create(reference, wanted, account, key);
    }
    ReentrantLock lock = locks[Math.floorMod(Objects.hash(account, key.get().key()), LOCKS)];
    lock.lock();
    try {
      Optional<UsedKey> used = ports.history().usedKey(account, key.get().key());
      return used.isPresent()
          ? created(used.get(), key.get())
          : create(reference, wanted, account, key);
    } finally {
      lock.unlock();
    }
  }

  private Roster.Created create(
      ConferenceReference reference,
      NewParticipant wanted,
      AccountSid account,
      Optional<IdempotencyKey> key) {
    wanted.label().ifPresent(Names::checkLabel);
    return switch (reference) {
      case ConferenceReference.BySid _ -> {
        LiveConference conference = conferences.live(account, reference);
        ports.dialer().check(wanted.to());
        yield conference.create(wanted, key).orElseThrow(LiveConferences::isOver);
      }
      case ConferenceReference.ByName(String name) -> {
        Names.checkRoom(name);
        ports.dialer().check(wanted.to());
        yield conferences.admit(account, name, each -> each.create(wanted, key));
      }
    };
  }

  private Roster.Created created(UsedKey used, IdempotencyKey key) {
    if (!used.fingerprint().equals(key.fingerprint())) {
      throw new RefusedException(
          Problem.IDEMPOTENCY_KEY_REUSED,
          "The idempotency key was used for another request; take a new one for this.");
    }
    Participant participant =
        live(used.account(), used.conference(), used.participant())
            .or(() -> ports.history().participant(used.conference(), used.participant()))
            .orElseThrow(
                () ->
                    new RefusedException(
                        Problem.STORE_UNAVAILABLE,
                        "What was created under the idempotency key is not in the store yet; try"
                            + " again."));
    return new Roster.Created(participant, queueTime(participant));
  }

  private Optional<Participant> live(
      AccountSid account, ConferenceSid conference, ParticipantSid participant) {
    return conferences
        .find(account, new ConferenceReference.BySid(conference))
        .map(each -> each.snapshot().seats().get(participant))
        .map(Seat::participant);
  }

  private Duration queueTime(Participant participant) {
    return Optional.ofNullable(
            conferences.account(participant.account()).calls().get(participant.call()))
        .or(() -> ports.history().call(participant.account(), participant.call()))
        .flatMap(Call::outgoing)
        .map(Call.Outgoing::queueTime)
        .orElse(Duration.ZERO);
  }
}
