package dev.rollcall.rest.webhook;

import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.Delivery.State;
import dev.rollcall.core.delivery.Subject;
import dev.rollcall.rest.webhook.Line.Waiting;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages: those of one conference or call strictly one after the other in the order of
 * their events, those of different ones side by side.
 *
 * <p>While a message waits to be tried again, those behind it wait too: what an app is told is
 * never out of order. A dead target thereby holds back the messages of its own conferences and of
 * nobody else's. It is patient for as long as {@link RetryPolicy} says, counted from each message's
 * own making, so that a line which waited for a whole outage is not given up at its end one long
 * wait after the other.
 */
final class Dispatcher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
  private static final Duration AFTER_INTERRUPTION = Duration.ofSeconds(2);

  private final WebhookPorts ports;
  private final WebhookSettings settings;
  private final Postman postman;
  private final RetryPolicy policy;
  private final Outcomes outcomes;
  private final Turns turns;
  private final ExecutorService workers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhooks ", 1).factory());

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Subject, Line> lines = new HashMap<>();
  private long pending;
  private long attempts;
  private long delivered;
  private long failed;
  private volatile boolean closing;

  /**
   * @param told is given each message whose state has been journaled; must return soon
   */
  Dispatcher(
      WebhookPorts ports, WebhookSettings settings, Postman postman, Consumer<Delivery> told) {
    this.ports = ports;
    this.settings = settings;
    this.postman = postman;
    policy = new RetryPolicy(settings, ports.random());
    outcomes = new Outcomes(ports.journal(), told);
    turns = new Turns(settings.atOnce(), settings.atOncePerHost());
  }

  /** Takes a pending message to send it in its turn. Never waits. */
  void add(Delivery delivery) {
    lock.lock();
    try {
      if (closing) {
        return;
      }
      Line known = lines.get(delivery.subject());
      Line line = known == null ? new Line(delivery.subject(), lock.newCondition()) : known;
      int before = line.size();
      line.put(delivery, due(delivery));
      pending += line.size() - before;
      line.changed().signal();
      if (known == null) {
        lines.put(delivery.subject(), line);
        workers.execute(() -> work(line));
      }
    } finally {
      lock.unlock();
    }
  }

  WebhookStatistics statistics() {
    lock.lock();
    try {
      return new WebhookStatistics(pending, attempts, delivered, failed);
    } finally {
      lock.unlock();
    }
  }

  /** Lets attempts under way come to an end for a short while; what is pending stays pending. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      lines.values().forEach(line -> line.changed().signal());
    } finally {
      lock.unlock();
    }
    workers.shutdown();
    if (!ended(settings.farewell())) {
      workers.shutdownNow();
      ended(AFTER_INTERRUPTION);
    }
    outcomes.close();
  }

  private boolean ended(Duration within) {
    try {
      return workers.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void work(Line line) {
    try {
      for (Optional<Waiting> next = next(line); next.isPresent(); next = next(line)) {
        attend(line, next.get());
      }
    } catch (InterruptedException _) {
      // Closing: what is pending is read again at the next start.
    }
  }

  /** Waits until the line's first message is due; empty if the line is done or to be left. */
  private Optional<Waiting> next(Line line) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closing) {
        Optional<Waiting> first = line.first();
        if (first.isEmpty()) {
          lines.remove(line.subject());
          return first;
        }
        long wait = first.get().due() - System.nanoTime();
        if (wait <= 0 || line.size() > settings.longestLine()) {
          return first;
        }
        long _ = line.changed().awaitNanos(wait);
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** An error must neither end the line nor the order in it. */
  private void attend(Line line, Waiting waiting) throws InterruptedException {
    try {
      handle(line, waiting);
    } catch (RuntimeException e) {
      log.atError()
          .setCause(e)
          .addKeyValue("delivery", waiting.id())
          .log("a webhook could not be handled; trying again");
      long later = System.nanoTime() + settings.longestRetry().toNanos();
      locked(() -> line.put(waiting.until(later)));
    }
  }

  private void handle(Line line, Waiting waiting) throws InterruptedException {
    Optional<Delivery> read =
        waiting.whole().or(() -> ports.records().delivery(waiting.account(), waiting.id()));
    if (read.isEmpty() || read.get().state() != State.PENDING) {
      locked(() -> finish(line, waiting.sequence()));
      return;
    }
    Delivery delivery = read.get();
    if (overlong(line)) {
      settle(line, delivery, overtaken(delivery));
      return;
    }
    ConnectionOverrides overrides = ConnectionOverrides.of(delivery.target().address());
    Outcome outcome = attempt(delivery, overrides);
    if (!(outcome instanceof Outcome.Interrupted)) {
      settle(line, delivery, judged(delivery, outcome, overrides));
    }
  }

  private Outcome attempt(Delivery delivery, ConnectionOverrides overrides)
      throws InterruptedException {
    String host = host(delivery.target().address());
    turns.begin(host);
    try {
      if (closing) {
        return new Outcome.Interrupted();
      }
      Optional<String> token = ports.authTokens().apply(delivery.account());
      return token.isEmpty()
          ? new Outcome.Refused("The account has no auth token, so nothing can be signed for it.")
          : postman.deliver(delivery, token.get(), overrides.timeouts());
    } finally {
      turns.end(host);
    }
  }

  private Delivery judged(Delivery before, Outcome outcome, ConnectionOverrides overrides) {
    Instant now = ports.now();
    Delivery tried = Deliveries.tried(before, outcome, now);
    if (outcome instanceof Outcome.Taken) {
      return tried;
    }
    return policy
        .pause(tried, outcome, overrides.rules(), now)
        .map(pause -> Deliveries.again(tried, now.plus(pause)))
        .orElse(tried);
  }

  private Delivery overtaken(Delivery delivery) {
    return Deliveries.givenUp(
        delivery,
        "More than "
            + settings.longestLine()
            + " messages wait behind it, so it was given up; ask for it again once the target"
            + " answers.",
        ports.now());
  }

  private void settle(Line line, Delivery before, Delivery after) throws InterruptedException {
    tell(after);
    // Before it can be read that it failed, since then it may be asked for again.
    locked(
        () -> {
          attempts += after.attempts() - before.attempts();
          switch (after.state()) {
            case PENDING -> line.put(after, due(after));
            case DELIVERED -> {
              delivered++;
              finish(line, after.sequence());
            }
            case FAILED -> {
              failed++;
              finish(line, after.sequence());
            }
          }
        });
    outcomes.keep(after);
  }

  /** No later than the longest pause, whatever the clock that the message's time is from. */
  private long due(Delivery delivery) {
    Duration wait =
        delivery
            .nextAttempt()
            .map(next -> Duration.between(ports.now(), next))
            .filter(Duration::isPositive)
            .orElse(Duration.ZERO);
    Duration most = settings.longestRetry();
    return System.nanoTime() + (wait.compareTo(most) < 0 ? wait : most).toNanos();
  }

  private void finish(Line line, long sequence) {
    line.remove(sequence);
    pending--;
  }

  private boolean overlong(Line line) {
    lock.lock();
    try {
      return line.size() > settings.longestLine();
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }

  private static String host(URI address) {
    return address.getHost() + ":" + address.getPort();
  }

  private static void tell(Delivery delivery) {
    (switch (delivery.state()) {
          case DELIVERED -> log.atDebug();
          case PENDING -> delivery.attempts() == 1 ? log.atInfo() : log.atDebug();
          case FAILED -> log.atWarn();
        })
        .addKeyValue("account", delivery.account())
        .addKeyValue(
            delivery.subject() instanceof Subject.OfCall ? "call" : "conference",
            delivery.subject().sid())
        .addKeyValue("delivery", delivery.id())
        .addKeyValue("attempts", delivery.attempts())
        .log(
            switch (delivery.state()) {
              case DELIVERED -> "webhook delivered";
              case PENDING -> "webhook failed and is tried again: {}";
              case FAILED -> "webhook given up: {}";
            },
            delivery.failure().orElse(""));
  }
}
