package dev.rollcall.sip.transaction;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the work of each call one piece at a time and in order, the work of different calls side by
 * side. Whatever belongs to one Call-ID is touched on its lane alone, so it needs no locks. A lane
 * exists only while it has work.
 */
public final class CallLanes {
  private static final Logger log = LoggerFactory.getLogger(CallLanes.class);

  private final Executor executor;
  private final int limit;
  private final Map<String, Deque<Runnable>> lanes = new HashMap<>();
  private int waiting;

  /**
   * @param executor runs lanes; a lane holds on to its thread while it has work
   * @param limit how many pieces of work may wait for {@link #offer} to take another
   */
  public CallLanes(Executor executor, int limit) {
    this.executor = executor;
    this.limit = limit;
  }

  /** Puts {@code work} at the end of the call's lane, unless too much is waiting already. */
  public boolean offer(String callId, Runnable work) {
    return add(callId, work, limit);
  }

  /** Puts {@code work} at the end of the call's lane, however much is waiting. */
  public void run(String callId, Runnable work) {
    add(callId, work, Integer.MAX_VALUE);
  }

  private boolean add(String callId, Runnable work, int most) {
    boolean idle;
    synchronized (this) {
      if (waiting >= most) {
        return false;
      }
      waiting++;
      Deque<Runnable> lane = lanes.get(callId);
      idle = lane == null;
      if (lane == null) {
        lane = new ArrayDeque<>();
        lanes.put(callId, lane);
      }
      lane.add(work);
    }
    if (idle) {
      executor.execute(() -> drain(callId));
    }
    return true;
  }

  private void drain(String callId) {
    for (Runnable work = next(callId); work != null; work = next(callId)) {
      try {
        work.run();
      } catch (RuntimeException | Error e) {
        // An Error that ended this thread would leave the lane behind, and its call without end.
        log.atError().addKeyValue("callId", callId).setCause(e).log("work for a call failed");
      }
    }
  }

  private synchronized @Nullable Runnable next(String callId) {
    Deque<Runnable> lane = lanes.get(callId);
    if (lane == null) {
      return null;
    }
    Runnable work = lane.poll();
    if (work == null) {
      lanes.remove(callId);
    } else {
      waiting--;
    }
    return work;
  }
}
