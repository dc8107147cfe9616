package dev.rollcall.http.client;

import dev.rollcall.http.client.FetchException.Kind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, filled by the client's own thread and read by another. Holds back the
 * sender while what waits to be read takes {@value #FULL} bytes of memory.
 */
final class BodyStream extends InputStream {
  static final int FULL = 256 * 1024;
  private static final int FILL_AGAIN = 64 * 1024;

  /** What a part takes besides its bytes, so that a sender of tiny ones is held back in time. */
  private static final int OVERHEAD = 64;

  private final HttpClientResponse response;
  private final StreamLimits limits;
  private final String name;
  private final Executor loop;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<byte[]> parts = new ArrayDeque<>();
  private int read;
  private int waiting;
  private long received;
  private boolean held;
  private boolean ended;
  private boolean closed;
  private @Nullable FetchException failure;

  /**
   * To be made on {@code loop} before anything of the body has come.
   *
   * @param name the target as it may be shown
   * @param loop the thread that brings the answer
   */
  BodyStream(HttpClientResponse response, StreamLimits limits, String name, Executor loop) {
    this.response = response;
    this.limits = limits;
    this.name = name;
    this.loop = loop;
    response.handler(this::arrived);
    response.exceptionHandler(
        cause ->
            end(
                new FetchException(
                    Kind.BROKEN,
                    name + " ended its answer too early: " + Asker.reason(cause) + ".",
                    cause)));
    response.endHandler(_ -> end(null));
  }

  /** How many bytes wait to be read. */
  int waiting() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the sender is held back, for tests. */
  boolean isHeld() {
    lock.lock();
    try {
      return held;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    lock.lock();
    try {
      byte[] part = await();
      if (part == null) {
        return -1;
      }
      int count = Math.min(length, part.length - read);
      System.arraycopy(part, read, target, offset, count);
      read += count;
      if (read == part.length) {
        parts.removeFirst();
        read = 0;
      }
      waiting -= count;
      if (held && size() <= FILL_AGAIN) {
        held = false;
        loop.execute(response::resume);
      }
      return count;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int available() {
    return waiting();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      parts.clear();
      waiting = 0;
      changed.signalAll();
      if (!ended) {
        cut();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The first part that is not read whole; null at the end. */
  private byte @Nullable [] await() throws IOException {
    long left = limits.silence().toNanos();
    while (parts.isEmpty() || closed) {
      if (closed) {
        throw new IOException("the answer of " + name + " is closed");
      }
      if (failure != null) {
        throw new IOException(failure.explanation(), failure);
      }
      if (ended) {
        return null;
      }
      if (left <= 0) {
        fail(Kind.TIMEOUT, name + " sent nothing for " + Deadline.seconds(limits.silence()) + ".");
        continue;
      }
      try {
        left = changed.awaitNanos(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        InterruptedIOException stopped = new InterruptedIOException("interrupted while reading");
        stopped.initCause(e);
        throw stopped;
      }
    }
    return parts.getFirst();
  }

  private void arrived(Buffer part) {
    lock.lock();
    try {
      received += part.length();
      if (closed || ended || part.length() == 0) {
        return;
      }
      if (received > limits.maximumBytes()) {
        fail(Kind.TOO_LARGE, name + " sent more than " + limits.maximumBytes() + " bytes.");
        return;
      }
      parts.addLast(part.getBytes());
      waiting += part.length();
      if (!held && size() >= FULL) {
        held = true;
        response.pause();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private int size() {
    return waiting + parts.size() * OVERHEAD;
  }

  private void end(@Nullable FetchException why) {
    lock.lock();
    try {
      if (!ended) {
        ended = true;
        failure = why;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void fail(Kind kind, String explanation) {
    end(new FetchException(kind, explanation));
    cut();
  }

  private void cut() {
    loop.execute(() -> response.request().reset());
  }
}
