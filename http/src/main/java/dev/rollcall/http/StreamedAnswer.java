package dev.rollcall.http;

import dev.rollcall.http.Listener.ConnectionWatch;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer whose body is written while it is being sent. The body's threads hand over pieces and
 * wait while more than {@link #QUEUE} bytes are under way; the event loop writes them, and gives
 * the client a new deadline with every piece that has left.
 */
final class StreamedAnswer implements ResponseStream {
  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

  /** Why most streams are cut. The connection's end looks the same in both cases. */
  static final String CLIENT_LOST = "the client is gone, or has not read for too long";

  /** Bytes that may wait to be taken by the client. */
  private static final int QUEUE = 64 * 1024;

  /** Bytes whose leaving counts as the client's progress. */
  private static final int PIECE = 16 * 1024;

  private enum State {
    STARTING,
    OPEN,
    ENDED,
    CUT
  }

  private final String id;
  private final Listener listener;
  private final ConnectionWatch watch;
  private final HttpServerResponse outgoing;
  private final Duration stallTimeout;
  private final Thread thread = Thread.currentThread();
  private final EarlyEnd closed = new EarlyEnd();

  /** Held while the pieces of one call are handed over; taken before {@link #lock}. */
  private final ReentrantLock sending = new ReentrantLock(true);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private State state = State.STARTING;
  private String reason = "";
  private int underWay;

  /**
   * A stream for the calling thread to write, which has sent nothing yet.
   *
   * @param id the request's name, for the log
   */
  StreamedAnswer(
      String id,
      Listener listener,
      ConnectionWatch watch,
      HttpServerResponse outgoing,
      Duration stallTimeout) {
    this.id = id;
    this.listener = listener;
    this.watch = watch;
    this.outgoing = outgoing;
    this.stallTimeout = stallTimeout;
  }

  /**
   * Sends status and headers, which are set, and so is how the body is framed. Runs on the event
   * loop.
   */
  void begin() {
    watch.within(stallTimeout);
    outgoing.writeHead().onSuccess(_ -> begun()).onFailure(_ -> cut(CLIENT_LOST));
  }

  private void begun() {
    watch.unlimited();
    lock.lock();
    try {
      if (state == State.STARTING) {
        state = State.OPEN;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Has {@code body} write, once status and headers were sent; the stream is ended or cut
   * afterwards. Runs on the request's thread.
   *
   * @return whether all was sent, so that only the mark of the body's end is missing
   */
  boolean write(StreamBody body) {
    if (!awaitBegin()) {
      return false;
    }
    try {
      body.write(this);
    } catch (IOException | UncheckedIOException | InterruptedException e) {
      failed(e, !isOpen());
      return false;
    } catch (RuntimeException | Error e) {
      failed(e, false);
      return false;
    }
    return end();
  }

  private void failed(Throwable cause, boolean expected) {
    cut("its handler failed");
    if (expected) {
      log.atDebug()
          .addKeyValue("request", id)
          .addKeyValue("cause", String.valueOf(cause.getMessage()))
          .log("a stream was cut");
    } else {
      log.atError().setCause(cause).addKeyValue("request", id).log("a stream's handler failed");
    }
  }

  private boolean awaitBegin() {
    lock.lock();
    try {
      while (state == State.STARTING) {
        changed.awaitUninterruptibly();
      }
      return state == State.OPEN;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void send(byte[] bytes) throws IOException {
    try {
      sending.lockInterruptibly();
    } catch (InterruptedException _) {
      throw interrupted();
    }
    try {
      requireOpen();
      for (int from = 0; from < bytes.length; from += PIECE) {
        int length = Math.min(PIECE, bytes.length - from);
        try {
          awaitRoom(length);
        } catch (InterruptedException _) {
          if (from > 0) {
            cut("a sender was interrupted");
          }
          throw interrupted();
        }
        Buffer piece = Buffer.buffer(length).appendBytes(bytes, from, length);
        listener.run(() -> write(piece));
      }
    } finally {
      sending.unlock();
    }
  }

  private void awaitRoom(int bytes) throws IOException, InterruptedException {
    lock.lock();
    try {
      while (state == State.OPEN && underWay + bytes > QUEUE) {
        changed.await();
      }
      requireOpen();
      underWay += bytes;
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() throws IOException {
    lock.lock();
    try {
      switch (state) {
        case OPEN -> {}
        case STARTING -> throw new IllegalStateException("the stream has not begun");
        case ENDED -> throw new IOException("the answer has ended");
        case CUT -> throw new IOException("the stream was cut: " + reason);
      }
    } finally {
      lock.unlock();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while sending");
  }

  private void write(Buffer piece) {
    if (!watch.isLimited()) {
      watch.within(stallTimeout);
    }
    outgoing.write(piece).onSuccess(_ -> left(piece.length())).onFailure(_ -> cut(CLIENT_LOST));
  }

  private void left(int bytes) {
    lock.lock();
    try {
      underWay -= bytes;
      if (state == State.OPEN) {
        if (underWay == 0) {
          watch.unlimited();
        } else {
          watch.within(stallTimeout);
        }
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isOpen() {
    lock.lock();
    try {
      return state == State.OPEN;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onClose(Runnable action) {
    closed.then(action);
  }

  /** Lets calls of {@link #send} under way finish, and the client take all; whether it did. */
  private boolean end() {
    sending.lock();
    lock.lock();
    try {
      while (state == State.OPEN && underWay > 0) {
        changed.awaitUninterruptibly();
      }
      if (state != State.OPEN) {
        return false;
      }
      state = State.ENDED;
      closed.ruledOut();
      return true;
    } finally {
      lock.unlock();
      sending.unlock();
    }
  }

  /** Closes the connection in the middle of the answer, unless that has been written. */
  void cut(String why) {
    lock.lock();
    try {
      if (state == State.ENDED || state == State.CUT) {
        return;
      }
      state = State.CUT;
      reason = why;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    listener.run(watch::abort);
    closed.happened();
  }

  void interrupt() {
    thread.interrupt();
  }
}
