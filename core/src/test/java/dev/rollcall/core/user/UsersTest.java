package dev.rollcall.core.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.paging.Slice;
import dev.rollcall.core.testing.ManualClock;
import dev.rollcall.core.testing.MemoryConversations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UsersTest {
  private static final AccountSid ACCOUNT = new AccountSid(new UUID(0, 1));
  private static final AccountSid OTHER = new AccountSid(new UUID(0, 2));

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T08:00:00Z"));
  private final MemoryConversations store = new MemoryConversations();
  private final Users users =
      new Users(new SidGenerator(clock, new Random(1)), clock, store, store);

  @Test
  void makesAUserThatCanBeFoundByNameAndById() {
    User alice =
        users.create(
            ACCOUNT,
            new NewUser(
                "alice",
                ActorType.USER,
                Optional.of("Alice Ä."),
                List.of("+49 30 123456", "sip:alice@EXAMPLE.com:5060", "tel:+4930123456")));

    assertThat(alice.displayName()).isEqualTo("Alice Ä.");
    assertThat(alice.addresses()).containsExactly("+4930123456", "sip:alice@example.com");
    assertThat(alice.created()).isEqualTo(clock.instant());
    assertThat(users.find(ACCOUNT, "alice")).isEqualTo(alice);
    assertThat(users.find(ACCOUNT, alice.id().text())).isEqualTo(alice);
    assertThat(store.user(ACCOUNT, alice.id())).contains(alice);
  }

  @Test
  void callsAUserByItsNameIfNothingElseIsSaid() {
    assertThat(create("bot.1-x_y", ActorType.BOT).displayName()).isEqualTo("bot.1-x_y");
  }

  @Test
  void tellsTheRightSpellingOfANameInAnotherCase() {
    assertThat(refusal(Problem.TEXT_INVALID, () -> create("Alice", ActorType.USER)))
        .isEqualTo("User names are in lower case: write 'alice'.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "me",
        "ME",
        "a b",
        "ä",
        "42",
        "1.5",
        "555-1234",
        "-",
        "..",
        "alice\n",
        "0190aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      })
  void refusesWhatIsNoName(String name) {
    assertThat(refusal(Problem.TEXT_INVALID, () -> create(name, ActorType.USER)))
        .contains("1 to 64 characters")
        .doesNotContain("\n");
    assertThat(refusal(Problem.TEXT_INVALID, () -> users.named(ACCOUNT, name, ActorType.USER)))
        .contains("1 to 64 characters");
  }

  @Test
  void takesANameOf64Characters() {
    assertThat(create("a".repeat(64), ActorType.USER).name()).hasSize(64);
  }

  @Test
  void refusesPhonesAndTheSystemAsUsers() {
    refusal(Problem.TEXT_INVALID, () -> create("alice", ActorType.PHONE));
    refusal(Problem.TEXT_INVALID, () -> create("alice", ActorType.SYSTEM));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb", "a\u0000"})
  void refusesADisplayNameThatNobodyCouldRead(String display) {
    refusal(Problem.TEXT_INVALID, () -> users.create(ACCOUNT, displayed(display)));
  }

  @Test
  void refusesADisplayNameThatIsTooLong() {
    assertThat(users.create(ACCOUNT, displayed("😀".repeat(255))).displayName()).hasSize(510);
    refusal(Problem.TEXT_INVALID, () -> users.create(OTHER, displayed("a".repeat(256))));
  }

  @Test
  void refusesANameThatIsTakenInTheAccountOnly() {
    create("alice", ActorType.USER);

    refusal(Problem.USER_NAME_IN_USE, () -> create("alice", ActorType.AGENT));
    assertThat(users.create(OTHER, plain("alice")).account()).isEqualTo(OTHER);
  }

  @Test
  void refusesAnAddressThatIsTakenInWhateverSpelling() {
    users.create(ACCOUNT, reachable("alice", "+4930123456"));

    assertThat(
            refusal(
                Problem.ADDRESS_IN_USE,
                () -> users.create(ACCOUNT, reachable("bob", "tel:+49-30-123456"))))
        .contains("+4930123456", "'alice'");
    assertThat(users.known(ACCOUNT, "bob")).isEmpty();
    assertThat(users.create(OTHER, reachable("bob", "+4930123456")).addresses())
        .containsExactly("+4930123456");
  }

  @Test
  void refusesWhatIsNoAddressAndTooManyOfThem() {
    refusal(Problem.TEXT_INVALID, () -> users.create(ACCOUNT, reachable("bob", "0301234")));
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      many.add("+493012345" + (10 + i));
    }
    refusal(
        Problem.TEXT_INVALID,
        () -> users.create(ACCOUNT, new NewUser("bob", ActorType.USER, Optional.empty(), many)));
  }

  @Test
  void findsOrMakesAUserByName() {
    User made = users.named(ACCOUNT, "helper", ActorType.AGENT);

    assertThat(made.type()).isEqualTo(ActorType.AGENT);
    assertThat(users.named(ACCOUNT, "helper", ActorType.USER)).isEqualTo(made);
  }

  @Test
  void makesOneUserForManyWhoAskAtOnce() throws InterruptedException, ExecutionException {
    List<Future<User>> found = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        found.add(threads.submit(() -> users.named(ACCOUNT, "helper", ActorType.AGENT)));
      }
    }
    for (Future<User> each : found) {
      assertThat(each.get()).isEqualTo(found.getFirst().get());
    }
    assertThat(users.list(ACCOUNT, Seek.first(10)).items()).hasSize(1);
  }

  @Test
  void givesANameToOneOfManyWhoWantItAtOnce() throws InterruptedException {
    List<Problem> problems = Collections.synchronizedList(new ArrayList<>());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        threads.execute(
            () -> {
              try {
                create("alice", ActorType.USER);
              } catch (RefusedException e) {
                problems.add(e.problem());
              }
            });
      }
    }
    assertThat(problems).hasSize(49).containsOnly(Problem.USER_NAME_IN_USE);
  }

  @Test
  void answersForOtherAccountsAsForWhatDoesNotExist() {
    User alice = create("alice", ActorType.USER);

    assertThat(refusal(Problem.USER_NOT_FOUND, () -> users.find(OTHER, "alice")))
        .isEqualTo(
            refusal(Problem.USER_NOT_FOUND, () -> users.find(OTHER, "nobody"))
                .replace("nobody", "alice"));
    refusal(Problem.USER_NOT_FOUND, () -> users.find(OTHER, alice.id().text()));
    refusal(Problem.USER_NOT_FOUND, () -> users.find(ACCOUNT, "no\nname"));
    assertThat(users.list(OTHER, Seek.first(10)).items()).isEmpty();
  }

  @Test
  void listsOldestFirstInPages() {
    User first = create("first", ActorType.USER);
    User second = create("second", ActorType.USER);
    User third = create("third", ActorType.USER);

    Slice<User> page = users.list(ACCOUNT, Seek.first(2));
    assertThat(page.items()).containsExactly(first, second);
    assertThat(page.hasNext()).isTrue();
    assertThat(users.list(ACCOUNT, Seek.after(second.id().id(), 2)).items()).containsExactly(third);
  }

  @Test
  void makesNobodyWhoCannotBeMadeDurable() {
    store.failing(true);
    refusal(Problem.STORE_UNAVAILABLE, () -> create("alice", ActorType.USER));
    store.failing(false);

    assertThat(create("alice", ActorType.USER).name()).isEqualTo("alice");
  }

  private User create(String name, ActorType type) {
    return users.create(ACCOUNT, new NewUser(name, type, Optional.empty(), List.of()));
  }

  private static NewUser plain(String name) {
    return new NewUser(name, ActorType.USER, Optional.empty(), List.of());
  }

  private static NewUser displayed(String displayName) {
    return new NewUser("alice", ActorType.USER, Optional.of(displayName), List.of());
  }

  private static NewUser reachable(String name, String address) {
    return new NewUser(name, ActorType.USER, Optional.empty(), List.of(address));
  }

  private static String refusal(Problem problem, ThrowingCallable action) {
    RefusedException refused = catchThrowableOfType(RefusedException.class, action);
    assertThat(refused).as("refused").isNotNull();
    assertThat(refused.problem()).isEqualTo(problem);
    return refused.explanation();
  }
}
