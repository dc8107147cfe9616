package dev.rollcall.core.roster;

import static dev.rollcall.core.testing.TestRoster.ACCOUNT;
import static dev.rollcall.core.testing.TestRoster.OTHER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.ParticipantStatus;
import dev.rollcall.core.event.Outbox;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.ParticipantSid;
import dev.rollcall.core.roster.ConferenceReference.ByName;
import dev.rollcall.core.testing.TestRoster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request that is sent again calls nobody again. */
final class IdempotencyTest {
  private static final ByName STANDUP = new ByName("standup");
  private static final IdempotencyKey KEY = new IdempotencyKey("key", "fingerprint");
  private final TestRoster world = new TestRoster();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void answersWithTheSameParticipantAsItIsNow() {
    Roster.Created first = create(world, KEY);
    world.dialled(first.participant()).answer();

    Roster.Created again = create(world, KEY);

    assertThat(again.participant().sid()).isEqualTo(first.participant().sid());
    assertThat(again.participant().status()).isEqualTo(ParticipantStatus.CONNECTED);
    assertThat(world.dialled()).hasSize(1);
  }

  @Test
  void answersWithTheParticipantAfterItLeft() {
    Roster.Created first = create(world, KEY);
    world.fail(first.participant(), CallStatus.BUSY);

    Roster.Created again = create(world, KEY);

    assertThat(again.participant().sid()).isEqualTo(first.participant().sid());
    assertThat(again.participant().status()).isEqualTo(ParticipantStatus.FAILED);
    assertThat(world.dialled()).hasSize(1);
  }

  @Test
  void answersWithTheTimeThatWasExpectedThen() {
    try (TestRoster slow = new TestRoster(new RosterSettings(250, 1, Duration.ofHours(1)))) {
      slow.create("standup", "ann");
      assertThat(create(slow, KEY).queueTime()).isEqualTo(Duration.ofSeconds(1));
      assertThat(create(slow, KEY).queueTime()).isEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void callsNobodyAgainAfterARestart() throws Exception {
    Roster.Created first = create(world, KEY);
    // The call is under way, so that the process that crashes writes nothing more.
    world.dialled(first.participant());
    CrashRecovery.closeUnfinished(
        world.store(), world.store(), world.store(), Outbox.NONE, world.clock().instant());

    try (TestRoster next =
        new TestRoster(TestRoster.SETTINGS, world.store(), Outbox.NONE, _ -> {})) {
      assertThat(create(next, KEY).participant().sid()).isEqualTo(first.participant().sid());
      assertThat(next.dialled()).isEmpty();
    }
  }

  @Test
  void refusesTheKeyForAnotherRequest() {
    create(world, KEY);

    assertThat(
            catchThrowableOfType(
                    RefusedException.class,
                    () -> create(world, new IdempotencyKey("key", "another")))
                .problem())
        .isEqualTo(Problem.IDEMPOTENCY_KEY_REUSED);
  }

  @Test
  void keysOfAnotherAccountAreOthers() {
    Roster.Created mine = create(world, KEY);

    assertThat(create(world, OTHER_ACCOUNT, KEY).participant().sid())
        .isNotEqualTo(mine.participant().sid());
  }

  @Test
  void aKeyOfARefusedRequestIsNotUsed() {
    world.store().failing(true);
    assertThat(catchThrowableOfType(RefusedException.class, () -> create(world, KEY)).problem())
        .isEqualTo(Problem.STORE_UNAVAILABLE);
    world.store().failing(false);

    assertThat(create(world, new IdempotencyKey("key", "another")).participant().status())
        .isEqualTo(ParticipantStatus.QUEUED);
  }

  @Test
  void manyAtOnceCallOnce() throws Exception {
    try (ExecutorService apps = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ParticipantSid>> answers = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        answers.add(apps.submit(() -> create(world, KEY).participant().sid()));
      }
      ParticipantSid first = answers.getFirst().get();
      for (Future<ParticipantSid> each : answers) {
        assertThat(each.get()).isEqualTo(first);
      }
    }
    assertThat(world.roster().statistics().participants()).isEqualTo(1);
  }

  private static Roster.Created create(TestRoster world, IdempotencyKey key) {
    return create(world, ACCOUNT, key);
  }

  private static Roster.Created create(TestRoster world, AccountSid account, IdempotencyKey key) {
    return world.roster().create(account, STANDUP, TestRoster.invited("eve"), Optional.of(key));
  }
}
