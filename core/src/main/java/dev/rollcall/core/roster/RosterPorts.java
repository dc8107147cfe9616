package dev.rollcall.core.roster;

import dev.rollcall.core.audio.ConferenceAudio;
import dev.rollcall.core.audio.SoundLoader;
import dev.rollcall.core.event.EventSink;
import dev.rollcall.core.event.Outbox;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.journal.History;
import dev.rollcall.core.journal.LastingJournal;
import dev.rollcall.core.signalling.Dialer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;

/**
 * What the roster needs of the world outside core.
 *
 * @param activeAccounts who may take calls in and make them; asked each time, also right before a
 *     call that waited is made
 * @param scheduler for what is to happen later; its tasks are short
 */
public record RosterPorts(
    SidGenerator sids,
    InstantSource clock,
    LastingJournal journal,
    History history,
    ConferenceAudio audio,
    SoundLoader sounds,
    Dialer dialer,
    Outbox outbox,
    EventSink events,
    Predicate<AccountSid> activeAccounts,
    ScheduledExecutorService scheduler) {

  /** The time now, in whole milliseconds as it is journaled. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
