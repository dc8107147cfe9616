package dev.rollcall.core.roster;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.audio.Sound;
import dev.rollcall.core.call.Call;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.journal.JournalException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one conference is changed: by one writer at a time, and always in the same order. The next
 * snapshot is made and its events are numbered; both are journaled in one commit; the audio is
 * routed; the snapshot is published; the events are told. The caller is answered after that.
 *
 * <p>All methods but {@link #snapshot} and those that run something alone, are for use within
 * these.
 */
final class ConferenceWriter {
  private static final Logger log = LoggerFactory.getLogger(ConferenceWriter.class);

  private final LiveConference owner;
  private final ConferenceSid sid;
  private final AccountRoster account;
  private final Gate gate;
  private final RosterPorts ports;
  private final ReentrantLock lock = new ReentrantLock(true);
  private volatile ConferenceSnapshot snapshot;
  private boolean opened;
  private boolean closed;
  private long sequence;

  ConferenceWriter(
      LiveConference owner,
      Conference conference,
      AccountRoster account,
      Gate gate,
      RosterPorts ports) {
    this.owner = owner;
    this.sid = conference.sid();
    this.account = account;
    this.gate = gate;
    this.ports = ports;
    this.snapshot = ConferenceSnapshot.empty(conference);
  }

  ConferenceSnapshot snapshot() {
    return snapshot;
  }

  /** Runs {@code change} alone. */
  <T> T write(Supplier<T> change) {
    lock.lock();
    try {
      return change.get();
    } finally {
      lock.unlock();
    }
  }

  /** Runs {@code change} alone. */
  void run(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Runs {@code change} alone, which takes somebody in; empty if the conference is over. A
   * conference whose first participant is refused is over too, so that another can be opened.
   *
   * @throws RefusedException also what {@link Gate#pass} throws
   */
  <T> Optional<T> admit(Supplier<T> change) {
    return write(
        () -> {
          if (closed) {
            return Optional.empty();
          }
          try {
            gate.pass(snapshot.conference().account());
            return Optional.of(change.get());
          } finally {
            if (!opened) {
              closed = true;
              account.rooms().remove(snapshot.conference().friendlyName(), owner);
            }
          }
        });
  }

  /** Whether it has had a participant and is not over. */
  boolean isOn() {
    return opened && !closed;
  }

  /** Whether nobody was ever in it. */
  boolean isNew() {
    return !opened;
  }

  /** A change of the conference that changes nothing yet. */
  ChangeSet begin() {
    return new ChangeSet(snapshot, sequence, ports.outbox(), ports.now());
  }

  /**
   * Makes a change that can be refused.
   *
   * @throws RefusedException {@code STORE_UNAVAILABLE}; then nothing has changed
   */
  void commit(ChangeSet change) {
    List<Change> changes = change.changes();
    try {
      if (!changes.isEmpty()) {
        ports.journal().commit(sid, changes);
      }
    } catch (JournalException e) {
      throw new RefusedException(
          Problem.STORE_UNAVAILABLE,
          "The change could not be written to the store, so it was not made; try again. "
              + e.getMessage(),
          e);
    }
    publish(change);
  }

  /**
   * Makes a change that nobody waits for.
   *
   * @param what it is, for the log, should it not be made
   * @return whether it was made
   */
  boolean commitIfPossible(ChangeSet change, String what) {
    try {
      commit(change);
      return true;
    } catch (RefusedException e) {
      log.atError()
          .setCause(e)
          .addKeyValue("conference", sid)
          .log("could not be journaled, so it is not shown: {}", what);
      return false;
    }
  }

  /** Makes a change that has already happened; it is journaled as soon as that is possible. */
  void commitAtLast(ChangeSet change) {
    ports.journal().commitAtLast(sid, change.changes());
    publish(change);
  }

  /** Shows {@code next}, which differs in nothing that is journaled. */
  void show(ConferenceSnapshot next) {
    ConferenceSnapshot before = snapshot;
    ports.audio().route(sid, next.routes());
    snapshot = next;
    closeUnused(before, next);
  }

  private void publish(ChangeSet change) {
    ConferenceSnapshot next = change.next();
    sequence = change.sequence();
    opened = true;
    boolean over = next.conference().status() == ConferenceStatus.COMPLETED;
    closed = over;
    if (change.reroutes()) {
      show(next);
    } else {
      snapshot = next;
    }
    if (over) {
      account.rooms().remove(next.conference().friendlyName(), owner);
      account.conferences().remove(sid);
    } else {
      account.conferences().put(sid, owner);
    }
    for (Seat seat : change.changed()) {
      account.calls().put(seat.call().sid(), seat.call());
      account.conferenceOfCall().put(seat.call().sid(), owner);
    }
    for (Call call : change.gone()) {
      account.calls().remove(call.sid());
      account.conferenceOfCall().remove(call.sid());
    }
    change.tell(ports.events());
  }

  /** The audio side closes what it was given; what no route ever named is ours to close. */
  private static void closeUnused(ConferenceSnapshot before, ConferenceSnapshot next) {
    for (Seat seat : before.seats().values()) {
      Seat after = next.seats().get(seat.participant().sid());
      for (Sound sound : seat.sounds()) {
        if (after == null || !after.sounds().contains(sound)) {
          sound.close();
        }
      }
    }
  }
}
