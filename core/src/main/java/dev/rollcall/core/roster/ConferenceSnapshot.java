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

  /** The same with {@code changed} and {@code seat} in place of what was there. */
  ConferenceSnapshot with(Conference changed, Seat seat) {
    NavigableMap<ParticipantSid, Seat> next = new TreeMap<>(seats);
    next.put(seat.participant().sid(), seat);
    return new ConferenceSnapshot(changed, next);
  }

  ConferenceSnapshot without(Seat seat) {
    NavigableMap<ParticipantSid, Seat> next = new TreeMap<>(seats);
    next.remove(seat.participant().sid());
    return new ConferenceSnapshot(conference, next);
  }

  /** Who hears whom: the one place where flags become audio. */
  List<AudioRoute> routes() {
    return seats.values().stream().map(this::route).toList();
  }

  private AudioRoute route(Seat seat) {
    CallSid call = seat.participant().call();
    Controls controls = seat.participant().controls();
    if (controls.hold()) {
      return new AudioRoute(call, new Speaks.ToNobody(), new Hears.Music(seat.holdMusic()));
    }
    if (conference.status() == ConferenceStatus.INIT) {
      return new AudioRoute(call, new Speaks.ToNobody(), new Hears.Music(Optional.empty()));
    }
    return new AudioRoute(call, speaks(controls), new Hears.TheConference());
  }

  private static Speaks speaks(Controls controls) {
    if (controls.muted()) {
      return new Speaks.ToNobody();
    }
    return controls.coached().<Speaks>map(Speaks.ToOne::new).orElseGet(Speaks.ToAll::new);
  }
}
