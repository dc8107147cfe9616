package dev.rollcall.sip.call;

import dev.rollcall.sip.dialog.DialogId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The calls there are, in and out, and the dialogs by which messages find them. */
final class CallRegistry {
  private final int most;
  private final Map<SipCall, Set<DialogId>> calls = new HashMap<>();
  private final Map<DialogId, SipCall> dialogs = new ConcurrentHashMap<>();
  private boolean closed;

  CallRegistry(int most) {
    this.most = most;
  }

  /**
   * Takes a call in.
   *
   * @return why it is not taken; empty if it is
   */
  synchronized Optional<String> enter(SipCall call) {
    if (closed) {
      return Optional.of("the server stops");
    }
    if (calls.size() >= most) {
      return Optional.of("there are as many calls as are allowed");
    }
    calls.put(call, new HashSet<>());
    return Optional.empty();
  }

  /** Lets messages of that dialog find a call that is in. */
  synchronized void place(DialogId dialog, SipCall call) {
    Set<DialogId> known = calls.get(call);
    if (known != null) {
      known.add(dialog);
      dialogs.put(dialog, call);
    }
  }

  /** The call that a message belongs to; one that has no dialog yet is found by our tag alone. */
  Optional<SipCall> find(DialogId dialog) {
    return Optional.ofNullable(dialogs.get(dialog))
        .or(
            () ->
                Optional.ofNullable(
                    dialogs.get(new DialogId(dialog.callId(), dialog.localTag(), ""))));
  }

  synchronized void leave(SipCall call) {
    Set<DialogId> known = calls.remove(call);
    if (known != null) {
      known.forEach(dialog -> dialogs.remove(dialog, call));
      notifyAll();
    }
  }

  synchronized int count() {
    return calls.size();
  }

  /** Takes no call in any more; gives those that are. */
  synchronized List<SipCall> close() {
    closed = true;
    return present();
  }

  synchronized List<SipCall> present() {
    return List.copyOf(calls.keySet());
  }

  /** Waits until no call is left, at most that long; tells whether none is. */
  synchronized boolean awaitNone(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (!calls.isEmpty()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }
}
