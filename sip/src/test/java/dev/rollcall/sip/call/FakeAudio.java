package dev.rollcall.sip.call;

import dev.rollcall.core.identity.CallSid;
import dev.rollcall.sip.sdp.RemoteAudio;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Audio that hears nothing and remembers what it was told. */
final class FakeAudio implements AudioSessions {
  private static final int FIRST_PORT = 30_000;
  private static final long LONGEST_WAIT_SECONDS = 20;

  private final AtomicInteger nextPort = new AtomicInteger(FIRST_PORT);
  private final Map<CallSid, Session> sessions = new ConcurrentHashMap<>();
  private volatile boolean exhausted;
  private volatile boolean broken;
  private volatile CountDownLatch door = new CountDownLatch(0);
  private volatile Duration silence = Duration.ZERO;

  /** From now on no port is free. */
  void exhaust() {
    exhausted = true;
  }

  /** From now on every change of a session fails with an error that nobody expects. */
  void breakDown() {
    broken = true;
  }

  /** Makes every opening wait until {@link #openDoor}. */
  void closeDoor() {
    door = new CountDownLatch(1);
  }

  void openDoor() {
    door.countDown();
  }

  /** From now on every phone has been silent that long. */
  void silentFor(Duration time) {
    silence = time;
  }

  Session of(CallSid call) {
    return Optional.ofNullable(sessions.get(call)).orElseThrow();
  }

  long open() {
    return sessions.values().stream().filter(session -> !session.closed).count();
  }

  @Override
  public AudioSession open(CallSid call) throws AudioUnavailableException {
    try {
      if (!door.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody opened the door");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (exhausted) {
      throw new AudioUnavailableException("no port is free");
    }
    Session session = new Session(nextPort.getAndAdd(2));
    sessions.put(call, session);
    return session;
  }

  final class Session implements AudioSession {
    private final int port;
    private final List<RemoteAudio> configured = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    Session(int port) {
      this.port = port;
    }

    List<RemoteAudio> configured() {
      return List.copyOf(configured);
    }

    RemoteAudio current() {
      return configured.getLast();
    }

    boolean isClosed() {
      return closed;
    }

    @Override
    public int rtpPort() {
      return port;
    }

    @Override
    public void configure(RemoteAudio remote) {
      if (broken) {
        throw new IllegalStateException("broken");
      }
      configured.add(remote);
    }

    @Override
    public Duration silence() {
      return silence;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
