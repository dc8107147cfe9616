package dev.rollcall.core.roster;

import dev.rollcall.core.audio.Sound;
import dev.rollcall.core.call.Call;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantStatus;
import dev.rollcall.core.signalling.CallLeg;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything a live conference holds of one participant. Immutable.
 *
 * @param leg how its phone is hung up
 * @param outgoing the call as it is made; empty for one that came in
 * @param earlyMedia whether the others are to hear its phone though it has not answered
 * @param holdSound what it hears while on hold; the built-in music if empty
 * @param waitSound what it is to hear until the conference starts
 * @param waitMusic the sound that {@code waitSound} names, while it is open
 * @param speaking whether the last that was told of its speech is that it began
 */
record Seat(
    Participant participant,
    Call call,
    CallLeg leg,
    Optional<OutgoingCall> outgoing,
    boolean earlyMedia,
    Optional<Sound> holdSound,
    WaitSound waitSound,
    Optional<Sound> waitMusic,
    boolean speaking) {

  /** The seat of a call that came in. */
  static Seat ofInbound(Participant participant, Call call, CallLeg leg) {
    return new Seat(
        participant,
        call,
        leg,
        Optional.empty(),
        false,
        Optional.empty(),
        new WaitSound.BuiltInMusic(),
        Optional.empty(),
        false);
  }

  /** The seat of a call that is to be made. */
  static Seat ofOutgoing(Participant participant, Call call, OutgoingCall outgoing) {
    return new Seat(
        participant,
        call,
        outgoing,
        Optional.of(outgoing),
        false,
        Optional.empty(),
        outgoing.wanted().waitSound(),
        Optional.empty(),
        false);
  }

  /** Whether it has taken its place, so that its audio flows. */
  boolean connected() {
    return participant.status() == ParticipantStatus.CONNECTED;
  }

  Seat with(Participant changed, Call changedCall) {
    return new Seat(
        changed, changedCall, leg, outgoing, earlyMedia, holdSound, waitSound, waitMusic, speaking);
  }

  Seat withEarlyMedia() {
    return new Seat(
        participant, call, leg, outgoing, true, holdSound, waitSound, waitMusic, speaking);
  }

  Seat holding(Optional<Sound> sound) {
    return new Seat(
        participant, call, leg, outgoing, earlyMedia, sound, waitSound, waitMusic, speaking);
  }

  Seat waiting(WaitSound wanted, Optional<Sound> opened) {
    return new Seat(
        participant, call, leg, outgoing, earlyMedia, holdSound, wanted, opened, speaking);
  }

  Seat speaking(boolean told) {
    return new Seat(
        participant, call, leg, outgoing, earlyMedia, holdSound, waitSound, waitMusic, told);
  }

  /** The sounds that are open for this participant. */
  List<Sound> sounds() {
    return holdSound.isEmpty() && waitMusic.isEmpty()
        ? List.of()
        : Stream.concat(holdSound.stream(), waitMusic.stream()).toList();
  }
}
