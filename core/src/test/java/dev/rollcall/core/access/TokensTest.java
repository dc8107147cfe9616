package dev.rollcall.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.journal.Journal;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.paging.Slice;
import dev.rollcall.core.testing.Await;
import dev.rollcall.core.testing.ManualClock;
import dev.rollcall.core.testing.MemoryConversations;
import dev.rollcall.core.user.ActorType;
import dev.rollcall.core.user.User;
import dev.rollcall.core.user.Users;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokensTest {
  private static final AccountSid ACCOUNT = new AccountSid(new UUID(0, 1));
  private static final AccountSid OTHER = new AccountSid(new UUID(0, 2));
  private static final Instant START = Instant.parse("2026-11-21T08:00:30Z");
  private static final Set<Scope> READ = Set.of(Scope.CONVERSATIONS_READ);

  private final ManualClock clock = new ManualClock(START);
  private final MemoryConversations store = new MemoryConversations();
  private final SidGenerator sids = new SidGenerator(clock, new Random(1));
  private final User alice =
      new Users(sids, clock, store, store).named(ACCOUNT, "alice", ActorType.USER);
  private final Set<AccountSid> suspended = new HashSet<>();
  private final Tokens tokens = tokens(store);

  @AfterEach
  void close() {
    tokens.close();
  }

  @Test
  void aSecretProvesItsUserAndWhatItMay() {
    IssuedToken issued = tokens.issue(alice, "my laptop", READ, Optional.empty());

    assertThat(issued.secret()).matches("rc_[0-9A-Za-z]{43}");
    assertThat(tokens.authenticate(issued.secret()))
        .contains(new Principal(alice, READ, new Credential.OfToken(issued.token().id())));
  }

  @Test
  void keepsOnlyTheHashOfASecret() {
    IssuedToken issued = tokens.issue(alice, "", READ, Optional.empty());

    assertThat(issued.token().hash()).matches("[0-9a-f]{64}").isEqualTo(sha256(issued.secret()));
    assertThat(store.tokens()).containsExactly(issued.token());
    assertThat(issued.toString() + issued.token())
        .doesNotContain(issued.secret())
        .doesNotContain(issued.token().hash());
  }

  @Test
  void drawsEachSecretAnew() {
    assertThat(tokens.issue(alice, "", READ, Optional.empty()).secret())
        .isNotEqualTo(tokens.issue(alice, "", READ, Optional.empty()).secret());
  }

  @Test
  void nothingElseProvesAnybody() {
    String secret = tokens.issue(alice, "", READ, Optional.empty()).secret();
    char last = secret.charAt(secret.length() - 1);
    String neighbour = secret.substring(0, secret.length() - 1) + (last == 'a' ? 'b' : 'a');

    for (String wrong :
        List.of("", "rc_", neighbour, secret + "0", secret + "\n", secret.substring(1), "é")) {
      assertThat(tokens.authenticate(wrong)).as(wrong).isEmpty();
    }
    assertThat(tokens.authenticate("rc_" + "a".repeat(10_000_000))).isEmpty();
  }

  @Test
  void aTokenOpensNothingFromTheMomentItExpires() {
    IssuedToken issued = tokens.issue(alice, "", READ, Optional.of(Duration.ofHours(1)));
    assertThat(issued.token().expires()).contains(START.plus(Duration.ofHours(1)));

    clock.advance(Duration.ofHours(1).minusMillis(1));
    assertThat(tokens.authenticate(issued.secret())).isPresent();
    clock.advance(Duration.ofMillis(1));
    assertThat(tokens.authenticate(issued.secret())).isEmpty();
    assertThat(list(tokens, ACCOUNT)).hasSize(1);
  }

  @Test
  void aRevokedTokenOpensNothing() {
    IssuedToken issued = tokens.issue(alice, "", READ, Optional.empty());
    clock.advance(Duration.ofMinutes(5));

    ApiToken revoked = tokens.revoke(ACCOUNT, issued.token().id());

    assertThat(revoked.revoked()).contains(clock.instant());
    assertThat(tokens.authenticate(issued.secret())).isEmpty();
    assertThat(store.tokens()).containsExactly(revoked);
    clock.advance(Duration.ofMinutes(5));
    assertThat(tokens.revoke(ACCOUNT, issued.token().id())).isEqualTo(revoked);
  }

  @Test
  void opensNothingWhileTheAccountIsSuspended() {
    IssuedToken issued = tokens.issue(alice, "", READ, Optional.empty());
    Principal caller = tokens.authenticate(issued.secret()).orElseThrow();
    Principal local = new Principal(alice, READ, new Credential.None());

    suspended.add(ACCOUNT);
    assertThat(tokens.authenticate(issued.secret())).isEmpty();
    assertThat(List.of(caller, local)).noneMatch(tokens::isGood);

    suspended.clear();
    assertThat(tokens.authenticate(issued.secret())).contains(caller);
    assertThat(List.of(caller, local)).allMatch(tokens::isGood);
  }

  @Test
  void whatProvedACallerIsGoodUntilItIsRevokedOrExpires() {
    IssuedToken revoked = tokens.issue(alice, "", READ, Optional.empty());
    IssuedToken expiring = tokens.issue(alice, "", READ, Optional.of(Duration.ofMinutes(5)));
    Principal first = tokens.authenticate(revoked.secret()).orElseThrow();
    Principal second = tokens.authenticate(expiring.secret()).orElseThrow();
    Principal third =
        new Principal(
            alice, READ, new Credential.OfIssuer("alice", START.plus(Duration.ofMinutes(5))));
    assertThat(List.of(first, second, third)).allMatch(tokens::isGood);

    tokens.revoke(ACCOUNT, revoked.token().id());
    assertThat(tokens.isGood(first)).isFalse();
    assertThat(List.of(second, third)).allMatch(tokens::isGood);

    clock.advance(Duration.ofMinutes(5));
    assertThat(List.of(first, second, third)).noneMatch(tokens::isGood);
    assertThat(tokens.isGood(new Principal(alice, READ, new Credential.None()))).isTrue();
  }

  @Test
  void anotherAccountsTokenIsAnsweredLikeNone() {
    IssuedToken issued = tokens.issue(alice, "", READ, Optional.empty());
    TokenId none = sids.id(TokenId::new);

    assertThat(refusal(Problem.TOKEN_NOT_FOUND, () -> tokens.revoke(OTHER, issued.token().id())))
        .isEqualTo(
            refusal(Problem.TOKEN_NOT_FOUND, () -> tokens.revoke(ACCOUNT, none))
                .replace(none.text(), issued.token().id().text()));
    assertThat(tokens.authenticate(issued.secret())).isPresent();
    assertThat(list(tokens, OTHER)).isEmpty();
  }

  @Test
  void listsNewestFirst() {
    ApiToken first = tokens.issue(alice, "1", READ, Optional.empty()).token();
    ApiToken second = tokens.issue(alice, "2", READ, Optional.empty()).token();
    ApiToken third = tokens.issue(alice, "3", READ, Optional.empty()).token();

    assertThat(list(tokens, ACCOUNT)).containsExactly(third, second, first);
  }

  @Test
  void listsPageByPageThoseOfOneUserOrAll() {
    User bob = new Users(sids, clock, store, store).named(ACCOUNT, "bob", ActorType.USER);
    List<ApiToken> newestFirst = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      newestFirst.addFirst(
          tokens.issue(i % 2 == 0 ? alice : bob, "", READ, Optional.empty()).token());
    }

    Slice<ApiToken> first = tokens.list(ACCOUNT, Optional.empty(), Seek.first(3));
    assertThat(first).isEqualTo(new Slice<>(newestFirst.subList(0, 3), false, true));
    UUID third = first.items().getLast().id().id();
    assertThat(tokens.list(ACCOUNT, Optional.empty(), Seek.after(third, 4)))
        .isEqualTo(new Slice<>(newestFirst.subList(3, 7), true, false));
    UUID last = newestFirst.getLast().id().id();
    assertThat(tokens.list(ACCOUNT, Optional.empty(), Seek.before(last, 2)))
        .isEqualTo(new Slice<>(newestFirst.subList(4, 6), true, true));
    assertThat(tokens.list(ACCOUNT, Optional.of(bob.id()), Seek.first(9)).items())
        .hasSize(3)
        .allMatch(token -> token.user().equals(bob.id()));
    assertThat(tokens.list(OTHER, Optional.of(bob.id()), Seek.first(9)).items()).isEmpty();
  }

  @Test
  void aUserHasOnlySoManyGoodTokens() {
    Optional<Duration> hour = Optional.of(Duration.ofHours(1));
    IssuedToken first = tokens.issue(alice, "", READ, Optional.empty());
    for (int i = 1; i < Tokens.MOST_LIVING; i++) {
      tokens.issue(alice, "", READ, hour);
    }
    refusal(Problem.TOO_MANY_TOKENS, () -> tokens.issue(alice, "", READ, hour));
    assertThat(store.tokens()).hasSize(Tokens.MOST_LIVING);

    tokens.revoke(ACCOUNT, first.token().id());
    tokens.issue(alice, "", READ, hour);
    refusal(Problem.TOO_MANY_TOKENS, () -> tokens.issue(alice, "", READ, hour));
    User bob = new Users(sids, clock, store, store).named(ACCOUNT, "bob", ActorType.USER);
    tokens.issue(bob, "", READ, hour);

    clock.advance(Duration.ofHours(1));
    tokens.issue(alice, "", READ, hour);
  }

  @Test
  void knowsItsTokensAgainAfterARestart() {
    IssuedToken good = tokens.issue(alice, "", READ, Optional.empty());
    IssuedToken revoked = tokens.issue(alice, "", READ, Optional.empty());
    tokens.revoke(ACCOUNT, revoked.token().id());

    try (Tokens again = tokens(store)) {
      assertThat(list(again, ACCOUNT)).isEqualTo(list(tokens, ACCOUNT));
      assertThat(again.authenticate(good.secret()).map(Principal::user)).contains(alice);
      assertThat(again.authenticate(revoked.secret())).isEmpty();
    }
  }

  @Test
  void notesTheLastUseToTheMinuteAndJournalsItOncePerMinute() {
    IssuedToken issued = tokens.issue(alice, "", READ, Optional.empty());
    long before = store.commits();
    for (int i = 0; i < 100; i++) {
      tokens.authenticate(issued.secret());
    }
    untilLastUseIs(Instant.parse("2026-11-21T08:00:00Z"));
    assertThat(list(tokens, ACCOUNT).getFirst().lastUsed())
        .contains(Instant.parse("2026-11-21T08:00:00Z"));
    clock.advance(Duration.ofSeconds(30));
    tokens.authenticate(issued.secret());
    untilLastUseIs(Instant.parse("2026-11-21T08:01:00Z"));

    tokens.close();
    assertThat(store.commits() - before).isEqualTo(2);
  }

  @Test
  void aRefusedSecretIsNoUse() {
    IssuedToken issued = tokens.issue(alice, "", READ, Optional.of(Duration.ofSeconds(1)));
    clock.advance(Duration.ofSeconds(1));

    tokens.authenticate(issued.secret());

    tokens.close();
    assertThat(list(tokens, ACCOUNT).getFirst().lastUsed()).isEmpty();
  }

  @Test
  void aJournalThatFailsKeepsNobodyOut() {
    IssuedToken issued = tokens.issue(alice, "", READ, Optional.empty());
    store.failing(true);
    assertThat(tokens.authenticate(issued.secret())).isPresent();
    clock.advance(Duration.ofMinutes(1));
    assertThat(tokens.authenticate(issued.secret())).isPresent();
    store.failing(false);
    clock.advance(Duration.ofMinutes(1));

    assertThat(tokens.authenticate(issued.secret())).isPresent();
    untilLastUseIs(Instant.parse("2026-11-21T08:02:00Z"));
  }

  @Test
  void aJournalThatHangsKeepsNobodyWaiting() {
    CountDownLatch stuck = new CountDownLatch(1);
    AtomicBoolean hanging = new AtomicBoolean();
    Journal slow =
        changes -> {
          if (hanging.get()) {
            awaitQuietly(stuck);
          }
          store.commit(changes);
        };
    try (Tokens slowly = tokens(slow)) {
      IssuedToken issued = slowly.issue(alice, "", READ, Optional.empty());
      hanging.set(true);
      for (int minute = 0; minute < 5; minute++) {
        assertThat(slowly.authenticate(issued.secret())).isPresent();
        clock.advance(Duration.ofMinutes(1));
      }
      stuck.countDown();
    }
  }

  @Test
  void aLateLastUseNeverBringsARevokedTokenBack() throws InterruptedException {
    for (int round = 0; round < 200; round++) {
      IssuedToken issued = tokens.issue(alice, "", READ, Optional.empty());
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        threads.execute(() -> tokens.authenticate(issued.secret()));
        threads.execute(() -> tokens.revoke(ACCOUNT, issued.token().id()));
      }
      assertThat(tokens.authenticate(issued.secret())).isEmpty();
    }
    tokens.close();
    assertThat(store.tokens()).hasSize(200).allMatch(token -> token.revoked().isPresent());
  }

  @Test
  void nobodyIsLetInWhoAsksAfterTheRevocationWasAnswered()
      throws InterruptedException, ExecutionException {
    for (int round = 0; round < 50; round++) {
      IssuedToken issued = tokens.issue(alice, "", READ, Optional.empty());
      AtomicBoolean revoked = new AtomicBoolean();
      List<Future<Boolean>> wrong = new ArrayList<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
        for (int i = 0; i < 2; i++) {
          wrong.add(threads.submit(() -> isLetInTooLate(issued.secret(), revoked)));
        }
        threads.execute(
            () -> {
              tokens.revoke(ACCOUNT, issued.token().id());
              revoked.set(true);
            });
      }
      for (Future<Boolean> each : wrong) {
        assertThat(each.get()).isFalse();
      }
    }
  }

  @Test
  void issuesAndRevokesNothingThatCannotBeMadeDurable() {
    IssuedToken issued = tokens.issue(alice, "", READ, Optional.empty());
    store.failing(true);

    refusal(Problem.STORE_UNAVAILABLE, () -> tokens.issue(alice, "", READ, Optional.empty()));
    refusal(Problem.STORE_UNAVAILABLE, () -> tokens.revoke(ACCOUNT, issued.token().id()));

    assertThat(list(tokens, ACCOUNT)).extracting(ApiToken::id).containsExactly(issued.token().id());
    assertThat(tokens.authenticate(issued.secret())).isPresent();
  }

  @Test
  void refusesATokenWithoutScopes() {
    refusal(Problem.TEXT_INVALID, () -> tokens.issue(alice, "", Set.of(), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "\u0000"})
  void refusesALabelWithControlCharacters(String label) {
    refusal(Problem.TEXT_INVALID, () -> tokens.issue(alice, label, READ, Optional.empty()));
  }

  @Test
  void refusesALabelThatIsTooLongAndALifeOutOfRange() {
    refusal(
        Problem.TEXT_INVALID, () -> tokens.issue(alice, "a".repeat(256), READ, Optional.empty()));
    for (Duration lifetime :
        List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofSeconds(Long.MAX_VALUE))) {
      refusal(Problem.TEXT_INVALID, () -> tokens.issue(alice, "", READ, Optional.of(lifetime)));
    }
  }

  @Test
  void aRecordWhoseUserIsGoneOpensNothing() {
    IssuedToken issued = tokens.issue(alice, "", READ, Optional.empty());

    try (Tokens lost =
        new Tokens(
            sids, clock, new SecureRandom(), store, store, new MemoryConversations(), _ -> true)) {
      assertThat(lost.authenticate(issued.secret())).isEmpty();
    }
  }

  private Tokens tokens(Journal journal) {
    return new Tokens(
        sids,
        clock,
        new SecureRandom(),
        journal,
        store,
        store,
        account -> !suspended.contains(account));
  }

  private static List<ApiToken> list(Tokens tokens, AccountSid account) {
    return tokens.list(account, Optional.empty(), Seek.first(100)).items();
  }

  private boolean isLetInTooLate(String secret, AtomicBoolean revoked) {
    while (true) {
      boolean tooLate = revoked.get();
      boolean letIn = tokens.authenticate(secret).isPresent();
      if (tooLate || !letIn) {
        return tooLate && letIn;
      }
    }
  }

  private void untilLastUseIs(Instant minute) {
    Await.until(
        () -> {
          Optional<Instant> journaled = store.tokens().getFirst().lastUsed();
          return journaled.equals(Optional.of(minute))
              ? Optional.empty()
              : Optional.of("the journal has " + journaled);
        });
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String refusal(Problem problem, ThrowingCallable action) {
    RefusedException refused = catchThrowableOfType(RefusedException.class, action);
    assertThat(refused).as("refused").isNotNull();
    assertThat(refused.problem()).isEqualTo(problem);
    return refused.explanation();
  }
}
