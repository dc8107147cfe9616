package dev.rollcall.sip.dialog;

import dev.rollcall.sip.transaction.CallTimers;
import dev.rollcall.sip.transaction.TimerSettings;
import dev.rollcall.sip.transaction.Timers;
import java.time.Duration;

/**
 * Sends a 2xx to an INVITE again and again until it is acknowledged, whatever the transport (RFC
 * 3261 §13.3.1.4): after T1, then at twice the interval up to T2, for 64*T1 in all. To be used on
 * the lane of its call alone.
 */
public final class AnswerRepetition {
  private final CallTimers timers;
  private final TimerSettings settings;
  private final String callId;
  private final long sequence;
  private final Runnable send;
  private Timers.Timer repetition;
  private final Timers.Timer end;
  private boolean over;

  /**
   * Begins to wait for the ACK; the first sending has happened.
   *
   * @param sequence the CSeq number of the INVITE, which its ACK repeats
   * @param whenNeverAcknowledged run once if no ACK came in time
   */
  public AnswerRepetition(
      CallTimers timers,
      TimerSettings settings,
      String callId,
      long sequence,
      Runnable send,
      Runnable whenNeverAcknowledged) {
    this.timers = timers;
    this.settings = settings;
    this.callId = callId;
    this.sequence = sequence;
    this.send = send;
    repetition = timers.start(callId, settings.t1(), () -> repeat(settings.t1()));
    end =
        timers.start(
            callId,
            settings.timeout(),
            () -> {
              stop();
              whenNeverAcknowledged.run();
            });
  }

  /**
   * Whether an ACK with that CSeq number is the first for this answer; then nothing is sent any
   * more.
   */
  public boolean acknowledge(long acknowledged) {
    if (over || acknowledged != sequence) {
      return false;
    }
    stop();
    return true;
  }

  /** Whether the ACK is still awaited. */
  public boolean isPending() {
    return !over;
  }

  public void stop() {
    over = true;
    repetition.cancel();
    end.cancel();
  }

  private void repeat(Duration interval) {
    send.run();
    Duration next = settings.next(interval);
    repetition = timers.start(callId, next, () -> repeat(next));
  }
}
