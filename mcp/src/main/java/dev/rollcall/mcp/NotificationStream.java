package dev.rollcall.mcp;

import dev.rollcall.http.ResponseStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Carries a listener's changes to a client until either has enough. */
final class NotificationStream<P> {
  private static final byte[] COMMENT = ": here\n\n".getBytes(StandardCharsets.UTF_8);

  private final Application<P> application;
  private final Duration keepAlive;

  NotificationStream(Application<P> application, Duration keepAlive) {
    this.application = application;
    this.keepAlive = keepAlive;
  }

  /**
   * Sends until the client has gone (an exception), another stream reads the mailbox, it is closed,
   * or the stream is not open any more to whoever opened it.
   *
   * @param render the message that tells of a change
   */
  void pump(Listener<P> listener, ResponseStream stream, Function<Change, byte[]> render)
      throws IOException, InterruptedException {
    Mailbox mailbox = listener.mailbox();
    long number = mailbox.attach();
    stream.onClose(() -> mailbox.detach(number));
    try {
      while (mailbox.isReader(number) && stream.isOpen()) {
        Optional<Change> change = mailbox.poll(number, keepAlive);
        if (change.isPresent()) {
          deliver(listener, stream, change.get(), render);
        } else if (mailbox.isReader(number)) {
          stream.send(COMMENT);
        }
      }
    } finally {
      mailbox.detach(number);
    }
  }

  private void deliver(
      Listener<P> listener, ResponseStream stream, Change change, Function<Change, byte[]> render)
      throws IOException {
    if (change instanceof Change.Updated(String uri)
        && !application.resources().mayWatch(listener.caller(), uri)) {
      return;
    }
    try {
      stream.send(Envelope.event(render.apply(change)));
    } catch (IOException e) {
      listener.mailbox().putBack(change);
      throw e;
    }
  }
}
