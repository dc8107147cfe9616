package dev.rollcall.core.roster;

import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallProgress;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.EndReason;
import dev.rollcall.core.conference.Ending;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.delivery.DeliveryRecords;
import dev.rollcall.core.event.CallEvent;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.event.Outbox;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.journal.History;
import dev.rollcall.core.journal.Journal;
import dev.rollcall.core.journal.JournalException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Closes what an earlier process left live, so that history tells the truth before anything new
 * begins.
 *
 * <p>Everything unfinished ends with the reason that the server was restarted, dated to this start:
 * when exactly it ended, nobody saw. What ends is told like any other end, by events whose numbers
 * go on from the last that was journaled; they are only kept for whoever tells them, which finds
 * them pending.
 */
public final class CrashRecovery {
  private static final int CHANGES_PER_COMMIT = 500;

  private final Journal journal;
  private final Outbox outbox;
  private final Instant now;
  private final Map<CallSid, Call> calls = new LinkedHashMap<>();
  private final List<Change> changes = new ArrayList<>();

  private CrashRecovery(Journal journal, Outbox outbox, Instant now) {
    this.journal = journal;
    this.outbox = outbox;
    this.now = now;
  }

  /**
   * Completes every unfinished conference, participant and call, each conference in one commit.
   *
   * @param records how far each conference's events are numbered
   * @param outbox what is kept of each event
   * @return how many conferences were closed
   */
  public static int closeUnfinished(
      History history, DeliveryRecords records, Journal journal, Outbox outbox, Instant now)
      throws JournalException {
    CrashRecovery recovery = new CrashRecovery(journal, outbox, now.truncatedTo(ChronoUnit.MILLIS));
    History.Unfinished unfinished = history.unfinished();
    unfinished.calls().forEach(call -> recovery.calls.put(call.sid(), call));
    Map<ConferenceSid, List<Participant>> participants = new LinkedHashMap<>();
    for (Participant each : unfinished.participants()) {
      participants.computeIfAbsent(each.conference(), _ -> new ArrayList<>()).add(each);
    }
    for (Conference each : unfinished.conferences()) {
      List<Participant> left = participants.remove(each.sid());
      recovery.close(each, left == null ? List.of() : left, records.lastSequence(each.sid()));
      recovery.commitIfMany();
    }
    for (List<Participant> each : participants.values()) {
      each.forEach(recovery::depart);
      recovery.commitIfMany();
    }
    for (Call each : recovery.calls.values()) {
      recovery.changes.add(new Change.OfCall(recovery.over(each, each.answered().isPresent())));
      recovery.commitIfMany();
    }
    recovery.commit();
    return unfinished.conferences().size();
  }

  private void close(Conference conference, List<Participant> participants, long lastSequence) {
    Conference completed =
        conference.completed(new Ending(EndReason.SERVER_RESTARTED, Optional.empty()), now);
    changes.add(new Change.OfConference(completed));
    long sequence = lastSequence;
    for (Participant each : participants) {
      Participant left = depart(each);
      changes.addAll(outbox.records(new ConferenceEvent.Left(completed, ++sequence, now, left)));
    }
    changes.addAll(
        outbox.records(new ConferenceEvent.Ended(completed, ++sequence, now, Optional.empty())));
  }

  private Participant depart(Participant participant) {
    boolean joined = participant.joined().isPresent();
    Participant left =
        participant.departed(
            LeaveReason.SERVER_RESTARTED,
            joined ? CallStatus.COMPLETED : CallStatus.FAILED,
            Optional.empty(),
            now);
    Optional.ofNullable(calls.remove(participant.call()))
        .ifPresent(call -> end(call, participant.conference(), joined));
    changes.add(new Change.OfParticipant(left));
    return left;
  }

  private void end(Call call, ConferenceSid conference, boolean answered) {
    Call over = over(call, answered);
    Call told = over.told();
    changes.add(new Change.OfCall(told));
    over.outgoing()
        .map(own -> new CallEvent(told, conference, own.told(), now, CallProgress.COMPLETED))
        .ifPresent(event -> changes.addAll(outbox.records(event)));
  }

  private Call over(Call call, boolean answered) {
    CallStatus end = answered ? CallStatus.COMPLETED : CallStatus.FAILED;
    return call.over(end, Optional.empty(), now);
  }

  private void commitIfMany() throws JournalException {
    if (changes.size() >= CHANGES_PER_COMMIT) {
      commit();
    }
  }

  private void commit() throws JournalException {
    if (!changes.isEmpty()) {
      journal.commit(List.copyOf(changes));
      changes.clear();
    }
  }
}
