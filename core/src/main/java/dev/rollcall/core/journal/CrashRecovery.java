package dev.rollcall.core.journal;

import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.EndReason;
import dev.rollcall.core.conference.Ending;
import dev.rollcall.core.conference.LeaveReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Closes what an earlier process left live, so that history tells the truth before anything new
 * begins.
 */
public final class CrashRecovery {
  private static final int CHANGES_PER_COMMIT = 500;

  private CrashRecovery() {}

  /**
   * Completes every unfinished conference, participant and call with the reason that the server was
   * restarted, dated {@code now}: when exactly they ended, nobody saw.
   *
   * @return how many conferences were closed
   */
  public static int closeUnfinished(History history, Journal journal, Instant now)
      throws JournalException {
    History.Unfinished unfinished = history.unfinished();
    List<Change> changes = new ArrayList<>();
    Ending ending = new Ending(EndReason.SERVER_RESTARTED, Optional.empty());
    unfinished
        .conferences()
        .forEach(each -> changes.add(new Change.OfConference(each.completed(ending, now))));
    unfinished
        .participants()
        .forEach(
            each ->
                changes.add(
                    new Change.OfParticipant(
                        each.departed(LeaveReason.SERVER_RESTARTED, CallStatus.COMPLETED, now))));
    unfinished.calls().forEach(each -> changes.add(new Change.OfCall(each.completed(now))));
    for (int from = 0; from < changes.size(); from += CHANGES_PER_COMMIT) {
      journal.commit(changes.subList(from, Math.min(from + CHANGES_PER_COMMIT, changes.size())));
    }
    return unfinished.conferences().size();
  }
}
