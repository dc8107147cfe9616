package dev.rollcall.rest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.Delivery.State;
import dev.rollcall.core.identity.SidGenerator;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A part of the server that fails for a while does not end the messages. */
final class DispatcherErrorTest extends WebhookFixture {
  @Test
  void outlivesAnErrorInTheServer() {
    AtomicInteger asked = new AtomicInteger();
    InstantSource clock = InstantSource.system();
    Random random = new Random(1);
    WebhookPorts stumbling =
        new WebhookPorts(
            store,
            store,
            _ -> {
              if (asked.incrementAndGet() < 3) {
                throw new IllegalStateException("for this test");
              }
              return Optional.of(Receiver.TOKEN);
            },
            new SidGenerator(clock, random),
            clock,
            random);
    try (Webhooks other = new Webhooks(stumbling, QUICK)) {
      happens(other, TestEvents.joined(conference(1), 1));
      happens(other, TestEvents.joined(conference(1), 2));

      assertThat(settled(2)).extracting(Delivery::state).containsOnly(State.DELIVERED);
      assertThat(app.messages()).extracting(Receiver.Message::sequence).containsExactly(1L, 2L);
      assertThat(other.statistics()).isEqualTo(new WebhookStatistics(0, 2, 2, 0));
    }
  }
}
