package dev.rollcall.core.roster;

import static dev.rollcall.core.testing.TestRoster.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.event.CallEvent;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.event.Instigator;
import dev.rollcall.core.event.Outbox;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.roster.ConferenceReference.ByName;
import dev.rollcall.core.roster.ParticipantReference.ByCall;
import dev.rollcall.core.testing.Await;
import dev.rollcall.core.testing.MemoryStore;
import dev.rollcall.core.testing.TestRoster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose doing events are, also those of which nobody hears until later. */
final class InstigatorTest {
  private static final ByName STANDUP = new ByName("standup");
  private static final Instigator ADA = named("ada");
  private static final Instigator BEN = named("ben");

  private final Map<String, Optional<Instigator>> doing = new ConcurrentHashMap<>();
  private final TestRoster world =
      new TestRoster(
          new RosterSettings(250, 1, Duration.ofHours(1)),
          new MemoryStore(),
          new Remembering(),
          _ -> {});
  private final Participant ann = world.join("standup", "ann");

  /** Remembers whose doing each event was, by what it is and whom it is about. */
  private final class Remembering implements Outbox {
    @Override
    public List<Change> records(ConferenceEvent event) {
      String key =
          event instanceof ConferenceEvent.Announced announced
              ? announced.source().toString()
              : event.getClass().getSimpleName();
      doing.put(key, Instigator.current());
      return List.of();
    }

    @Override
    public List<Change> records(CallEvent event) {
      doing.put(event.step() + " " + event.call().sid(), Instigator.current());
      return List.of();
    }
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aChangeIsTheDoingOfWhoAsksForIt() {
    Instigator.acting(
        Optional.of(ADA),
        () ->
            world
                .roster()
                .update(
                    ACCOUNT,
                    STANDUP,
                    new ByCall(ann.call()),
                    Wanted.Update.of().muted(true).update()));
    world.roster().remove(ACCOUNT, STANDUP, new ByCall(ann.call()));

    assertThat(doing).containsEntry("Joined", Optional.empty());
    assertThat(doing).containsEntry("Changed", Optional.of(ADA));
    assertThat(doing).containsEntry("Left", Optional.empty());
    assertThat(Instigator.current()).isEmpty();
  }

  @Test
  void aCallThatWaitsForItsTurnBeginsAsTheDoingOfWhoAskedForIt() {
    Participant first = Instigator.acting(Optional.of(ADA), () -> world.create("standup", "one"));
    Participant second = Instigator.acting(Optional.of(BEN), () -> world.create("standup", "two"));
    world.dialled(first);
    world.clock().advance(Duration.ofSeconds(1));
    world.dialled(second).answer();

    assertThat(doing).containsEntry("INITIATED " + first.call(), Optional.of(ADA));
    assertThat(doing).containsEntry("INITIATED " + second.call(), Optional.of(BEN));
    assertThat(doing).containsEntry("ANSWERED " + second.call(), Optional.empty());
  }

  @Test
  void whatBecomesOfAnAnnouncementIsTheDoingOfWhoMadeItEvenIfAnotherTakesItsPlace() {
    announce(ADA, "http://example.test/first.mp3");
    Await.until(() -> announced(1));
    announce(BEN, "http://example.test/second.mp3");
    Await.until(() -> announced(2));
    world.announcements().getLast().over(Optional.empty());

    assertThat(doing).containsEntry("http://example.test/first.mp3", Optional.of(ADA));
    assertThat(doing).containsEntry("http://example.test/second.mp3", Optional.of(BEN));
  }

  @Test
  void textsAreOneLineAndNoLongerThanTheyMayBe() {
    Instigator who =
        new Instigator(
            "ocp-1",
            "agent",
            Optional.of("  a\r\nb\u0000\u001b[2J\u2028\ud83d "),
            Optional.of("g".repeat(255) + "\ud83d\ude00"),
            Optional.of("\u202e\t \n"));

    assertThat(who.user()).contains("ab[2J");
    assertThat(who.goal()).contains("g".repeat(255));
    assertThat(who.workspace()).isEmpty();
    assertThat(
            new Instigator("o", "a", Optional.of("Zo\u00eb \ud83d\ude00"), who.goal(), who.user())
                .user())
        .contains("Zo\u00eb \ud83d\ude00");
  }

  @Test
  void hasAnIdAndAKindThatKeepTheRules() {
    for (String wrong : List.of("", "a b", "a\n", "x".repeat(200), "\u00eb")) {
      assertThatThrownBy(() -> named(wrong)).isInstanceOf(IllegalArgumentException.class);
      assertThat(Instigator.isContextId(wrong)).isFalse();
    }
  }

  private void announce(Instigator who, String source) {
    Instigator.acting(
        Optional.of(who), () -> world.roster().announce(ACCOUNT, STANDUP, Wanted.target(source)));
  }

  private Optional<String> announced(int count) {
    int played = world.announcements().size();
    return played == count ? Optional.empty() : Optional.of(played + " announcements are played");
  }

  private static Instigator named(String agent) {
    return new Instigator("ocp-1", agent, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
