package dev.rollcall.http;

import dev.rollcall.http.Listener.ConnectionWatch;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An answer whose body is written while it is being sent. The body's threads hand over pieces and
 * wait while more than {@link #QUEUE} bytes are under way; the event loop writes them, and gives
 * the client a new deadline with every piece that has left.
 */
final class StreamedAnswer implements ResponseStream {
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

  /** A stream for the calling thread to write, which has sent nothing yet. */
  StreamedAnswer(
      Listener listener,
      ConnectionWatch watch,
      HttpServerResponse outgoing,
      Duration stallTimeout) {
    this.listener = listener;
    this.watch = watch;
    this.outgoing = outgoing;
    this.stallTimeout = stallTimeout;
  }

  /** Sends status and headers, which are set. Runs on the event loop. */
  void begin() {
    watch.within(stallTimeout);
    outgoing.setChunked(true);
    outgoing.writeHead().onSuccess(_ -> begun()).onFailure(_ -> cut("the client is gone"));
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

  /** Waits until status and headers were sent; whether the stream is open now. */
  boolean awaitBegin() {
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
        send(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE)), from > 0);
      }
    } finally {
      sending.unlock();
    }
  }

  private void send(byte[] piece, boolean furtherPiece) throws IOException {
    lock.lock();
    try {
      while (state == State.OPEN && underWay > 0 && underWay + piece.length > QUEUE) {
        changed.await();
      }
      requireOpen();
      underWay += piece.length;
    } catch (InterruptedException _) {
      if (furtherPiece) {
        cut("a sender was interrupted");
      }
      throw interrupted();
    } finally {
      lock.unlock();
    }
    listener.run(() -> write(piece));
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

  private void write(byte[] piece) {
    if (!watch.isLimited()) {
      watch.within(stallTimeout);
    }
    outgoing
        .write(Buffer.buffer(piece))
        .onSuccess(_ -> left(piece.length))
        .onFailure(_ -> cut("the client is gone"));
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

  /** Lets calls of {@link #send} under way finish, then none begin; whether it was not cut. */
  boolean end() {
    sending.lock();
    lock.lock();
    try {
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
    listener.run(watch::close);
    closed.happened();
  }

  void interrupt() {
    thread.interrupt();
  }
}
