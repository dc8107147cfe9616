package dev.rollcall.core.roster;

import static dev.rollcall.core.testing.TestRoster.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.audio.AudioRoute;
import dev.rollcall.core.audio.Hears;
import dev.rollcall.core.audio.Sound;
import dev.rollcall.core.audio.Speaks;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.roster.ConferenceReference.ByName;
import dev.rollcall.core.roster.ParticipantReference.ByCall;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.core.web.WebMethod;
import dev.rollcall.core.web.WebTarget;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A flag is audio: what each flag says about who hears whom. */
final class AudioRulesTest {
  private static final ByName STANDUP = new ByName("standup");
  private final TestRoster world = new TestRoster();
  private final Participant ann = world.join("standup", "ann");
  private final Participant bob = world.join("standup", "bob");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void everybodyHearsAndIsHeard() {
    assertThat(world.routes(ann.conference()))
        .containsExactly(
            new AudioRoute(ann.call(), new Speaks.ToAll(), new Hears.TheConference()),
            new AudioRoute(bob.call(), new Speaks.ToAll(), new Hears.TheConference()));
  }

  @Test
  void whoIsMutedHearsAndIsNotHeard() {
    change(ann, Change.of().muted(true));

    assertThat(route(ann))
        .isEqualTo(new AudioRoute(ann.call(), new Speaks.ToNobody(), new Hears.TheConference()));
  }

  @Test
  void whoIsOnHoldHearsMusicAndIsNotHeard() {
    change(ann, Change.of().hold(true));
    assertThat(route(ann))
        .isEqualTo(
            new AudioRoute(ann.call(), new Speaks.ToNobody(), new Hears.Music(Optional.empty())));

    change(ann, Change.of().hold(false));
    assertThat(route(ann).hears()).isEqualTo(new Hears.TheConference());
  }

  @Test
  void musicOfAHoldLastsAsLongAsTheHold() {
    change(ann, Change.of().hold(true).music("http://example.test/one.wav"));
    assertThat(music(ann)).contains("http://example.test/one.wav");

    change(ann, Change.of().hold(false));
    change(ann, Change.of().hold(true));
    assertThat(music(ann)).isEmpty();
  }

  @Test
  void musicGivenAheadWaitsForTheHold() {
    change(ann, Change.of().music("http://example.test/one.wav"));
    change(ann, Change.of().muted(true));
    change(ann, Change.of().hold(true));

    assertThat(music(ann)).contains("http://example.test/one.wav");
  }

  @Test
  void refusesMusicThatCannotBeHadAndChangesNothing() {
    assertThat(refusal(ann, Change.of().hold(true).music("http://example.test/missing.wav")))
        .isEqualTo(Problem.SOUND_UNAVAILABLE);
    assertThat(route(ann).hears()).isEqualTo(new Hears.TheConference());
  }

  @Test
  void aCoachIsHeardByTheCoachedCallAlone() {
    Participant changed = change(ann, Change.of().coach(bob.call()));

    assertThat(changed.controls().coaching()).isTrue();
    assertThat(route(ann).speaks()).isEqualTo(new Speaks.ToOne(bob.call()));
    assertThat(route(ann).hears()).isEqualTo(new Hears.TheConference());
  }

  @Test
  void aMutedCoachIsHeardByNobody() {
    change(ann, Change.of().coach(bob.call()).muted(true));

    assertThat(route(ann).speaks()).isEqualTo(new Speaks.ToNobody());
  }

  @Test
  void aCoachStaysPrivateAfterTheCoachedLeft() {
    world.join("standup", "eve");
    change(ann, Change.of().coach(bob.call()));

    world.roster().leave(bob.call(), LeaveReason.HUNG_UP);

    assertThat(route(ann).speaks()).isEqualTo(new Speaks.ToOne(bob.call()));
  }

  @Test
  void endsCoaching() {
    change(ann, Change.of().coach(bob.call()));

    Participant changed = change(ann, Change.of().coaching(false));

    assertThat(changed.controls().coached()).isEmpty();
    assertThat(route(ann).speaks()).isEqualTo(new Speaks.ToAll());
  }

  @Test
  void refusesCoachingThatCannotBe() {
    assertThat(refusal(ann, Change.of().coaching(true))).isEqualTo(Problem.COACHED_CALL_MISSING);
    assertThat(refusal(ann, Change.of().coach(ann.call()))).isEqualTo(Problem.COACHED_CALL_ABSENT);
    assertThat(refusal(ann, Change.of().coach(new CallSid(UUID.randomUUID()))))
        .isEqualTo(Problem.COACHED_CALL_ABSENT);
    change(bob, Change.of().hold(true));
    assertThat(refusal(ann, Change.of().coach(bob.call()))).isEqualTo(Problem.COACHED_CALL_ON_HOLD);
    assertThat(route(ann).speaks()).isEqualTo(new Speaks.ToAll());
  }

  @Test
  void whoWaitsForTheStartHearsMusic() {
    Controls waiting = new Controls(false, false, Optional.empty(), false, false, false, false);
    Participant eve = world.roster().join(world.request("later", "eve", waiting));
    assertThat(world.routes(eve.conference()))
        .containsExactly(
            new AudioRoute(eve.call(), new Speaks.ToNobody(), new Hears.Music(Optional.empty())));

    world.join("later", "starter");
    assertThat(world.routes(eve.conference()))
        .contains(new AudioRoute(eve.call(), new Speaks.ToAll(), new Hears.TheConference()));
  }

  @Test
  void closesTheAudioWithTheConference() {
    world.roster().end(ACCOUNT, STANDUP);

    assertThat(world.routes(ann.conference())).isEmpty();
  }

  private Participant change(Participant participant, Change change) {
    return world.roster().update(ACCOUNT, STANDUP, new ByCall(participant.call()), change.update());
  }

  private Problem refusal(Participant participant, Change change) {
    return catchThrowableOfType(RefusedException.class, () -> change(participant, change))
        .problem();
  }

  private AudioRoute route(Participant participant) {
    return world.routes(participant.conference()).stream()
        .filter(route -> route.call().equals(participant.call()))
        .findFirst()
        .orElseThrow();
  }

  private Optional<String> music(Participant participant) {
    return ((Hears.Music) route(participant).hears()).sound().map(Sound::source);
  }

  /** A participant update made flag by flag. */
  private record Change(ParticipantUpdate update) {
    static Change of() {
      return new Change(ParticipantUpdate.NONE);
    }

    Change muted(boolean on) {
      return with(
          Optional.of(on),
          update.hold(),
          update.holdSound(),
          update.coaching(),
          update.callToCoach());
    }

    Change hold(boolean on) {
      return with(
          update.muted(),
          Optional.of(on),
          update.holdSound(),
          update.coaching(),
          update.callToCoach());
    }

    Change music(String address) {
      WebTarget request = WebTarget.parse(address, WebMethod.GET).orElseThrow();
      return with(
          update.muted(),
          update.hold(),
          Optional.of(request),
          update.coaching(),
          update.callToCoach());
    }

    Change coaching(boolean on) {
      return with(
          update.muted(), update.hold(), update.holdSound(), Optional.of(on), update.callToCoach());
    }

    Change coach(CallSid call) {
      return with(
          update.muted(), update.hold(), update.holdSound(), update.coaching(), Optional.of(call));
    }

    private static Change with(
        Optional<Boolean> muted,
        Optional<Boolean> hold,
        Optional<WebTarget> music,
        Optional<Boolean> coaching,
        Optional<CallSid> coached) {
      return new Change(
          new ParticipantUpdate(
              muted,
              hold,
              music,
              Optional.empty(),
              coaching,
              coached,
              Optional.empty(),
              Optional.empty(),
              Optional.empty()));
    }
  }
}
