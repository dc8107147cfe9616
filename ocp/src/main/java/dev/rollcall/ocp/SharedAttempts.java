package dev.rollcall.ocp;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Work that takes a while and is not done twice at a time: whoever wants what is being made already
 * waits for that attempt, and gets its outcome, be it a failure. Nobody waits longer than one
 * attempt takes, however many want it. Nothing is kept of an attempt that is over.
 */
final class SharedAttempts<K, V> {
  private final ConcurrentMap<K, CompletableFuture<V>> underWay = new ConcurrentHashMap<>();

  /**
   * What {@code attempt} makes, here or in another thread that is at it already.
   *
   * @throws OcpException if the thread is interrupted while it waits; it stays interrupted
   */
  V get(K key, Supplier<V> attempt) {
    while (true) {
      CompletableFuture<V> mine = new CompletableFuture<>();
      CompletableFuture<V> running = underWay.putIfAbsent(key, mine);
      if (running == null) {
        return made(key, attempt, mine);
      }
      try {
        return running.get();
      } catch (CancellationException givenUp) {
        // By an interrupt of the thread that was at it: the next attempt may be this thread's.
      } catch (ExecutionException failed) {
        if (failed.getCause() instanceof RuntimeException why) {
          throw why;
        }
        throw new IllegalStateException(failed.getCause());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new OcpException("Interrupted while waiting for " + key + ".", interrupted);
      }
    }
  }

  /** An interrupt ends the attempt for the thread that makes it, and not for those who wait. */
  private V made(K key, Supplier<V> attempt, CompletableFuture<V> mine) {
    try {
      V value = attempt.get();
      mine.complete(value);
      return value;
    } catch (RuntimeException failed) {
      if (Thread.currentThread().isInterrupted()) {
        mine.cancel(false);
      } else {
        mine.completeExceptionally(failed);
      }
      throw failed;
    } finally {
      underWay.remove(key, mine);
      mine.cancel(false);
    }
  }

  /** How many attempts are being made. */
  int underWay() {
    return underWay.size();
  }
}
