package dev.rollcall.core.roster;

import dev.rollcall.core.identity.CallSid;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what is heard to the conferences it is heard in: one change of each, and all of them at
 * the same time, so that they share a commit and none adds its own to the wait of the next.
 */
final class Speeches {
  private static final Logger log = LoggerFactory.getLogger(Speeches.class);

  private final LiveConferences conferences;

  Speeches(LiveConferences conferences) {
    this.conferences = conferences;
  }

  /** Returns once everything is told; what is of no live conference is passed over. */
  void heard(Map<CallSid, Boolean> speaking) {
    Map<LiveConference, Map<CallSid, Boolean>> each = new LinkedHashMap<>();
    speaking.forEach(
        (call, now) ->
            conferences
                .of(call)
                .ifPresent(
                    conference ->
                        each.computeIfAbsent(conference, _ -> new LinkedHashMap<>())
                            .put(call, now)));
    if (each.size() == 1) {
      each.forEach(Speeches::tell);
      return;
    }
    try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
      each.forEach((conference, calls) -> together.execute(() -> tell(conference, calls)));
    }
  }

  private static void tell(LiveConference conference, Map<CallSid, Boolean> calls) {
    try {
      conference.speech(calls);
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("conference", conference.snapshot().conference().sid())
          .setCause(e)
          .log("who speaks could not be told");
    }
  }
}
