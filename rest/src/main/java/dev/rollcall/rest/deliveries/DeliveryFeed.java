package dev.rollcall.rest.deliveries;

import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.DeliveryId;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.rest.door.Bell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * Hands what becomes of deliveries to those who listen. Of each delivery a listener gets the latest
 * state; one who takes too little is told that it has missed something. Never waits. Safe for use
 * by many threads.
 */
public final class DeliveryFeed implements Consumer<Delivery>, AutoCloseable {
  /** Beyond that a listener reads the list anew with less effort than all of the changes. */
  private static final int MOST_WAITING = 500;

  private final ConcurrentMap<AccountSid, Set<Listener>> listeners = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** One who listens. */
  static final class Listener {
    private final Bell bell = new Bell();
    private final LinkedHashMap<DeliveryId, Delivery> waiting = new LinkedHashMap<>();
    private boolean missed;

    private void put(Delivery delivery) {
      synchronized (this) {
        waiting.remove(delivery.id());
        if (waiting.size() < MOST_WAITING) {
          waiting.put(delivery.id(), delivery);
        } else {
          missed = true;
        }
      }
      bell.ring();
    }

    void ring() {
      bell.ring();
    }

    /** Waits until it rings, at most {@code time}; whether it rang. */
    boolean await(Duration time) throws InterruptedException {
      return bell.await(time);
    }

    /** What has changed since the last call, each once, what changed last at the end. */
    synchronized List<Delivery> take() {
      List<Delivery> taken = new ArrayList<>(waiting.values());
      waiting.clear();
      return taken;
    }

    /** Whether there was more than it had room for. */
    synchronized boolean hasMissed() {
      return missed;
    }
  }

  @Override
  public void accept(Delivery delivery) {
    listeners.getOrDefault(delivery.account(), Set.of()).forEach(each -> each.put(delivery));
  }

  /** Lets everybody who listens stop. */
  @Override
  public void close() {
    closed = true;
    listeners.values().forEach(all -> all.forEach(Listener::ring));
  }

  boolean isClosed() {
    return closed;
  }

  /** One who is told of the account's deliveries from now on, until forgotten. */
  Listener listen(AccountSid account) {
    Listener listener = new Listener();
    listeners.compute(
        account,
        (_, known) -> {
          Set<Listener> all = known == null ? ConcurrentHashMap.newKeySet() : known;
          all.add(listener);
          return all;
        });
    return listener;
  }

  void forget(AccountSid account, Listener listener) {
    listeners.computeIfPresent(
        account,
        (_, all) -> {
          all.remove(listener);
          return all.isEmpty() ? null : all;
        });
  }
}
