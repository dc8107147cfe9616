package dev.rollcall.rest.deliveries;

import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.http.JsonBytes;
import dev.rollcall.http.ResponseStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Writes one stream of server-sent events: the deliveries of an account as they change. */
final class DeliveryStream {
  /** As long as that of events: an idle connection is kept by whatever stands between. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  private static final byte[] COMMENT = bytes(": here\n\n");

  /** A client that reads the list after this misses nothing. */
  private static final byte[] READY = bytes("event: ready\ndata: {}\n\n");

  private final DeliveryFeed feed;

  DeliveryStream(DeliveryFeed feed) {
    this.feed = feed;
  }

  /**
   * Sends changes as they come, until the client goes, the server stops, {@code mayRead} denies it,
   * or it has missed something: then the client comes again and reads the list.
   */
  void write(AccountSid account, ResponseStream stream, BooleanSupplier mayRead)
      throws IOException, InterruptedException {
    DeliveryFeed.Listener listener = feed.listen(account);
    try {
      stream.onClose(listener::ring);
      stream.send(READY);
      while (stream.isOpen() && !feed.isClosed() && !listener.hasMissed()) {
        boolean rang = listener.await(KEEP_ALIVE);
        if (!mayRead.getAsBoolean()) {
          return;
        }
        List<Delivery> changed = listener.take();
        if (!changed.isEmpty()) {
          stream.send(bytes(changed));
        } else if (!rang) {
          stream.send(COMMENT);
        }
      }
    } finally {
      feed.forget(account, listener);
    }
  }

  private static byte[] bytes(List<Delivery> changed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Delivery delivery : changed) {
      out.writeBytes(bytes("event: delivery\ndata: "));
      out.writeBytes(
          JsonBytes.write(
              json -> {
                json.writeStartObject();
                DeliveryFields.write(json, delivery);
                json.writeEndObject();
              }));
      out.writeBytes(bytes("\n\n"));
    }
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
