package dev.rollcall.core.roster;

import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallProgress;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.event.CallEvent;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.event.EventSink;
import dev.rollcall.core.event.Outbox;
import dev.rollcall.core.journal.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One change of a conference in the making: what the conference will be, what is journaled
 * together, and what is told once lists show it. Events are numbered here; if the change is not
 * committed their numbers are used again.
 */
final class ChangeSet {
  private final Outbox outbox;
  private final Instant now;
  private final List<Change> records = new ArrayList<>();
  private final List<Change> kept = new ArrayList<>();
  private final List<Consumer<EventSink>> told = new ArrayList<>();
  private final List<Seat> changed = new ArrayList<>();
  private final List<Call> gone = new ArrayList<>();
  private ConferenceSnapshot next;
  private long sequence;
  private boolean reroutes;

  ChangeSet(ConferenceSnapshot before, long sequence, Outbox outbox, Instant now) {
    this.next = before;
    this.sequence = sequence;
    this.outbox = outbox;
    this.now = now;
  }

  /** When everything of this change happens. */
  Instant now() {
    return now;
  }

  /** The conference as this change has made it so far. */
  ConferenceSnapshot next() {
    return next;
  }

  /** The number of the last event. */
  long sequence() {
    return sequence;
  }

  /** Makes the conference another, and journals it. */
  void set(Conference changed) {
    reroutes = true;
    next = next.with(changed);
    records.add(new Change.OfConference(changed));
  }

  /** Takes somebody in, or changes who is there, and journals participant and call. */
  void set(Seat seat) {
    reroutes = true;
    next = next.with(seat);
    changed.add(seat);
    records.add(new Change.OfCall(seat.call()));
    records.add(new Change.OfParticipant(seat.participant()));
  }

  /** Changes who is there, and journals only the participant. */
  void setParticipant(Seat seat) {
    reroutes = true;
    next = next.with(seat);
    changed.add(seat);
    records.add(new Change.OfParticipant(seat.participant()));
  }

  /** Whether audio may have to be routed otherwise. Who speaks changes often and routes nothing. */
  boolean reroutes() {
    return reroutes;
  }

  /** Makes it known whether somebody speaks, which is told but is no record. */
  void spoke(Seat seat, boolean speaking) {
    next = next.with(seat.speaking(speaking));
    Participant speaker = seat.participant();
    happened(
        (conference, number, at) ->
            new ConferenceEvent.Spoke(conference, number, at, speaker, speaking));
  }

  /** Lets somebody go, whose last state is journaled. */
  void remove(Seat seat, Participant left, Call over) {
    reroutes = true;
    next = next.without(seat);
    gone.add(over);
    records.add(new Change.OfCall(over));
    records.add(new Change.OfParticipant(left));
  }

  /** Journals something besides. */
  void keep(Change change) {
    records.add(change);
  }

  /** Makes an event of the conference as it is now, with the next number. */
  void happened(EventMaker maker) {
    ConferenceEvent event = maker.make(next.conference(), ++sequence, now);
    kept.addAll(outbox.records(event));
    told.add(sink -> sink.accept(event));
  }

  /** What an event is made of. */
  @FunctionalInterface
  interface EventMaker {
    ConferenceEvent make(Conference conference, long sequence, Instant at);
  }

  /**
   * Makes an event of a step of a call that we make; nothing of one that came in.
   *
   * @return the call as it is after that
   */
  Call step(Call call, CallProgress step) {
    if (call.outgoing().isEmpty()) {
      return call;
    }
    Call after = call.told();
    int number = call.outgoing().get().told();
    CallEvent event = new CallEvent(after, next.conference().sid(), number, now, step);
    kept.addAll(outbox.records(event));
    told.add(sink -> sink.accept(event));
    return after;
  }

  /** Everything to be journaled: the records, and what is kept to tell of them. */
  List<Change> changes() {
    List<Change> all = new ArrayList<>(records);
    all.addAll(kept);
    return all;
  }

  /** Who is there as nobody was before. */
  List<Seat> changed() {
    return changed;
  }

  /** The calls that are over by this. */
  List<Call> gone() {
    return gone;
  }

  void tell(EventSink sink) {
    told.forEach(each -> each.accept(sink));
  }
}
