package dev.rollcall.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all event loops of one server share. */
final class Intake {
  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

  final HttpServerSettings settings;
  final Mounts mounts;
  final RequestIds ids;
  final InstantSource clock;
  final AtomicInteger connections = new AtomicInteger();
  final Streams streams;
  private final RequestObserver observer;
  private final Semaphore places;

  /** Bytes of bodies still coming in, over all connections. */
  private final AtomicLong held = new AtomicLong();

  Intake(
      HttpServerSettings settings,
      Streams streams,
      Mounts mounts,
      RequestIds ids,
      RequestObserver observer,
      InstantSource clock) {
    this.settings = settings;
    this.mounts = mounts;
    this.ids = ids;
    this.observer = observer;
    this.clock = clock;
    this.streams = streams;
    places = new Semaphore(settings.maxConcurrentRequests());
  }

  boolean tryEnter() {
    return places.tryAcquire();
  }

  void exit() {
    places.release();
  }

  /**
   * Makes room for a part of a body that is still coming in. All of them together may hold as much
   * as the requests that may be with handlers, however many connections bring them.
   */
  boolean tryHold(int bytes) {
    long limit = (long) settings.maxConcurrentRequests() * settings.maxBodyBytes();
    if (held.addAndGet(bytes) <= limit) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  void letGo(int bytes) {
    held.addAndGet(-bytes);
  }

  int concurrent() {
    return settings.maxConcurrentRequests() - places.availablePermits();
  }

  void answered(String mount, String method, int status, Duration duration, int concurrent) {
    try {
      observer.answered(
          new RequestObserver.Answered(mount, wellKnown(method), status, duration, concurrent));
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("the request observer failed");
    }
  }

  private static String wellKnown(String method) {
    return switch (method) {
      case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> method;
      default -> "OTHER";
    };
  }
}
