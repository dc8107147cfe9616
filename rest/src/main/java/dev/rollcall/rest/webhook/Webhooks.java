package dev.rollcall.rest.webhook;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.call.Call;
import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.Delivery.State;
import dev.rollcall.core.delivery.DeliveryChange;
import dev.rollcall.core.delivery.DeliveryId;
import dev.rollcall.core.delivery.LoggedEvent;
import dev.rollcall.core.delivery.Subject;
import dev.rollcall.core.event.CallEvent;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.event.EventSink;
import dev.rollcall.core.event.Outbox;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.journal.JournalException;
import dev.rollcall.core.web.WebTarget;
import dev.rollcall.http.client.Fetcher;
import dev.rollcall.http.client.FetcherSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells apps what happens, at the addresses they gave: each message is committed together with its
 * event, sent once lists show the event, and tried until it arrives or is given up, across restarts
 * too. So a message may arrive more than once, with the same {@code I-Twilio-Idempotency-Token};
 * those of one conference or call arrive in order.
 *
 * <p>Signed as {@link TwilioSignature} says, and sent as {@link ConnectionOverrides} of the address
 * say. Every event is also logged, whether anybody asked to be told or not. Safe for use by many
 * threads.
 */
public final class Webhooks implements Outbox, EventSink, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Webhooks.class);

  /** No commit takes as long as this, so what waits longer was refused. */
  private static final Duration LONGEST_COMMIT = Duration.ofMinutes(10);

  private static final int FORGOTTEN_AT_ONCE = 500;
  private static final int ANSWER_BYTES = 16 * 1024;
  private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(15);

  private final WebhookPorts ports;
  private final WebhookSettings settings;
  private final Fetcher fetcher;
  private final Dispatcher dispatcher;
  private final Prepared prepared = new Prepared();
  private volatile Consumer<Delivery> told = _ -> {};
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread housekeeper;

  public Webhooks(WebhookPorts ports, WebhookSettings settings) {
    this.ports = ports;
    this.settings = settings;
    fetcher =
        new Fetcher(
            new FetcherSettings(settings.allowPrivateTargets(), LONGEST_ATTEMPT, ANSWER_BYTES));
    dispatcher =
        new Dispatcher(ports, settings, new Postman(fetcher), delivery -> told.accept(delivery));
    housekeeper = Thread.ofVirtual().name("webhook housekeeping").start(this::keepHouse);
  }

  /**
   * Has {@code listener} told of each message that is new or has changed, once lists show it. To be
   * called once, before the first; the listener must return soon and not throw.
   */
  public void onChange(Consumer<Delivery> listener) {
    told = listener;
  }

  /** Sends what a process before this one left pending. To be called once, at the start. */
  public void resume(List<Delivery> pending) {
    pending.forEach(dispatcher::add);
    if (!pending.isEmpty()) {
      log.atInfo().addKeyValue("deliveries", pending.size()).log("pending webhooks are sent");
    }
  }

  @Override
  public List<Change> records(ConferenceEvent event) {
    return records(
        EventParameters.of(event),
        event
            .conference()
            .callback()
            .filter(callback -> callback.kinds().contains(EventParameters.kind(event)))
            .map(callback -> callback.target()));
  }

  @Override
  public List<Change> records(CallEvent event) {
    return records(
        EventParameters.of(event),
        event
            .call()
            .outgoing()
            .flatMap(Call.Outgoing::callback)
            .filter(callback -> callback.steps().contains(event.step()))
            .map(callback -> callback.target()));
  }

  @Override
  public void accept(ConferenceEvent event) {
    release(new Subject.OfConference(event.conference().sid()), event.sequence());
  }

  @Override
  public void accept(CallEvent event) {
    release(new Subject.OfCall(event.call().sid()), event.sequence());
  }

  /**
   * Has a message that failed sent again, before those of its conference or call that still wait.
   * If it fails once more, it is tried again only while it is young enough for that.
   *
   * @return the message, pending
   * @throws RefusedException with {@code DELIVERY_NOT_FOUND} if the account has no such message, or
   *     it did not fail; with {@code STORE_UNAVAILABLE} if that cannot be read or kept
   */
  public synchronized Delivery retry(AccountSid account, DeliveryId id) {
    Delivery known =
        ports
            .records()
            .delivery(account, id)
            .orElseThrow(
                () ->
                    new RefusedException(
                        Problem.DELIVERY_NOT_FOUND, "There is no delivery " + id.text() + "."));
    if (known.state() != State.FAILED) {
      throw new RefusedException(
          Problem.DELIVERY_NOT_FOUND,
          "The delivery "
              + id.text()
              + (known.state() == State.DELIVERED
                  ? " has arrived; only one that failed can be asked for again."
                  : " is still being tried; only one that failed can be asked for again."));
    }
    Delivery again = Deliveries.askedFor(known, ports.now());
    try {
      ports.journal().commit(List.of(new DeliveryChange.OfDelivery(again)));
    } catch (JournalException e) {
      throw new RefusedException(
          Problem.STORE_UNAVAILABLE, "The delivery could not be journaled; try again later.", e);
    }
    told.accept(again);
    dispatcher.add(again);
    return again;
  }

  public WebhookStatistics statistics() {
    return dispatcher.statistics();
  }

  /** Stops within seconds; what is pending stays pending for the next start. */
  @Override
  public void close() {
    closing.countDown();
    dispatcher.close();
    fetcher.close();
    housekeeper.interrupt();
  }

  /** How many messages wait for their events' commit. */
  int prepared() {
    return prepared.size();
  }

  private List<Change> records(LoggedEvent event, Optional<WebTarget> target) {
    Optional<Delivery> delivery =
        target.map(
            where -> Deliveries.of(ports.sids().id(DeliveryId::new), event, where, ports.now()));
    prepared.renew(event.subject(), event.sequence(), delivery);
    List<Change> changes = new ArrayList<>(2);
    changes.add(new DeliveryChange.OfEvent(event));
    delivery.map(DeliveryChange.OfDelivery::new).ifPresent(changes::add);
    return List.copyOf(changes);
  }

  private void release(Subject subject, long sequence) {
    Optional<Delivery> released = prepared.release(subject, sequence);
    released.ifPresent(told);
    released.ifPresent(dispatcher::add);
  }

  private void keepHouse() {
    try {
      do {
        prepared.forget(ports.now().minus(LONGEST_COMMIT));
        forgetOld();
      } while (!closing.await(settings.housekeeping().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      // Closing.
    }
  }

  private void forgetOld() {
    try {
      int forgotten = FORGOTTEN_AT_ONCE;
      while (forgotten >= FORGOTTEN_AT_ONCE && closing.getCount() > 0) {
        forgotten = ports.records().forget(ports.now().minus(settings.keep()), FORGOTTEN_AT_ONCE);
      }
    } catch (RefusedException e) {
      log.atWarn().setCause(e).log("old events and webhooks could not be forgotten; trying later");
    }
  }
}
