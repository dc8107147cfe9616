package dev.rollcall.sip.transport;

import dev.rollcall.sip.message.SipStreamFramer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One TCP connection: a virtual thread that reads and one that writes, so that a peer that is slow
 * or silent holds up nobody but itself.
 */
final class TcpConnection {
  private static final Logger log = LoggerFactory.getLogger(TcpConnection.class);
  private static final int READ_BUFFER = 8 * 1024;

  private final Socket socket;
  private final InetSocketAddress remote;
  private final TransportSettings settings;
  private final StreamListener listener;
  private final BlockingQueue<Outgoing> outgoing = new LinkedBlockingQueue<>();
  private final AtomicInteger unsent = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();

  /** A message on its way; an empty one ends the writer. */
  private static final class Outgoing {
    static final Outgoing END = new Outgoing(new byte[0], () -> {});

    private final byte[] bytes;
    private final Runnable whenFailed;

    Outgoing(byte[] bytes, Runnable whenFailed) {
      this.bytes = bytes;
      this.whenFailed = whenFailed;
    }

    boolean isEnd() {
      return bytes.length == 0;
    }
  }

  /** What a connection tells, on its own threads. */
  interface StreamListener {
    void frame(TcpConnection connection, SipStreamFramer.Frame frame);

    void closed(TcpConnection connection);
  }

  TcpConnection(
      Socket socket,
      InetSocketAddress remote,
      TransportSettings settings,
      StreamListener listener) {
    this.socket = socket;
    this.remote = remote;
    this.settings = settings;
    this.listener = listener;
  }

  InetSocketAddress remote() {
    return remote;
  }

  boolean isOpen() {
    return !closed.get();
  }

  /** Starts a connection that a peer opened. */
  void start() {
    Thread.ofVirtual().name("sip-tcp-read").start(this::read);
    Thread.ofVirtual().name("sip-tcp-write").start(this::write);
  }

  /** Starts a connection that is still to be opened. */
  void connectAndStart() {
    Thread.ofVirtual()
        .name("sip-tcp-write")
        .start(
            () -> {
              try {
                socket.connect(remote, Math.toIntExact(settings.connectWithin().toMillis()));
                socket.setTcpNoDelay(true);
              } catch (IOException | RuntimeException e) {
                log.atDebug().addKeyValue("peer", remote).setCause(e).log("connecting failed");
                close();
                return;
              }
              Thread.ofVirtual().name("sip-tcp-read").start(this::read);
              write();
            });
  }

  /**
   * Sends a message after those sent before; returns at once.
   *
   * @param whenFailed run, on any thread, if the message did not go out whole
   */
  void send(byte[] message, Runnable whenFailed) {
    if (unsent.addAndGet(message.length) > settings.maxUnsentBytes()) {
      log.atInfo().addKeyValue("peer", remote).log("peer does not read: connection closed");
      close();
      whenFailed.run();
      return;
    }
    outgoing.add(new Outgoing(message, whenFailed));
    if (closed.get()) {
      failOutgoing();
    }
  }

  /** Closes once all that waits is sent, or cannot be. */
  private void finish() {
    outgoing.add(Outgoing.END);
  }

  /** Closes at once. */
  void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      socket.close();
    } catch (IOException e) {
      log.atDebug().addKeyValue("peer", remote).setCause(e).log("closing a connection failed");
    }
    failOutgoing();
    listener.closed(this);
  }

  private void failOutgoing() {
    List<Outgoing> left = new ArrayList<>();
    outgoing.drainTo(left);
    left.forEach(message -> message.whenFailed.run());
    outgoing.add(Outgoing.END);
  }

  private void write() {
    try {
      OutputStream stream = socket.getOutputStream();
      for (Outgoing next = outgoing.take(); !next.isEnd(); next = outgoing.take()) {
        try {
          stream.write(next.bytes);
        } catch (IOException e) {
          next.whenFailed.run();
          throw e;
        }
        unsent.addAndGet(-next.bytes.length);
      }
    } catch (IOException e) {
      log.atDebug().addKeyValue("peer", remote).setCause(e).log("writing failed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  private void read() {
    try {
      InputStream stream = socket.getInputStream();
      SipStreamFramer framer = new SipStreamFramer(settings.maxMessageBytes());
      byte[] buffer = new byte[READ_BUFFER];
      boolean idle = false;
      long since = System.nanoTime();
      while (!framer.broken()) {
        awaitAtMost(idle ? settings.idleLimit() : settings.messageWithin(), since);
        int count = stream.read(buffer);
        if (count < 0) {
          break;
        }
        List<SipStreamFramer.Frame> frames = framer.feed(buffer, 0, count);
        frames.forEach(frame -> listener.frame(this, frame));
        boolean heard = frames.stream().anyMatch(SipStreamFramer.Frame.Message.class::isInstance);
        if (idle || heard) {
          since = System.nanoTime();
        }
        idle = (idle || heard) && !framer.midMessage();
      }
      finish();
    } catch (SocketTimeoutException e) {
      log.atDebug().addKeyValue("peer", remote).log("connection closed: nothing came");
      close();
    } catch (IOException | RuntimeException e) {
      log.atDebug().addKeyValue("peer", remote).setCause(e).log("reading failed");
      close();
    }
  }

  private void awaitAtMost(Duration limit, long since) throws IOException {
    long left = (limit.toNanos() - (System.nanoTime() - since)) / 1_000_000;
    if (left <= 0) {
      throw new SocketTimeoutException();
    }
    socket.setSoTimeout(Math.toIntExact(Math.min(left, Integer.MAX_VALUE)));
  }
}
