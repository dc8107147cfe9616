package dev.rollcall.rest.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.Delivery.State;
import dev.rollcall.core.delivery.DeliveryId;
import dev.rollcall.core.delivery.LoggedEvent;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of messages when the server stops, starts, or is asked for one again. */
final class RestartTest extends WebhookFixture {
  private static final int EVENTS = 60;

  @Test
  void goesOnWhereTheLastProcessStopped() {
    AtomicBoolean away = new AtomicBoolean();
    app.behave((number, _) -> number >= EVENTS / 2 && away.get() ? 503 : 204);
    Conference conference = conference(1);
    away.set(true);
    for (int sequence = 1; sequence <= EVENTS; sequence++) {
      happens(TestEvents.joined(conference, sequence));
    }
    app.await(EVENTS / 2);
    webhooks.close();
    int before = app.messages().size();
    assertThat(store.pending()).isNotEmpty();

    away.set(false);
    webhooks = webhooks(QUICK);
    webhooks.resume(store.pending());
    settled(EVENTS);

    assertThat(deliveries()).allMatch(each -> each.state() == State.DELIVERED);
    assertThat(app.messages().size()).isGreaterThan(before);
    List<Long> firstTimes = new ArrayList<>();
    for (Receiver.Message message : app.messages()) {
      if (!firstTimes.contains(message.sequence())) {
        firstTimes.add(message.sequence());
      }
    }
    assertThat(firstTimes)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, EVENTS).boxed().toList());
  }

  @Test
  @Timeout(20)
  void stopsWithinSecondsAndLeavesPendingWhatIsUnderWay() {
    app.behave(
        (_, _) -> {
          app.hang();
          return 204;
        });
    happens(TestEvents.joined(conference(1), 1));
    app.await(1);

    webhooks.close();

    assertThat(store.pending()).hasSize(1);
    assertThat(store.pending().getFirst().attempts()).isZero();
    happens(TestEvents.joined(conference(1), 2));
    assertThat(store.pending()).hasSize(2);
  }

  /** An answer that comes while the server says farewell still counts. */
  @Test
  void waitsForAnswersThatAreAboutToCome() throws InterruptedException {
    AtomicBoolean closing = new AtomicBoolean();
    app.behave(
        (_, _) -> {
          Await.until(() -> closing.get() ? Optional.empty() : Optional.of("not closing"));
          return 204;
        });
    happens(TestEvents.joined(conference(1), 1));
    app.await(1);

    Thread closer = Thread.startVirtualThread(webhooks::close);
    closing.set(true);
    closer.join();

    assertThat(deliveries().getFirst().state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void triesAFailedOneAgainWhenAsked() {
    app.behave((number, _) -> number == 1 ? 404 : 204);
    happens(TestEvents.joined(conference(1), 1));
    Delivery failed = settled();
    assertThat(failed.state()).isEqualTo(State.FAILED);

    Delivery again = webhooks.retry(TestEvents.ACCOUNT, failed.id());

    assertThat(again.state()).isEqualTo(State.PENDING);
    assertThat(again.attempts()).isEqualTo(1);
    Delivery delivered = settled();
    assertThat(delivered.state()).isEqualTo(State.DELIVERED);
    assertThat(delivered.attempts()).isEqualTo(2);
    assertThat(app.messages()).extracting(Receiver.Message::token).containsOnly(failed.id().text());
    refused(TestEvents.ACCOUNT, failed.id(), Problem.DELIVERY_NOT_FOUND);
  }

  @Test
  void triesNothingAgainThatIsNotTheCallersOrDidNotFail() {
    app.behave((_, _) -> 404);
    happens(TestEvents.joined(conference(1), 1));
    Delivery failed = settled();

    refused(new AccountSid(new UUID(1, 2)), failed.id(), Problem.DELIVERY_NOT_FOUND);
    refused(TestEvents.ACCOUNT, new DeliveryId(new UUID(1, 2)), Problem.DELIVERY_NOT_FOUND);
    store.failing(true);
    refused(TestEvents.ACCOUNT, failed.id(), Problem.STORE_UNAVAILABLE);
    store.failing(false);
    assertThat(delivery(failed.id()).state()).isEqualTo(State.FAILED);
    app.behave((_, _) -> 503);
    webhooks.retry(TestEvents.ACCOUNT, failed.id());
    refused(TestEvents.ACCOUNT, failed.id(), Problem.DELIVERY_NOT_FOUND);
  }

  @Test
  void forgetsWhatIsOld() {
    happens(TestEvents.joined(conference(1), 1));
    settled();
    assertThat(events()).hasSize(1);
    webhooks.close();

    WebhookSettings forgetful =
        new WebhookSettings(
            true,
            QUICK.firstRetry(),
            QUICK.longestRetry(),
            QUICK.giveUpAfter(),
            QUICK.longestLine(),
            QUICK.atOnce(),
            QUICK.atOncePerHost(),
            QUICK.farewell(),
            Duration.ofMillis(1),
            Duration.ofMillis(5));
    webhooks = webhooks(forgetful);

    Await.until(
        () ->
            deliveries().isEmpty() && events().isEmpty()
                ? Optional.empty()
                : Optional.of("not forgotten yet"));
  }

  private List<LoggedEvent.Positioned> events() {
    return store.events(TestEvents.ACCOUNT, 0, 10);
  }

  private void refused(AccountSid account, DeliveryId id, Problem problem) {
    assertThatThrownBy(() -> webhooks.retry(account, id))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.problem()).isEqualTo(problem));
  }
}
