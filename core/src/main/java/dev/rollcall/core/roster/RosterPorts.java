package dev.rollcall.core.roster;

import dev.rollcall.core.audio.ClipLoader;
import dev.rollcall.core.audio.ConferenceAudio;
import dev.rollcall.core.event.EventSink;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.journal.History;
import dev.rollcall.core.journal.LastingJournal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** What the roster needs of the world outside core. */
public record RosterPorts(
    SidGenerator sids,
    InstantSource clock,
    LastingJournal journal,
    History history,
    ConferenceAudio audio,
    ClipLoader clips,
    EventSink events) {

  /** The time now, in whole milliseconds as it is journaled. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
