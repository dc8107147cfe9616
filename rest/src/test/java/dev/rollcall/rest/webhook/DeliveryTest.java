package dev.rollcall.rest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.Delivery.State;
import dev.rollcall.core.testing.Await;
import dev.rollcall.core.web.WebMethod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages on their way to apps that take them, refuse them, stumble, or are not there. */
final class DeliveryTest extends WebhookFixture {
  private static final int CONFERENCES = 8;
  private static final int EVENTS = 100;

  @Test
  void postsASignedForm() {
    happens(TestEvents.joined(conference(1, app.address("/hook?app=%C3%A9")), 1));

    Receiver.Message message = app.await(1).getFirst();
    Delivery delivery = settled();
    assertThat(message.method()).isEqualTo("POST");
    assertThat(message.target()).isEqualTo("/hook?app=%C3%A9");
    assertThat(message.valid()).isTrue();
    assertThat(message.token()).isEqualTo(delivery.id().text());
    assertThat(message.headers())
        .containsEntry("Content-type", "application/x-www-form-urlencoded; charset=UTF-8")
        .containsEntry("User-agent", "Rollcall");
    assertThat(message.parameters())
        .containsEntry("StatusCallbackEvent", "participant-join")
        .containsEntry("FriendlyName", "a & b");
    assertThat(delivery.state()).isEqualTo(State.DELIVERED);
    assertThat(delivery.answer()).contains(204);
    assertThat(delivery.attempts()).isEqualTo(1);
    assertThat(delivery.failure()).isEmpty();
    assertThat(webhooks.statistics()).isEqualTo(new WebhookStatistics(0, 1, 1, 0));
  }

  @Test
  void getsWithASignedQuery() {
    happens(
        TestEvents.joined(
            TestEvents.conference(1, app.address("/hook?app=1#rc=2"), WebMethod.GET), 1));

    Receiver.Message message = app.await(1).getFirst();
    assertThat(message.method()).isEqualTo("GET");
    assertThat(message.target()).startsWith("/hook?app=1&ConferenceSid=CF");
    assertThat(message.valid()).isTrue();
    assertThat(message.parameters()).containsEntry("FriendlyName", "a & b");
    assertThat(settled().state()).isEqualTo(State.DELIVERED);
  }

  /** Many conferences at once, an app that stumbles now and then: no gap, no swap, no repeat. */
  @Test
  void keepsTheOrderOfEachConference() {
    app.behave((number, _) -> number % 7 == 0 ? 503 : 204);
    for (int sequence = 1; sequence <= EVENTS; sequence++) {
      for (int number = 1; number <= CONFERENCES; number++) {
        happens(TestEvents.joined(conference(number), sequence));
      }
    }

    settled(CONFERENCES * EVENTS);

    Map<String, List<Long>> taken = new HashMap<>();
    List<Receiver.Message> messages = app.messages();
    for (int i = 0; i < messages.size(); i++) {
      Receiver.Message message = messages.get(i);
      assertThat(message.valid()).isTrue();
      if ((i + 1) % 7 != 0) {
        taken.computeIfAbsent(message.subject(), _ -> new ArrayList<>()).add(message.sequence());
      }
    }
    assertThat(taken).hasSize(CONFERENCES);
    assertThat(taken.values())
        .allSatisfy(
            sequences ->
                assertThat(sequences)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, EVENTS).boxed().toList()));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 429, 408})
  void triesAgainWhatMayPass(int status) {
    app.behave((number, _) -> number < 4 ? status : 200);
    happens(TestEvents.joined(conference(1), 1));
    happens(TestEvents.joined(conference(1), 2));

    List<Delivery> both = settled(2);

    assertThat(both).allMatch(each -> each.state() == State.DELIVERED);
    assertThat(both.getFirst().attempts()).isEqualTo(4);
    assertThat(both.getLast().attempts()).isEqualTo(1);
    assertThat(app.messages())
        .extracting(Receiver.Message::sequence)
        .containsExactly(1L, 1L, 1L, 1L, 2L);
    assertThat(app.messages().stream().limit(4).map(Receiver.Message::token).distinct()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 410, 422})
  void doesNotRepeatWhatIsWrong(int status) {
    app.behave((number, _) -> number == 1 ? status : 200);
    happens(TestEvents.joined(conference(1), 1));
    happens(TestEvents.joined(conference(1), 2));

    List<Delivery> both = settled(2);

    assertThat(both.getFirst().state()).isEqualTo(State.FAILED);
    assertThat(both.getFirst().answer()).contains(status);
    assertThat(both.getFirst().attempts()).isEqualTo(1);
    assertThat(both.getFirst().failure())
        .contains("The target answered with status " + status + ".");
    assertThat(both.getLast().state()).isEqualTo(State.DELIVERED);
    assertThat(webhooks.statistics()).isEqualTo(new WebhookStatistics(0, 2, 1, 1));
  }

  @Test
  void followsNoRedirect() throws IOException {
    try (Receiver inner = new Receiver()) {
      app.behave(
          (_, exchange) -> {
            exchange.getResponseHeaders().add("Location", inner.address("/secret").toString());
            return 307;
          });
      happens(TestEvents.joined(conference(1), 1));

      Delivery failed = settled();

      assertThat(failed.state()).isEqualTo(State.FAILED);
      assertThat(failed.answer()).contains(307);
      assertThat(failed.failure().orElseThrow()).contains("redirect").doesNotContain("secret");
      assertThat(inner.messages()).isEmpty();
    }
  }

  @Test
  void asksNoPrivateTargetUnlessAllowed() {
    try (Webhooks careful = webhooks(allowingPrivateTargets(false))) {
      happens(careful, TestEvents.joined(conference(1), 1));

      Delivery failed = settled();

      assertThat(failed.state()).isEqualTo(State.FAILED);
      assertThat(failed.attempts()).isEqualTo(1);
      assertThat(failed.failure().orElseThrow()).contains("private", "allow-private-targets");
      assertThat(app.messages()).isEmpty();
    }
  }

  /** What waits for an app that is away arrives once it is there. */
  @Test
  void waitsForAnAppThatIsNotThere() throws IOException {
    int port = closedPort();
    Conference conference = conference(1, URI.create("http://127.0.0.1:" + port + "/hook"));
    happens(TestEvents.joined(conference, 1));
    happens(TestEvents.joined(conference, 2));
    Await.until(
        () ->
            deliveries().getFirst().attempts() < 3
                ? Optional.of("tried too seldom")
                : Optional.empty());
    Delivery waiting = deliveries().getFirst();
    assertThat(waiting.state()).isEqualTo(State.PENDING);
    assertThat(waiting.nextAttempt()).isPresent();
    assertThat(waiting.failure().orElseThrow()).contains("could not be reached");
    assertThat(deliveries().getLast().attempts()).isZero();

    try (Receiver late = new Receiver("127.0.0.1", port)) {
      settled(2);

      assertThat(late.messages()).extracting(Receiver.Message::sequence).containsExactly(1L, 2L);
      assertThat(deliveries()).allMatch(each -> each.state() == State.DELIVERED);
      assertThat(deliveries().getFirst().failure()).isEmpty();
    }
  }

  @Test
  void doesNotLetASlowAppHoldUpOthers() throws IOException {
    try (Receiver slow = new Receiver()) {
      slow.behave(
          (_, _) -> {
            slow.hang();
            return 200;
          });
      for (int number = 100; number < 200; number++) {
        happens(TestEvents.joined(conference(number, slow.address("/hook")), 1));
      }
      happens(TestEvents.joined(conference(1), 1));

      app.await(1);

      assertThat(slow.messages()).hasSizeLessThanOrEqualTo(QUICK.atOncePerHost());
    }
  }

  @Test
  void waitsNoLongerForAnAnswerThanTheAddressSays() {
    AtomicInteger hung = new AtomicInteger();
    app.behave(
        (_, _) -> {
          if (hung.incrementAndGet() <= 2) {
            app.hang();
          }
          return 200;
        });
    happens(TestEvents.joined(conference(1, app.address("/hook#rt=100")), 1));

    Delivery delivery = settled();

    assertThat(delivery.state()).isEqualTo(State.DELIVERED);
    assertThat(delivery.attempts()).isEqualTo(3);
  }

  @Test
  void takesAnEndlessAnswerForWhatItsStatusSays() {
    app.behave(
        (_, exchange) -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] part = new byte[8192];
          while (true) {
            exchange.getResponseBody().write(part);
          }
        });
    happens(TestEvents.joined(conference(1), 1));

    assertThat(settled().state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void followsTheRulesOfTheAddress() {
    app.behave((_, exchange) -> exchange.getRequestURI().getPath().equals("/gone") ? 410 : 500);
    happens(TestEvents.joined(conference(1, app.address("/gone#rc=2&rp=4xx")), 1));
    happens(TestEvents.joined(conference(2, app.address("/broken#rc=3")), 1));
    happens(TestEvents.joined(conference(3, app.address("/broken#rc=1&rp=all")), 1));
    happens(TestEvents.joined(conference(4, app.address("/broken#rc=0&rp=all")), 1));

    assertThat(settled(4)).extracting(Delivery::attempts).containsExactly(3, 1, 2, 1);
    assertThat(deliveries()).allMatch(each -> each.state() == State.FAILED);
  }

  @Test
  void givesUpWhatIsTooOld() {
    app.behave((_, _) -> 500);
    try (Webhooks impatient = webhooks(givingUpAfter(Duration.ofSeconds(2)))) {
      happens(impatient, TestEvents.joined(conference(1), 1));

      Delivery failed = settled();

      assertThat(failed.state()).isEqualTo(State.FAILED);
      assertThat(failed.attempts()).isGreaterThan(1);
      assertThat(failed.updated()).isAfterOrEqualTo(failed.created().plusSeconds(2));
    }
  }

  /** Too long a line loses its oldest, and says so, instead of growing without end. */
  @Test
  void boundsALineAndReadsWhatItDidNotKeepWhole() {
    Semaphore mayAnswer = new Semaphore(0);
    app.behave(
        (_, _) -> {
          mayAnswer.acquireUninterruptibly();
          return 204;
        });
    int limit = 300;
    try (Webhooks bounded = webhooks(longestLine(limit))) {
      for (int sequence = 1; sequence <= limit + 50; sequence++) {
        happens(bounded, TestEvents.joined(conference(1), sequence));
      }
      app.await(1);
      mayAnswer.release(1_000);

      List<Delivery> all = settled(limit + 50);

      assertThat(all.getFirst().state()).isEqualTo(State.DELIVERED);
      assertThat(all.subList(1, 50))
          .allMatch(each -> each.state() == State.FAILED && each.attempts() == 0)
          .allMatch(each -> each.failure().orElse("").contains("More than 300 messages wait"));
      assertThat(all.subList(50, all.size())).allMatch(each -> each.state() == State.DELIVERED);
      assertThat(app.messages())
          .extracting(Receiver.Message::sequence)
          .startsWith(1L, 51L)
          .isSorted()
          .hasSize(limit + 1);
    }
  }

  @Test
  void sendsNothingUnsigned() {
    try (Webhooks tokenless = webhooks(QUICK, Optional.empty())) {
      happens(tokenless, TestEvents.joined(conference(1), 1));

      assertThat(settled().failure().orElseThrow()).contains("no auth token");
      assertThat(app.messages()).isEmpty();
    }
  }

  /** An outcome that cannot be journaled may repeat a message but stops nothing. */
  @Test
  void goesOnWhenOutcomesCannotBeJournaled() {
    app.behave(
        (number, _) -> {
          store.failing(true);
          return 204;
        });
    happens(TestEvents.joined(conference(1), 1));
    app.await(1);
    Await.until(
        () ->
            webhooks.statistics().delivered() == 1
                ? Optional.empty()
                : Optional.of("not delivered"));
    webhooks.close();
    store.failing(false);
    app.behave((_, _) -> 204);
    assertThat(deliveries().getFirst().state()).isEqualTo(State.PENDING);

    webhooks = webhooks(QUICK);
    webhooks.resume(store.pending());

    assertThat(settled().state()).isEqualTo(State.DELIVERED);
    assertThat(app.messages().stream().map(Receiver.Message::token).distinct()).hasSize(1);
  }

  @Test
  void sendsWithCredentialsOfTheAddressAndKeepsThemToItself() throws IOException {
    int port = closedPort();
    happens(
        TestEvents.joined(
            conference(1, URI.create("http://app:hidden@127.0.0.1:" + port + "/?t=hidden#rc=0")),
            1));
    happens(
        TestEvents.joined(
            conference(2, URI.create("http://app:pw@127.0.0.1:" + app.port() + "/hook")), 1));

    settled(2);

    assertThat(deliveries().getFirst().failure().orElseThrow()).doesNotContain("hidden");
    Receiver.Message message = app.await(1).getFirst();
    assertThat(message.headers()).containsEntry("Authorization", "Basic YXBwOnB3");
    assertThat(message.valid()).isTrue();
    assertThat(Set.copyOf(message.parameters().values())).doesNotContain("pw");
  }

  private static int closedPort() throws IOException {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return closed.getLocalPort();
    }
  }

  private static WebhookSettings allowingPrivateTargets(boolean allow) {
    return settings(allow, QUICK.giveUpAfter(), QUICK.longestLine());
  }

  private static WebhookSettings givingUpAfter(Duration age) {
    return settings(true, age, QUICK.longestLine());
  }

  private static WebhookSettings longestLine(int length) {
    return settings(true, QUICK.giveUpAfter(), length);
  }

  private static WebhookSettings settings(boolean allow, Duration giveUpAfter, int longestLine) {
    return new WebhookSettings(
        allow,
        QUICK.firstRetry(),
        QUICK.longestRetry(),
        giveUpAfter,
        longestLine,
        QUICK.atOnce(),
        QUICK.atOncePerHost(),
        QUICK.farewell(),
        QUICK.keep(),
        QUICK.housekeeping());
  }
}
