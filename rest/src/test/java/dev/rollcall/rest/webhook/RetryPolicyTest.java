package dev.rollcall.rest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.DeliveryId;
import dev.rollcall.core.web.WebMethod;
import dev.rollcall.core.web.WebTarget;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RetryPolicyTest {
  private static final Outcome BUSY = new Outcome.Answered(503, true, "busy");
  private static final WebhookSettings SETTINGS = WebhookSettings.usual(false);

  private final RetryPolicy policy = new RetryPolicy(SETTINGS, new Random(3));

  @Test
  void waitsLongerAfterEachFailureUpToALimit() {
    for (int attempts = 1; attempts < 2_000; attempts++) {
      Duration most = Duration.ofSeconds(attempts > 9 ? 300 : Math.min(300, 1L << (attempts - 1)));

      assertThat(pause(attempts)).isBetween(Duration.ZERO, most);
    }
  }

  @Test
  void spreadsItsRetries() {
    assertThat(
            IntStream.range(0, 100)
                .mapToObj(_ -> pause(20))
                .filter(pause -> pause.compareTo(Duration.ofSeconds(150)) < 0)
                .count())
        .isBetween(25L, 75L);
  }

  @Test
  void endsWithTheAgeOfTheMessage() {
    Delivery delivery = tried(500);

    assertThat(
            policy.pause(
                delivery,
                BUSY,
                Optional.empty(),
                delivery.created().plus(SETTINGS.giveUpAfter()).minusMillis(1)))
        .isPresent();
    assertThat(
            policy.pause(
                delivery, BUSY, Optional.empty(), delivery.created().plus(SETTINGS.giveUpAfter())))
        .isEmpty();
  }

  private Duration pause(int attempts) {
    return policy.pause(tried(attempts), BUSY, Optional.empty(), TestEvents.NOW).orElseThrow();
  }

  private static Delivery tried(int attempts) {
    Delivery delivery =
        Deliveries.of(
            new DeliveryId(new UUID(1, 1)),
            EventParameters.of(TestEvents.joined(TestEvents.silent(1), 1)),
            new WebTarget(URI.create("http://h.example/"), WebMethod.POST),
            TestEvents.NOW);
    for (int i = 0; i < attempts; i++) {
      delivery = Deliveries.tried(delivery, BUSY, TestEvents.NOW);
    }
    return delivery;
  }
}
