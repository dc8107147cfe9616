package dev.rollcall.rest.events;

import dev.rollcall.core.RefusedException;
import dev.rollcall.core.delivery.LoggedEvent;
import dev.rollcall.http.ResponseStream;
import dev.rollcall.rest.door.Bell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one stream of server-sent events. What is to be sent is read from the log when the client
 * has taken what came before, so a slow client costs nothing but its connection.
 */
final class EventStream {
  private static final Logger log = LoggerFactory.getLogger(EventStream.class);
  private static final int EVENTS_AT_ONCE = 100;
  private static final byte[] KEEP_ALIVE = ": here\n\n".getBytes(StandardCharsets.UTF_8);

  private final EventLog events;
  private final EventFeed feed;
  private final Duration keepAlive;
  private final LongSupplier nanoTime;

  EventStream(EventLog events, EventFeed feed, Duration keepAlive, LongSupplier nanoTime) {
    this.events = events;
    this.feed = feed;
    this.keepAlive = keepAlive;
    this.nanoTime = nanoTime;
  }

  /**
   * Sends everything behind {@code start} as it comes, until the source is over, the server stops
   * or {@code mayRead} denies it. Ends also if the log cannot be read: the client comes again with
   * the last number it has.
   */
  void write(EventSource source, long start, ResponseStream stream, BooleanSupplier mayRead)
      throws IOException, InterruptedException {
    Bell bell = new Bell();
    feed.listen(source.subject(), bell);
    try {
      stream.onClose(bell::ring);
      // Without data it is no event, but tells the client where to go on.
      stream.send(("id: " + source.id(start) + "\n\n").getBytes(StandardCharsets.UTF_8));
      pump(source, start, stream, bell, mayRead);
    } catch (RefusedException e) {
      log.atWarn()
          .setCause(e)
          .addKeyValue("account", source.account())
          .log("an event stream ends because the log cannot be read");
    } finally {
      feed.forget(source.subject(), bell);
    }
  }

  private void pump(
      EventSource source, long start, ResponseStream stream, Bell bell, BooleanSupplier mayRead)
      throws IOException, InterruptedException {
    long after = start;
    long checked = nanoTime.getAsLong();
    while (stream.isOpen() && !feed.isClosed()) {
      if (nanoTime.getAsLong() - checked >= keepAlive.toNanos()) {
        if (!mayRead.getAsBoolean()) {
          return;
        }
        checked = nanoTime.getAsLong();
      }
      // Asked before the events are read, so that the last of them is among these.
      boolean over = events.isOver(source);
      EventLog.Stretch stretch = events.read(source, after, EVENTS_AT_ONCE);
      if (!stretch.events().isEmpty()) {
        stream.send(bytes(source, stretch));
        after = source.number(stretch.events().getLast());
      }
      if (stretch.more()) {
        continue;
      }
      if (over) {
        return;
      }
      if (!bell.await(keepAlive)) {
        stream.send(KEEP_ALIVE);
      }
    }
  }

  private static byte[] bytes(EventSource source, EventLog.Stretch stretch) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (LoggedEvent.Positioned event : stretch.events()) {
      EventJson.stream(out, source.id(source.number(event)), event);
    }
    return out.toByteArray();
  }
}
