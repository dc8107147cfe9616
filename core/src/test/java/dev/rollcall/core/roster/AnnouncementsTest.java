package dev.rollcall.core.roster;

import static dev.rollcall.core.testing.TestRoster.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.audio.SoundRequest;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.roster.ConferenceReference.ByName;
import dev.rollcall.core.roster.ParticipantReference.ByCall;
import dev.rollcall.core.testing.Await;
import dev.rollcall.core.testing.NamedSounds;
import dev.rollcall.core.testing.RememberedAudio.Announced;
import dev.rollcall.core.testing.TestRoster;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sound that is played over a conference once. */
final class AnnouncementsTest {
  private static final ByName STANDUP = new ByName("standup");
  private static final String SOUND = "http://example.test/sound.mp3";
  private final TestRoster world = new TestRoster();
  private final Participant ann = world.join("standup", "ann");
  private final Participant bob = world.join("standup", "bob");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void playsToAllAndTellsTheEnd() {
    assertThat(announce(SOUND).sid()).isEqualTo(ann.conference());
    Announced played = played(1).getFirst();
    assertThat(played.call()).isEmpty();
    assertThat(world.sounds().requests())
        .containsExactly(
            new SoundRequest(
                Wanted.target(SOUND),
                SoundRequest.Use.ANNOUNCEMENT,
                ACCOUNT,
                ann.conference(),
                Optional.empty()));

    played.over(Optional.empty());

    ConferenceEvent.Announced told = told();
    assertThat(told.participant()).isEmpty();
    assertThat(told.failure()).isEmpty();
    assertThat(told.source()).hasToString(SOUND);
  }

  @Test
  void playsToOneAndTellsWhatBroke() {
    announceTo(ann, SOUND);
    Announced played = played(1).getFirst();
    assertThat(played.call()).contains(ann.call());

    played.over(Optional.of("the file ended early"));

    assertThat(told().participant().orElseThrow().sid()).isEqualTo(ann.sid());
    assertThat(told().failure()).contains("the file ended early");
  }

  @Test
  void tellsThatSoundCannotBeHad() {
    announce("http://example.test/missing.mp3");

    assertThat(told().failure()).hasValueSatisfying(why -> assertThat(why).contains("missing"));
    assertThat(world.announcements()).isEmpty();
    assertThat(world.roster().statistics().participants()).isEqualTo(2);
  }

  @Test
  void tellsThatTheLoaderBroke() {
    announce("http://example.test/broken.mp3");

    assertThat(told().failure()).hasValueSatisfying(why -> assertThat(why).contains("error"));
  }

  @Test
  void tellsThatItsListenerLeftAndNothingMore() {
    announceTo(bob, SOUND);
    Announced played = played(1).getFirst();
    world.roster().leave(bob.call(), LeaveReason.HUNG_UP);

    played.over(Optional.empty());

    assertThat(tellings()).hasSize(1);
    assertThat(told().participant()).isEmpty();
    assertThat(told().failure()).contains("The participant left.");
  }

  @Test
  void tellsThatANewerOneTookItsPlaceAndNothingMore() {
    announce(SOUND);
    Announced older = played(1).getFirst();
    announceTo(ann, "http://example.test/whisper.mp3");
    played(2);
    announce("http://example.test/newer.mp3");
    Announced newer = played(3).getLast();
    older.over(Optional.empty());
    newer.over(Optional.empty());

    assertThat(tellings()).hasSize(2);
    assertThat(tellings().getFirst().source()).hasToString(SOUND);
    assertThat(tellings().getFirst().failure()).contains("Another announcement took its place.");
    assertThat(tellings().getLast().source()).hasToString("http://example.test/newer.mp3");
    assertThat(tellings().getLast().failure()).isEmpty();
  }

  @Test
  void theNewestIsPlayedThoughAnOlderOneComesLater() {
    announce("http://example.test/slow.mp3");
    Await.until(
        () ->
            world.sounds().requests().isEmpty()
                ? Optional.of("the older one is not asked for")
                : Optional.empty());
    announce(SOUND);
    played(1);

    world.sounds().letSlowOnesCome();

    assertThat(told().source()).hasToString("http://example.test/slow.mp3");
    assertThat(told().failure()).contains("Another announcement took its place.");
    awaitClosed("http://example.test/slow.mp3");
    assertThat(world.announcements()).hasSize(1);
  }

  @Test
  void closesSoundThatComesAfterItsListenerLeft() {
    announceTo(bob, "http://example.test/slow.mp3");
    world.roster().leave(bob.call(), LeaveReason.HUNG_UP);
    world.sounds().letSlowOnesCome();

    assertThat(told().failure()).contains("The participant left.");
    awaitClosed("http://example.test/slow.mp3");
    assertThat(world.announcements()).isEmpty();
  }

  @Test
  void tellsNothingAfterTheEnd() {
    announce(SOUND);
    Announced played = played(1).getFirst();
    world.roster().end(ACCOUNT, STANDUP);
    int events = world.events().size();

    played.over(Optional.empty());

    assertThat(world.events()).hasSize(events);
  }

  private Conference announce(String address) {
    return world.roster().announce(ACCOUNT, STANDUP, Wanted.target(address));
  }

  private void announceTo(Participant participant, String address) {
    world
        .roster()
        .update(
            ACCOUNT,
            STANDUP,
            new ByCall(participant.call()),
            ParticipantUpdate.announcing(Wanted.target(address)));
  }

  private Optional<NamedSounds.NamedSound> opened(String address) {
    return world.sounds().opened().stream()
        .filter(each -> each.source().equals(address))
        .findFirst();
  }

  private void awaitClosed(String address) {
    Await.until(
        () ->
            opened(address).map(NamedSounds.NamedSound::closed).orElse(false)
                ? Optional.empty()
                : Optional.of("the sound is not closed"));
  }

  private List<Announced> played(int count) {
    Await.until(
        () ->
            world.announcements().size() < count
                ? Optional.of("nothing is announced")
                : Optional.empty());
    return world.announcements();
  }

  private ConferenceEvent.Announced told() {
    Await.until(
        () ->
            world.events().stream().anyMatch(ConferenceEvent.Announced.class::isInstance)
                ? Optional.empty()
                : Optional.of("nothing is told"));
    return tellings().getFirst();
  }

  private List<ConferenceEvent.Announced> tellings() {
    return world.events().stream()
        .filter(ConferenceEvent.Announced.class::isInstance)
        .map(ConferenceEvent.Announced.class::cast)
        .toList();
  }
}
