package dev.rollcall.sip.transaction;

import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.transport.Peer;
import java.time.Duration;

/**
 * One request of ours and the responses to it (RFC 3261 §17.1). To be used on the lane of its call
 * alone.
 */
public abstract sealed class ClientTransaction
    permits InviteClientTransaction, NonInviteClientTransaction {
  private final SipRequest request;
  private final Peer target;
  private final TransactionContext context;
  private final ResponseListener listener;
  private final Runnable whenTerminated;
  private Timers.Timer repetition = () -> {};
  private Timers.Timer timeout = () -> {};

  ClientTransaction(
      SipRequest request,
      Peer target,
      TransactionContext context,
      ResponseListener listener,
      Runnable whenTerminated) {
    this.request = request;
    this.target = target;
    this.context = context;
    this.listener = listener;
    this.whenTerminated = whenTerminated;
  }

  /** The request with our Via, as it goes out. */
  public SipRequest request() {
    return request;
  }

  public Peer target() {
    return target;
  }

  /** Sends the request for the first time. */
  abstract void begin();

  abstract void onResponse(SipResponse response);

  /** Sends the request, and tells {@code whenFailed} on the lane if it could not be sent. */
  final void transmit(Runnable whenFailed) {
    context.send(request, target, whenFailed);
  }

  final TransactionContext context() {
    return context;
  }

  final ResponseListener listener() {
    return listener;
  }

  final boolean isReliable() {
    return target.transport().isReliable();
  }

  final void repeatAfter(Duration interval, Runnable action) {
    repetition.cancel();
    repetition = context.after(interval, action);
  }

  final void timeOutAfter(Duration time, Runnable action) {
    timeout.cancel();
    timeout = context.after(time, action);
  }

  final void stopRepeating() {
    repetition.cancel();
  }

  final void stopTimeout() {
    timeout.cancel();
  }

  final void terminate() {
    repetition.cancel();
    timeout.cancel();
    whenTerminated.run();
  }
}
