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
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.roster.ConferenceReference.ByName;
import dev.rollcall.core.roster.ConferenceReference.BySid;
import dev.rollcall.core.roster.ParticipantReference.ByCall;
import dev.rollcall.core.roster.Wanted.Guest;
import dev.rollcall.core.roster.Wanted.Update;
import dev.rollcall.core.testing.Await;
import dev.rollcall.core.testing.NamedSounds;
import dev.rollcall.core.testing.ScriptedDialer.Dialled;
import dev.rollcall.core.testing.TestRoster;
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
    change(ann, Update.of().muted(true));

    assertThat(route(ann))
        .isEqualTo(new AudioRoute(ann.call(), new Speaks.ToNobody(), new Hears.TheConference()));
  }

  @Test
  void whoIsOnHoldHearsMusicAndIsNotHeard() {
    change(ann, Update.of().hold(true));
    assertThat(route(ann))
        .isEqualTo(
            new AudioRoute(ann.call(), new Speaks.ToNobody(), new Hears.Music(Optional.empty())));

    change(ann, Update.of().hold(false));
    assertThat(route(ann).hears()).isEqualTo(new Hears.TheConference());
  }

  @Test
  void musicOfAHoldLastsAsLongAsTheHold() {
    change(ann, Update.of().hold(true).holdSound("http://example.test/one.wav"));
    assertThat(music(ann)).contains("http://example.test/one.wav");

    change(ann, Update.of().hold(false));
    change(ann, Update.of().hold(true));
    assertThat(music(ann)).isEmpty();
  }

  @Test
  void musicGivenAheadWaitsForTheHold() {
    change(ann, Update.of().holdSound("http://example.test/one.wav"));
    change(ann, Update.of().muted(true));
    change(ann, Update.of().hold(true));

    assertThat(music(ann)).contains("http://example.test/one.wav");
  }

  @Test
  void refusesMusicThatCannotBeHadAndChangesNothing() {
    assertThat(refusal(ann, Update.of().hold(true).holdSound("http://example.test/missing.wav")))
        .isEqualTo(Problem.SOUND_UNAVAILABLE);
    assertThat(route(ann).hears()).isEqualTo(new Hears.TheConference());
  }

  @Test
  void aCoachIsHeardByTheCoachedCallAlone() {
    Participant changed = change(ann, Update.of().coach(bob.call()));

    assertThat(changed.controls().coaching()).isTrue();
    assertThat(route(ann).speaks()).isEqualTo(new Speaks.ToOne(bob.call()));
    assertThat(route(ann).hears()).isEqualTo(new Hears.TheConference());
  }

  @Test
  void aMutedCoachIsHeardByNobody() {
    change(ann, Update.of().coach(bob.call()).muted(true));

    assertThat(route(ann).speaks()).isEqualTo(new Speaks.ToNobody());
  }

  @Test
  void aCoachStaysPrivateAfterTheCoachedLeft() {
    world.join("standup", "eve");
    change(ann, Update.of().coach(bob.call()));

    world.roster().leave(bob.call(), LeaveReason.HUNG_UP);

    assertThat(route(ann).speaks()).isEqualTo(new Speaks.ToOne(bob.call()));
  }

  @Test
  void endsCoaching() {
    change(ann, Update.of().coach(bob.call()));

    Participant changed = change(ann, Update.of().coaching(false));

    assertThat(changed.controls().coached()).isEmpty();
    assertThat(route(ann).speaks()).isEqualTo(new Speaks.ToAll());
  }

  @Test
  void refusesCoachingThatCannotBe() {
    assertThat(refusal(ann, Update.of().coaching(true))).isEqualTo(Problem.COACHED_CALL_MISSING);
    assertThat(refusal(ann, Update.of().coach(ann.call()))).isEqualTo(Problem.COACHED_CALL_ABSENT);
    assertThat(refusal(ann, Update.of().coach(new CallSid(UUID.randomUUID()))))
        .isEqualTo(Problem.COACHED_CALL_ABSENT);
    change(bob, Update.of().hold(true));
    assertThat(refusal(ann, Update.of().coach(bob.call()))).isEqualTo(Problem.COACHED_CALL_ON_HOLD);
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
  void whoIsCalledIsNotInTheAudioBeforeItAnswers() {
    Participant eve = world.create("standup", "eve");
    Dialled phone = world.dialled(eve);
    phone.ring();
    assertThat(find(eve)).isEmpty();

    assertThat(phone.answer()).isTrue();
    assertThat(route(eve))
        .isEqualTo(new AudioRoute(eve.call(), new Speaks.ToAll(), new Hears.TheConference()));
  }

  @Test
  void aPhoneIsHeardBeforeItAnswersIfThatIsWanted() {
    Participant eve = world.create("standup", "eve");
    world.dialled(eve).earlyMedia();
    assertThat(route(eve))
        .isEqualTo(new AudioRoute(eve.call(), new Speaks.ToAll(), new Hears.Nothing()));

    Participant kim = world.create("standup", Guest.named("kim").withoutEarlyMedia().wanted());
    world.dialled(kim).earlyMedia();
    assertThat(find(kim)).isEmpty();
  }

  @Test
  void aPhoneIsNotHeardBeforeTheConferenceStarts() {
    Participant eve = world.create("later", "eve");
    world.dialled(eve).earlyMedia();
    assertThat(world.routes(eve.conference())).isEmpty();

    world.join("later", "starter");
    assertThat(route(eve).hears()).isEqualTo(new Hears.Nothing());
  }

  @Test
  void whoWaitsHearsWhatWasAskedFor() {
    Participant silent = waiting("silent", new WaitSound.Silence());
    assertThat(route(silent).hears()).isEqualTo(new Hears.Nothing());

    Participant own = waiting("own", from("http://example.test/wait.mp3"));
    awaitWaitSound(own, "http://example.test/wait.mp3");

    Participant missing = waiting("missing", from("http://example.test/missing.mp3"));
    Await.until(
        () ->
            route(missing).hears().equals(new Hears.Music(Optional.empty()))
                ? Optional.empty()
                : Optional.of("hears " + route(missing).hears()));
  }

  @Test
  void aHoldGoesBeforeWaiting() {
    Participant own = waiting("own", from("http://example.test/wait.mp3"));
    awaitWaitSound(own, "http://example.test/wait.mp3");

    change(own, Update.of().hold(true));
    assertThat(route(own).hears()).isEqualTo(new Hears.Music(Optional.empty()));
    assertThat(world.sounds().opened()).allMatch(NamedSounds.NamedSound::closed);

    change(own, Update.of().hold(false));
    awaitWaitSound(own, "http://example.test/wait.mp3");
    assertThat(world.sounds().opened()).hasSize(2);
  }

  @Test
  void whoWaitsCanBeGivenOtherSound() {
    Participant own = waiting("own", new WaitSound.Silence());

    change(own, Update.of().waitSound(from("http://example.test/other.mp3")));

    awaitWaitSound(own, "http://example.test/other.mp3");
  }

  @Test
  void closesTheSoundThatComesTooLate() {
    Participant own = waiting("own", from("http://example.test/slow.mp3"));
    world.join("later", "starter");
    assertThat(route(own).hears()).isEqualTo(new Hears.TheConference());

    world.sounds().letSlowOnesCome();

    Await.until(
        () ->
            world.sounds().opened().stream().anyMatch(NamedSounds.NamedSound::closed)
                ? Optional.empty()
                : Optional.of("the sound is not closed"));
    assertThat(route(own).hears()).isEqualTo(new Hears.TheConference());
  }

  @Test
  void closesHoldSoundsThatAreNotUsedAnyMore() {
    change(ann, Update.of().hold(true).holdSound("http://example.test/one.wav"));
    change(ann, Update.of().holdSound("http://example.test/two.wav"));
    assertThat(world.sounds().opened())
        .extracting(NamedSounds.NamedSound::closed)
        .containsExactly(true, false);

    change(ann, Update.of().hold(false));
    assertThat(world.sounds().opened()).allMatch(NamedSounds.NamedSound::closed);

    change(bob, Update.of().hold(true).holdSound("http://example.test/three.wav"));
    world.roster().leave(bob.call(), LeaveReason.HUNG_UP);
    assertThat(world.sounds().opened()).allMatch(NamedSounds.NamedSound::closed);
  }

  @Test
  void closesTheHoldSoundOfAnUpdateThatIsRefused() {
    world.store().failing(true);

    assertThat(refusal(ann, Update.of().hold(true).holdSound("http://example.test/one.wav")))
        .isEqualTo(Problem.STORE_UNAVAILABLE);

    assertThat(world.sounds().opened()).hasSize(1).allMatch(NamedSounds.NamedSound::closed);
  }

  @Test
  void opensNoSoundForAnUpdateThatIsRefusedAnyway() {
    assertThat(
            refusal(
                ann, Update.of().coach(ann.call()).holdSound("http://example.test/missing.wav")))
        .isEqualTo(Problem.COACHED_CALL_ABSENT);
    assertThat(world.sounds().requests()).isEmpty();
  }

  @Test
  void beepsWhenWhoWantsThatComesAndGoes() {
    Participant eve =
        world.roster().join(world.request("standup", "eve", Wanted.controls(true, false, true)));
    assertThat(world.beeps()).hasSize(1);
    world.roster().leave(eve.call(), LeaveReason.HUNG_UP);
    assertThat(world.beeps()).hasSize(2);

    Participant kim =
        world.create(
            "standup", Guest.named("kim").controlled(Wanted.controls(true, false, true)).wanted());
    world.fail(kim, CallStatus.BUSY);
    assertThat(world.beeps()).hasSize(2);
  }

  @Test
  void closesTheAudioWithTheConference() {
    world.roster().end(ACCOUNT, STANDUP);

    assertThat(world.routes(ann.conference())).isEmpty();
  }

  private Participant change(Participant participant, Update change) {
    return world
        .roster()
        .update(
            ACCOUNT,
            new BySid(participant.conference()),
            new ByCall(participant.call()),
            change.update());
  }

  private Problem refusal(Participant participant, Update change) {
    return catchThrowableOfType(RefusedException.class, () -> change(participant, change))
        .problem();
  }

  private Participant waiting(String name, WaitSound sound) {
    Participant created =
        world.create(
            "later",
            Guest.named(name)
                .controlled(Wanted.controls(false, false, false))
                .waitingWith(sound)
                .wanted());
    world.dialled(created).answer();
    return created;
  }

  private static WaitSound from(String address) {
    return new WaitSound.From(Wanted.target(address));
  }

  private void awaitWaitSound(Participant participant, String address) {
    Await.until(
        () ->
            route(participant).hears() instanceof Hears.Music(Optional<Sound> sound)
                    && sound.map(Sound::source).equals(Optional.of(address))
                ? Optional.empty()
                : Optional.of("hears " + route(participant).hears()));
  }

  private AudioRoute route(Participant participant) {
    return find(participant).orElseThrow();
  }

  private Optional<AudioRoute> find(Participant participant) {
    return world.routes(participant.conference()).stream()
        .filter(route -> route.call().equals(participant.call()))
        .findFirst();
  }

  private Optional<String> music(Participant participant) {
    return ((Hears.Music) route(participant).hears()).sound().map(Sound::source);
  }
}
