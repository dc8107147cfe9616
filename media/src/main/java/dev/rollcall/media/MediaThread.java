package dev.rollcall.media;

import dev.rollcall.media.jitter.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that carries the audio of many conferences.
 *
 * <p>Every 5 ms it looks for packets that have come, which is also how exactly their arrival is
 * known; every 20 ms, on a schedule that never drifts, it mixes one frame of each conference.
 * Packets are read in rounds, one of each socket that has one: a socket in which several wait
 * catches up, and a flood on one port costs the others nothing but the rounds' bound. Without a
 * conference it sleeps until there is one.
 */
final class MediaThread implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(MediaThread.class);

  private static final long POLL_NANOS = 5_000_000L;
  private static final int MOST_TICKS_LATE = 5;
  private static final int LARGEST_DATAGRAM = 2_048;
  private static final long BETWEEN_COMPLAINTS_NANOS = 1_000_000_000L;

  /** Conferences begin with one leg; as many as this are reckoned with from the start. */
  static final int USUAL_CONFERENCE = 10;

  /** The most packets that are read of one socket at one look. */
  static final int MOST_ROUNDS = 16;

  /** No further round begins once a look has taken this long, so that no flood delays a tick. */
  private static final long LONGEST_CATCHING_UP_NANOS = 2_000_000L;

  private final Selector selector;
  private final LongSupplier nanoClock;
  private final long epoch;
  private final LatenessRecorder lateness;
  private final Thread thread;
  private final ByteBuffer receiveBuffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
  private final ByteBuffer sendBuffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
  private final Consumer<SelectionKey> onReady = this::read;
  private final AtomicLong ticks = new AtomicLong();
  private final AtomicLong ticksLeftOut = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private volatile MixedConference[] conferences = {};
  private volatile boolean stopping;
  private volatile boolean sleeping;
  private long pollNanos;
  private long lastComplaintNanos;

  /**
   * @param epoch a moment at which a tick would be; all threads have the same, so that timestamps
   *     go on evenly when a leg moves from one to another
   */
  MediaThread(String name, LongSupplier nanoClock, long epoch, LatenessRecorder lateness)
      throws IOException {
    selector = Selector.open();
    this.nanoClock = nanoClock;
    this.epoch = epoch;
    this.lateness = lateness;
    lastComplaintNanos = epoch - BETWEEN_COMPLAINTS_NANOS;
    thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this);
  }

  void start() {
    thread.start();
  }

  /** Ends the thread and waits for its end. */
  void stop() throws InterruptedException, IOException {
    stopping = true;
    LockSupport.unpark(thread);
    thread.join();
    selector.close();
  }

  synchronized void add(MixedConference conference) {
    List<MixedConference> changed = new ArrayList<>(Arrays.asList(conferences));
    changed.add(conference);
    conferences = changed.toArray(MixedConference[]::new);
    LockSupport.unpark(thread);
  }

  synchronized void remove(MixedConference conference) {
    List<MixedConference> changed = new ArrayList<>(Arrays.asList(conferences));
    changed.remove(conference);
    conferences = changed.toArray(MixedConference[]::new);
  }

  /** Legs that this thread's conferences have or, while they are young, will soon have. */
  int load() {
    int legs = 0;
    for (MixedConference conference : conferences) {
      legs += Math.max(USUAL_CONFERENCE, conference.size());
    }
    return legs;
  }

  /** The selector's keys, for tests. */
  Set<SelectionKey> keys() {
    return selector.keys();
  }

  Optional<? extends Leg.Attachment> attach(Leg leg) {
    return leg.attach(selector, sendBuffer);
  }

  /** Whether it waits for a conference. */
  boolean sleeping() {
    return sleeping;
  }

  /** Lets go of channels that were closed; may be called by any thread. */
  void forgetClosedChannels() {
    try {
      selector.selectNow(_ -> {});
    } catch (IOException | ClosedSelectorException e) {
      log.atDebug().setCause(e).log("letting go of closed channels failed");
    }
  }

  long ticks() {
    return ticks.get();
  }

  long ticksLeftOut() {
    return ticksLeftOut.get();
  }

  long failures() {
    return failures.get();
  }

  @Override
  public void run() {
    while (!stopping) {
      if (conferences.length == 0) {
        sleeping = true;
        LockSupport.park(this);
        sleeping = false;
      } else {
        carryInSpiteOfErrors();
      }
    }
  }

  /** An error such as a lack of memory may silence a frame, but not the thread. */
  private void carryInSpiteOfErrors() {
    try {
      carry();
    } catch (RuntimeException | Error e) {
      complain("carrying audio failed", e);
    }
  }

  /** Works until there is no conference any more. */
  private void carry() {
    long started = nanoClock.getAsLong();
    long nextPoll = slotAfter(started, POLL_NANOS);
    long nextTick = slotAfter(started, Frame.NANOS);
    while (!stopping && conferences.length > 0) {
      long now = nanoClock.getAsLong();
      if (now - nextTick >= 0) {
        poll(now);
        nextTick = leaveOutIfFarBehind(nextTick, now);
        lateness.record(now - nextTick);
        tick(nextTick, now);
        nextTick += Frame.NANOS;
        nextPoll = slotAfter(now, POLL_NANOS);
      } else if (now - nextPoll >= 0) {
        poll(now);
        nextPoll = slotAfter(now, POLL_NANOS);
      } else {
        LockSupport.parkNanos(this, Math.min(nextPoll - now, nextTick - now));
      }
    }
  }

  private long slotAfter(long nanos, long length) {
    return epoch + (Math.floorDiv(nanos - epoch, length) + 1) * length;
  }

  private long leaveOutIfFarBehind(long nextTick, long now) {
    long behind = (now - nextTick) / Frame.NANOS;
    if (behind <= MOST_TICKS_LATE) {
      return nextTick;
    }
    ticksLeftOut.addAndGet(behind);
    return nextTick + behind * Frame.NANOS;
  }

  /** Reads what has come, as far as the bounds of a look allow. */
  void poll(long now) {
    pollNanos = now;
    int rounds = 0;
    do {
      rounds++;
    } while (readRound() > 0
        && rounds < MOST_ROUNDS
        && nanoClock.getAsLong() - now < LONGEST_CATCHING_UP_NANOS);
  }

  /**
   * Reads one packet of each socket that has one.
   *
   * @return how many sockets had one
   */
  private int readRound() {
    try {
      return selector.selectNow(onReady);
    } catch (IOException | RuntimeException e) {
      complain("looking for packets failed", e);
      return 0;
    }
  }

  private void read(SelectionKey key) {
    try {
      ((ChannelReader) key.attachment()).read(receiveBuffer, pollNanos);
    } catch (RuntimeException e) {
      complain("reading a packet failed", e);
    }
  }

  /** Mixes one frame of each conference. */
  void tick(long tickNanos, long now) {
    ticks.incrementAndGet();
    long tick = Frame.samples(tickNanos);
    for (MixedConference conference : conferences) {
      try {
        conference.tick(tick);
        conference.maintain(now);
      } catch (RuntimeException | Error e) {
        complain("mixing a frame of conference " + conference.sid() + " failed", e);
      }
    }
  }

  private void complain(String what, Throwable cause) {
    failures.incrementAndGet();
    long now = nanoClock.getAsLong();
    if (now - lastComplaintNanos >= BETWEEN_COMPLAINTS_NANOS) {
      lastComplaintNanos = now;
      log.atError().setCause(cause).log(what);
    }
  }
}
