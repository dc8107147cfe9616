package dev.rollcall.rest.webhook;

import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.Delivery.State;
import dev.rollcall.core.delivery.DeliveryFilter;
import dev.rollcall.core.delivery.DeliveryId;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.journal.JournalException;
import dev.rollcall.core.paging.Keyset;
import dev.rollcall.core.testing.Await;
import dev.rollcall.core.testing.MemoryStore;
import dev.rollcall.core.web.WebMethod;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Webhooks over a store in memory, with an app that takes them; retries are quick. */
abstract class WebhookFixture {
  static final WebhookSettings QUICK =
      new WebhookSettings(
          true,
          Duration.ofMillis(4),
          Duration.ofMillis(40),
          Duration.ofHours(1),
          10_000,
          64,
          16,
          Duration.ofMillis(300),
          Duration.ofDays(30),
          Duration.ofHours(1));

  final MemoryStore store = new MemoryStore();
  Receiver app;
  Webhooks webhooks;

  @BeforeEach
  final void open() throws IOException {
    app = new Receiver();
    webhooks = webhooks(QUICK);
  }

  @AfterEach
  final void shut() {
    webhooks.close();
    app.close();
  }

  final Webhooks webhooks(WebhookSettings settings) {
    return webhooks(settings, Optional.of(Receiver.TOKEN));
  }

  final Webhooks webhooks(WebhookSettings settings, Optional<String> token) {
    InstantSource clock = InstantSource.system();
    Random random = new Random(1);
    return new Webhooks(
        new WebhookPorts(store, store, _ -> token, new SidGenerator(clock, random), clock, random),
        settings);
  }

  final Conference conference(long number) {
    return conference(number, app.address("/hook"));
  }

  final Conference conference(long number, URI address) {
    return TestEvents.conference(number, address, WebMethod.POST);
  }

  /** Does with {@code event} what the roster does. */
  final void happens(ConferenceEvent event) {
    happens(webhooks, event);
  }

  final void happens(Webhooks told, ConferenceEvent event) {
    try {
      store.commit(told.records(event));
    } catch (JournalException e) {
      throw new AssertionError("the store in memory fails", e);
    }
    told.accept(event);
  }

  /** All deliveries, oldest first. */
  final List<Delivery> deliveries() {
    return store
        .deliveries(TestEvents.ACCOUNT, DeliveryFilter.ALL, new Keyset(Optional.empty(), 10_000))
        .reversed();
  }

  /** The only delivery, once it is no longer pending. */
  final Delivery settled() {
    return settled(1).getFirst();
  }

  /** The deliveries, once there are {@code count} and none is pending. */
  final List<Delivery> settled(int count) {
    Await.until(
        () -> {
          List<Delivery> all = deliveries();
          return all.size() == count
                  && all.stream().noneMatch(each -> each.state() == State.PENDING)
              ? Optional.empty()
              : Optional.of("deliveries are " + all.stream().map(Delivery::state).toList());
        });
    return deliveries();
  }

  final Delivery delivery(DeliveryId id) {
    return store.delivery(TestEvents.ACCOUNT, id).orElseThrow();
  }
}
