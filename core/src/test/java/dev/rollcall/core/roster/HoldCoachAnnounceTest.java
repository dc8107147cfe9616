package dev.rollcall.core.roster;

import static dev.rollcall.core.testing.TestRoster.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.audio.AudioRoute;
import dev.rollcall.core.audio.Hears;
import dev.rollcall.core.audio.Speaks;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.roster.ConferenceReference.ByName;
import dev.rollcall.core.roster.ParticipantReference.ByCall;
import dev.rollcall.core.roster.Wanted.Update;
import dev.rollcall.core.testing.Await;
import dev.rollcall.core.testing.TestRoster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds every combination of hold, coach and announce to the tables in the documentation. */
final class HoldCoachAnnounceTest {
  private static final Path PAGE = Path.of("..", "docs", "hold-coach-announce.md");
  private static final ByName STANDUP = new ByName("standup");
  private static final String SOUND = "http://example.test/announcement.mp3";
  private static final List<String> STATES =
      List.of("in the conference", "on hold", "coaching", "coaching, on hold");

  @TestFactory
  Stream<DynamicTest> everyUpdateIsAsTheTableSays() throws IOException {
    List<List<String>> rows = table("| update |");
    assertThat(rows).hasSize(17);
    return rows.stream()
        .flatMap(
            row ->
                IntStream.range(0, STATES.size())
                    .mapToObj(
                        column ->
                            DynamicTest.dynamicTest(
                                STATES.get(column) + ": " + row.getFirst(),
                                () ->
                                    assertThat(updated(STATES.get(column), row.getFirst()))
                                        .isEqualTo(row.get(column + 1)))));
  }

  @TestFactory
  Stream<DynamicTest> everyPairIsAsTheTableSays() throws IOException {
    List<List<String>> rows = table("| first |");
    assertThat(rows).hasSize(11);
    return rows.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.get(0) + ", then " + row.get(1),
                    () ->
                        assertThat(afterBoth(row.get(0), row.get(1)))
                            .isEqualTo(row.subList(2, row.size()))));
  }

  @Test
  void refusesToAnnounceToWhomNobodyCouldHear() {
    try (TestRoster world = new TestRoster()) {
      Participant eve = world.create("standup", "eve");

      assertThat(
              catchThrowableOfType(
                      RefusedException.class,
                      () -> world.roster().announce(ACCOUNT, STANDUP, Wanted.target(SOUND)))
                  .problem())
          .isEqualTo(Problem.CONFERENCE_NOT_STARTED);
      assertThat(
              catchThrowableOfType(
                      RefusedException.class,
                      () ->
                          world
                              .roster()
                              .update(
                                  ACCOUNT,
                                  STANDUP,
                                  new ByCall(eve.call()),
                                  Update.of().muted(true).announce(SOUND).update()))
                  .problem())
          .isEqualTo(Problem.PARTICIPANT_NOT_CONNECTED);
      assertThat(world.events()).isEmpty();
      world.fail(eve, CallStatus.BUSY);
    }
  }

  private static String updated(String state, String update) {
    try (Scene scene = new Scene()) {
      if (state.contains("coaching")) {
        scene.update(scene.ann, Update.of().coach(scene.bob.call()));
      }
      if (state.contains("on hold")) {
        scene.update(scene.ann, Update.of().hold(true));
      }
      Optional<AudioRoute> before = scene.route(scene.ann);
      try {
        scene.update(scene.ann, scene.read(update));
      } catch (RefusedException e) {
        assertThat(e.problem()).isEqualTo(Problem.COMBINATION_UNSUPPORTED);
        assertThat(scene.route(scene.ann)).isEqualTo(before);
        return "refused";
      }
      return scene.hearerOf(scene.ann) + " / " + scene.heardBy(scene.ann);
    }
  }

  private static List<String> afterBoth(String first, String then) {
    try (Scene scene = new Scene()) {
      scene.act(first);
      String answer = "done";
      try {
        scene.act(then);
      } catch (RefusedException e) {
        answer =
            switch (e.problem()) {
              case COACHED_CALL_ON_HOLD -> "refused: on hold";
              case COACHED_CALL_ABSENT -> "refused: absent";
              default -> "refused: " + e.problem();
            };
      }
      return List.of(answer, scene.hearerOf(scene.ann), scene.heardBy(scene.bob));
    }
  }

  private static List<List<String>> table(String head) throws IOException {
    return Files.readString(PAGE)
        .lines()
        .dropWhile(line -> !line.startsWith(head))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList())
        .toList();
  }

  /** Ann, Bob and Eve in a conference, and how the words of the page are done and seen there. */
  private static final class Scene implements AutoCloseable {
    private final TestRoster world = new TestRoster();
    private final Participant ann = world.join("standup", "ann");
    private final Participant bob = world.join("standup", "bob");
    private boolean announcing;

    Scene() {
      world.join("standup", "eve");
    }

    void update(Participant participant, Update update) {
      world.roster().update(ACCOUNT, STANDUP, new ByCall(participant.call()), update.update());
      announcing |= update.announcement().isPresent();
    }

    Update read(String words) {
      Update update = Update.of();
      for (String word : Arrays.asList(words.replace("`", "").split(" ", -1))) {
        update =
            switch (word) {
              case "Hold=true" -> update.hold(true);
              case "Hold=false" -> update.hold(false);
              case "CallSidToCoach" -> update.coach(bob.call());
              case "Coaching=false" -> update.coaching(false);
              case "AnnounceUrl" -> update.announce(SOUND);
              default -> throw new IllegalArgumentException(word);
            };
      }
      return update;
    }

    void act(String words) {
      switch (words) {
        case "nothing" -> {}
        case "Ann coaches Bob" -> update(ann, Update.of().coach(bob.call()));
        case "Ann coaches Ann" -> update(ann, Update.of().coach(ann.call()));
        case "Bob on hold" -> update(bob, Update.of().hold(true));
        case "Bob left" -> world.roster().leave(bob.call(), LeaveReason.HUNG_UP);
        case "Ann announced to" -> update(ann, Update.of().announce(SOUND));
        case "Bob announced to" -> update(bob, Update.of().announce(SOUND));
        case "all announced to" -> {
          world.roster().announce(ACCOUNT, STANDUP, Wanted.target(SOUND));
          announcing = true;
        }
        default -> throw new IllegalArgumentException(words);
      }
    }

    Optional<AudioRoute> route(Participant participant) {
      return world.routes(participant.conference()).stream()
          .filter(route -> route.call().equals(participant.call()))
          .findFirst();
    }

    /** Who hears {@code participant}: a coach is heard only while the coached hears anybody. */
    String hearerOf(Participant participant) {
      return switch (route(participant).orElseThrow().speaks()) {
        case Speaks.ToAll() -> "everybody";
        case Speaks.ToNobody() -> "nobody";
        case Speaks.ToOne(CallSid call) -> {
          assertThat(call).isEqualTo(bob.call());
          boolean hears =
              route(bob)
                  .map(AudioRoute::hears)
                  .filter(Hears.TheConference.class::isInstance)
                  .isPresent();
          yield hears ? "Bob" : "nobody";
        }
      };
    }

    String heardBy(Participant participant) {
      Optional<AudioRoute> route = route(participant);
      if (route.isEmpty()) {
        return "nothing";
      }
      boolean hearsAll = route.get().hears() instanceof Hears.TheConference;
      boolean announced = isAnnounced(participant, hearsAll);
      return (hearsAll ? "conference" : "music") + (announced ? " + announcement" : "");
    }

    private boolean isAnnounced(Participant participant, boolean hearsAll) {
      if (!announcing) {
        assertThat(world.sounds().requests()).isEmpty();
        return false;
      }
      Await.until(
          () ->
              world.announcements().isEmpty()
                  ? Optional.of("nothing is announced")
                  : Optional.empty());
      Optional<CallSid> listener = world.announcements().getFirst().call();
      return listener.map(participant.call()::equals).orElse(hearsAll);
    }

    @Override
    public void close() {
      world.close();
    }
  }
}
