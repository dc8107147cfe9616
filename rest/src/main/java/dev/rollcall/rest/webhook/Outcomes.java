package dev.rollcall.rest.webhook;

import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.DeliveryChange;
import dev.rollcall.core.delivery.DeliveryId;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.journal.Journal;
import dev.rollcall.core.journal.JournalException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Journals how attempts went, many in one commit, so that no message waits for the disk.
 *
 * <p>What cannot be journaled is logged and let go: the message then counts as pending at the next
 * start and is sent once more.
 */
final class Outcomes implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Outcomes.class);
  private static final int WAITING = 1_000;
  private static final Duration LAST_COMMIT = Duration.ofSeconds(5);

  private final Journal journal;
  private final Consumer<Delivery> told;

  /** An empty one is the last. */
  private final BlockingQueue<Optional<Delivery>> waiting = new ArrayBlockingQueue<>(WAITING);

  private final Thread writer;

  /**
   * @param told is given each outcome that has been journaled; must return soon
   */
  Outcomes(Journal journal, Consumer<Delivery> told) {
    this.journal = journal;
    this.told = told;
    writer = Thread.ofVirtual().name("webhook outcomes").start(this::write);
  }

  /** Has {@code delivery} journaled soon; waits if the disk does not keep up. */
  void keep(Delivery delivery) throws InterruptedException {
    waiting.put(Optional.of(delivery));
  }

  /** Journals what waits and stops, within seconds. Nothing may be given any more. */
  @Override
  public void close() {
    try {
      if (waiting.offer(Optional.empty(), LAST_COMMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        writer.join(LAST_COMMIT);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    writer.interrupt();
  }

  private void write() {
    try {
      boolean last = false;
      while (!last) {
        List<Optional<Delivery>> some = new ArrayList<>();
        some.add(waiting.take());
        waiting.drainTo(some);
        last = some.getLast().isEmpty();
        commit(some.stream().flatMap(Optional::stream).toList());
      }
    } catch (InterruptedException _) {
      // Closing took too long; what is left counts as pending at the next start.
    }
  }

  private void commit(List<Delivery> outcomes) {
    SequencedMap<DeliveryId, Delivery> latest = new LinkedHashMap<>();
    outcomes.forEach(each -> latest.put(each.id(), each));
    try {
      if (!latest.isEmpty()) {
        journal.commit(
            latest.values().stream().<Change>map(DeliveryChange.OfDelivery::new).toList());
        latest.values().forEach(told);
      }
    } catch (JournalException | RuntimeException e) {
      log.atError()
          .setCause(e)
          .addKeyValue("deliveries", latest.size())
          .log("outcomes of webhooks could not be journaled; they are sent again after a restart");
    }
  }
}
