package dev.rollcall.core.roster;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.call.Call;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantStatus;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.signalling.JoinRequest;
import java.time.Instant;
import java.util.Optional;

/** How participants take their place: calls that come in, and calls of ours that are answered. */
final class Arrivals {
  private final ConferenceWriter writer;
  private final Sounds sounds;
  private final Speech speech;
  private final RosterSettings settings;
  private final RosterPorts ports;

  Arrivals(
      ConferenceWriter writer,
      Sounds sounds,
      Speech speech,
      RosterSettings settings,
      RosterPorts ports) {
    this.writer = writer;
    this.sounds = sounds;
    this.speech = speech;
    this.settings = settings;
    this.ports = ports;
  }

  /** Takes a call in; empty if the conference is over. */
  Optional<Participant> join(JoinRequest request) {
    return writer.admit(
        () -> {
          checkRoomFor(settings.maximumParticipants(), request.label());
          ChangeSet change = writer.begin();
          Instant now = change.now();
          Call call = Call.answered(request.call(), request.account(), request.parties(), now);
          Participant participant =
              new Participant(
                  ports.sids().participant(),
                  request.account(),
                  change.next().conference().sid(),
                  request.call(),
                  request.parties(),
                  request.label(),
                  request.controls(),
                  ParticipantStatus.CONNECTED,
                  now,
                  now,
                  Optional.of(now),
                  Optional.empty());
          Seat seat = Seat.ofInbound(participant, call, request.leg());
          takePlace(change, seat);
          writer.commit(change);
          welcome(seat);
          return participant;
        });
  }

  /**
   * Checks that one more may be listed.
   *
   * @param maximum how many there may be with it, if the server's limit is not lower
   */
  void checkRoomFor(int maximum, Optional<String> label) {
    int most = Math.min(maximum, settings.maximumParticipants());
    if (writer.snapshot().seats().size() >= most) {
      throw new RefusedException(
          Problem.CONFERENCE_FULL,
          "The conference has its " + most + " participants; wait until one leaves.");
    }
    label
        .filter(this::isTaken)
        .ifPresent(
            taken -> {
              throw new RefusedException(
                  Problem.LABEL_IN_USE,
                  "A participant of the conference has the label '" + taken + "'; choose another.");
            });
  }

  private boolean isTaken(String label) {
    return writer.snapshot().find(new ParticipantReference.ByLabel(label)).isPresent();
  }

  /** Puts an answered call into the conference, which may start by that. */
  void takePlace(ChangeSet change, Seat seat) {
    Participant participant = seat.participant();
    Conference before = change.next().conference();
    Conference conference =
        participant.controls().startConferenceOnEnter() ? before.started(change.now()) : before;
    if (writer.isNew() || !conference.equals(before)) {
      change.set(conference);
    }
    change.set(seat);
    change.happened((now, number, at) -> new ConferenceEvent.Joined(now, number, at, participant));
    if (conference.status() != before.status()) {
      change.happened(ConferenceEvent.Started::new);
      // Whoever has spoken to nobody until now is heard from now on.
      change.next().seats().values().forEach(each -> speech.follow(change, each));
    } else {
      speech.follow(change, seat);
    }
  }

  /** What follows once the participant has its place. */
  void welcome(Seat seat) {
    if (seat.participant().controls().beepOnEnter()) {
      ports.audio().beep(seat.participant().conference());
    }
    sounds.prepareWaiting(seat);
  }
}
