package dev.rollcall.core.roster;

import dev.rollcall.core.call.CallCallback;
import dev.rollcall.core.conference.ConferenceCallback;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.signalling.Destination;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.core.web.WebMethod;
import dev.rollcall.core.web.WebTarget;
import java.time.Duration;
import java.util.Optional;

/** Short ways to say what a test wants. */
final class Wanted {
  private Wanted() {}

  static WebTarget target(String address) {
    return WebTarget.parse(address, WebMethod.GET).orElseThrow();
  }

  /** Somebody to be called, made property by property. */
  record Guest(NewParticipant wanted) {
    static Guest named(String name) {
      return new Guest(TestRoster.invited(name));
    }

    Guest to(Destination destination) {
      return with(
          destination,
          wanted.timeLimit(),
          wanted.controls(),
          wanted.waitSound(),
          wanted.earlyMedia(),
          wanted.maximumParticipants());
    }

    Guest limitedTo(Duration limit) {
      return with(
          wanted.to(),
          Optional.of(limit),
          wanted.controls(),
          wanted.waitSound(),
          wanted.earlyMedia(),
          wanted.maximumParticipants());
    }

    Guest controlled(Controls controls) {
      return with(
          wanted.to(),
          wanted.timeLimit(),
          controls,
          wanted.waitSound(),
          wanted.earlyMedia(),
          wanted.maximumParticipants());
    }

    Guest waitingWith(WaitSound sound) {
      return with(
          wanted.to(),
          wanted.timeLimit(),
          wanted.controls(),
          sound,
          wanted.earlyMedia(),
          wanted.maximumParticipants());
    }

    Guest withoutEarlyMedia() {
      return with(
          wanted.to(),
          wanted.timeLimit(),
          wanted.controls(),
          wanted.waitSound(),
          false,
          wanted.maximumParticipants());
    }

    Guest amongAtMost(int maximum) {
      return with(
          wanted.to(),
          wanted.timeLimit(),
          wanted.controls(),
          wanted.waitSound(),
          wanted.earlyMedia(),
          maximum);
    }

    Guest telling(Optional<CallCallback> call, Optional<ConferenceCallback> conference) {
      return new Guest(
          new NewParticipant(
              wanted.to(),
              wanted.from(),
              wanted.callerId(),
              wanted.displayName(),
              wanted.label(),
              wanted.ringFor(),
              wanted.timeLimit(),
              wanted.controls(),
              wanted.waitSound(),
              wanted.earlyMedia(),
              wanted.maximumParticipants(),
              call,
              conference,
              wanted.credentials()));
    }

    private Guest with(
        Destination to,
        Optional<Duration> limit,
        Controls controls,
        WaitSound waitSound,
        boolean earlyMedia,
        int maximum) {
      return new Guest(
          new NewParticipant(
              to,
              wanted.from(),
              wanted.callerId(),
              wanted.displayName(),
              wanted.label(),
              wanted.ringFor(),
              limit,
              controls,
              waitSound,
              earlyMedia,
              maximum,
              wanted.callback(),
              wanted.conferenceCallback(),
              wanted.credentials()));
    }
  }

  /** Controls as usual but for these. */
  static Controls controls(boolean startOnEnter, boolean endOnExit, boolean beeps) {
    return new Controls(false, false, Optional.empty(), startOnEnter, endOnExit, beeps, beeps);
  }

  /** A participant update made flag by flag. */
  record Update(
      Optional<Boolean> muted,
      Optional<Boolean> hold,
      Optional<WebTarget> holdSound,
      Optional<WebTarget> announcement,
      Optional<Boolean> coaching,
      Optional<CallSid> callToCoach,
      Optional<WaitSound> waitSound,
      Optional<Boolean> endConferenceOnExit,
      Optional<Boolean> beepOnExit) {
    static Update of() {
      return new Update(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    ParticipantUpdate update() {
      return new ParticipantUpdate(
          muted,
          hold,
          holdSound,
          announcement,
          coaching,
          callToCoach,
          waitSound,
          endConferenceOnExit,
          beepOnExit);
    }

    Update muted(boolean on) {
      return new Update(
          Optional.of(on),
          hold,
          holdSound,
          announcement,
          coaching,
          callToCoach,
          waitSound,
          endConferenceOnExit,
          beepOnExit);
    }

    Update hold(boolean on) {
      return new Update(
          muted,
          Optional.of(on),
          holdSound,
          announcement,
          coaching,
          callToCoach,
          waitSound,
          endConferenceOnExit,
          beepOnExit);
    }

    Update holdSound(String address) {
      return new Update(
          muted,
          hold,
          Optional.of(target(address)),
          announcement,
          coaching,
          callToCoach,
          waitSound,
          endConferenceOnExit,
          beepOnExit);
    }

    Update announce(String address) {
      return new Update(
          muted,
          hold,
          holdSound,
          Optional.of(target(address)),
          coaching,
          callToCoach,
          waitSound,
          endConferenceOnExit,
          beepOnExit);
    }

    Update coaching(boolean on) {
      return new Update(
          muted,
          hold,
          holdSound,
          announcement,
          Optional.of(on),
          callToCoach,
          waitSound,
          endConferenceOnExit,
          beepOnExit);
    }

    Update coach(CallSid call) {
      return new Update(
          muted,
          hold,
          holdSound,
          announcement,
          coaching,
          Optional.of(call),
          waitSound,
          endConferenceOnExit,
          beepOnExit);
    }

    Update waitSound(WaitSound sound) {
      return new Update(
          muted,
          hold,
          holdSound,
          announcement,
          coaching,
          callToCoach,
          Optional.of(sound),
          endConferenceOnExit,
          beepOnExit);
    }

    Update endConferenceOnExit(boolean on) {
      return new Update(
          muted,
          hold,
          holdSound,
          announcement,
          coaching,
          callToCoach,
          waitSound,
          Optional.of(on),
          beepOnExit);
    }

    Update beepOnExit(boolean on) {
      return new Update(
          muted,
          hold,
          holdSound,
          announcement,
          coaching,
          callToCoach,
          waitSound,
          endConferenceOnExit,
          Optional.of(on));
    }
  }
}
