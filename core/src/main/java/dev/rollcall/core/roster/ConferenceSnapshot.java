package dev.rollcall.core.roster;

import dev.rollcall.core.audio.AudioRoute;
import dev.rollcall.core.audio.Hears;
import dev.rollcall.core.audio.Speaks;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ParticipantSid;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A conference and all who are in it, at one moment. Immutable, so it is read without locks. */
record ConferenceSnapshot(Conference conference, NavigableMap<ParticipantSid, Seat> seats) {
  ConferenceSnapshot {
    seats = Collections.unmodifiableNavigableMap(seats);
  }

  static ConferenceSnapshot empty(Conference conference) {
    return new ConferenceSnapshot(conference, new TreeMap<>());
  }

  Optional<Seat> find(ParticipantReference reference) {
    return seats.values().stream()
        .filter(seat -> reference.matches(seat.participant()))
        .findFirst();
  }

  Optional<Seat> find(CallSid call) {
    return find(new ParticipantReference.ByCall(call));
  }

  boolean inProgress() {
    return conference.status() == ConferenceStatus.IN_PROGRESS;
  }

  /** The same people in {@code changed}. */
  ConferenceSnapshot with(Conference changed) {
    return new ConferenceSnapshot(changed, seats);
  }

  /** The same with {@code seat} in place of what was there. */
  ConferenceSnapshot with(Seat seat) {
    NavigableMap<ParticipantSid, Seat> next = new TreeMap<>(seats);
    next.put(seat.participant().sid(), seat);
    return new ConferenceSnapshot(conference, next);
  }

  ConferenceSnapshot without(Seat seat) {
    NavigableMap<ParticipantSid, Seat> next = new TreeMap<>(seats);
    next.remove(seat.participant().sid());
    return new ConferenceSnapshot(conference, next);
  }

  /** Whether {@code seat} is to hear sound of its own because the conference has not started. */
  boolean keepsWaiting(Seat seat) {
    return seat.connected() && !seat.participant().controls().hold() && !inProgress();
  }

  /** Who hears whom: the one place where flags become audio. */
  List<AudioRoute> routes() {
    return seats.values().stream().flatMap(seat -> route(seat).stream()).toList();
  }

  private Optional<AudioRoute> route(Seat seat) {
    CallSid call = seat.participant().call();
    Controls controls = seat.participant().controls();
    if (!seat.connected()) {
      return seat.earlyMedia() && inProgress()
          ? Optional.of(new AudioRoute(call, speaks(controls), new Hears.Nothing()))
          : Optional.empty();
    }
    if (controls.hold()) {
      return Optional.of(
          new AudioRoute(call, new Speaks.ToNobody(), new Hears.Music(seat.holdSound())));
    }
    if (keepsWaiting(seat)) {
      return Optional.of(new AudioRoute(call, new Speaks.ToNobody(), waitsWith(seat)));
    }
    return Optional.of(new AudioRoute(call, speaks(controls), new Hears.TheConference()));
  }

  private static Speaks speaks(Controls controls) {
    if (controls.muted() || controls.hold()) {
      return new Speaks.ToNobody();
    }
    return controls.coached().<Speaks>map(Speaks.ToOne::new).orElseGet(Speaks.ToAll::new);
  }

  /** Sound of the app's is waited for in silence: it comes in seconds, or the music instead. */
  private static Hears waitsWith(Seat seat) {
    return switch (seat.waitSound()) {
      case WaitSound.BuiltInMusic() -> new Hears.Music(Optional.empty());
      case WaitSound.Silence() -> new Hears.Nothing();
      case WaitSound.From _ ->
          seat.waitMusic()
              .<Hears>map(sound -> new Hears.Music(Optional.of(sound)))
              .orElseGet(Hears.Nothing::new);
    };
  }
}
