package dev.rollcall.rest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.Delivery.State;
import dev.rollcall.core.testing.Await;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Whoever watches hears of each change of a message, and finds it in the records already. */
final class NewsTest extends WebhookFixture {
  @Test
  void everyStateIsToldOnceItCanBeRead() {
    List<State> told = new CopyOnWriteArrayList<>();
    List<Boolean> found = new CopyOnWriteArrayList<>();
    webhooks.onChange(
        delivery -> {
          told.add(delivery.state());
          found.add(
              store
                  .delivery(delivery.account(), delivery.id())
                  .filter(delivery::equals)
                  .isPresent());
        });
    app.behave((number, _) -> number == 1 ? 410 : 204);

    happens(TestEvents.joined(conference(1), 1));
    await(told, State.PENDING, State.FAILED);
    Delivery failed = settled();
    webhooks.retry(failed.account(), failed.id());
    await(told, State.PENDING, State.FAILED, State.PENDING, State.DELIVERED);

    assertThat(found).doesNotContain(false);
  }

  private static void await(List<State> told, State... states) {
    Await.until(
        () ->
            told.equals(List.of(states)) ? Optional.empty() : Optional.of("only told of " + told));
  }
}
