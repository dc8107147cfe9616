package dev.rollcall.sip.transaction;

import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.transport.Peer;
import java.time.Duration;

/** The client side of any request but INVITE (RFC 3261 §17.1.2). */
final class NonInviteClientTransaction extends ClientTransaction {
  private enum State {
    TRYING,
    PROCEEDING,
    COMPLETED,
    TERMINATED
  }

  private State state = State.TRYING;

  NonInviteClientTransaction(
      SipRequest request,
      Peer target,
      TransactionContext context,
      ResponseListener listener,
      Runnable whenTerminated) {
    super(request, target, context, listener, whenTerminated);
  }

  @Override
  void begin() {
    timeOutAfter(context().settings().timeout(), () -> fail(RequestFailure.TIMEOUT));
    if (!isReliable()) {
      repeatAfter(context().settings().t1(), () -> repeat(context().settings().t1()));
    }
    transmit(() -> fail(RequestFailure.TRANSPORT));
  }

  @Override
  void onResponse(SipResponse response) {
    if (state == State.COMPLETED || state == State.TERMINATED) {
      return;
    }
    if (response.provisional()) {
      state = State.PROCEEDING;
    } else {
      state = State.COMPLETED;
      stopRepeating();
      Duration timerK = isReliable() ? Duration.ZERO : context().settings().t4();
      timeOutAfter(timerK, this::end);
    }
    listener().onResponse(response);
  }

  private void repeat(Duration interval) {
    if (state != State.TRYING && state != State.PROCEEDING) {
      return;
    }
    transmit(() -> fail(RequestFailure.TRANSPORT));
    Duration next =
        state == State.PROCEEDING ? context().settings().t2() : context().settings().next(interval);
    repeatAfter(next, () -> repeat(next));
  }

  private void fail(RequestFailure failure) {
    if (state == State.TRYING || state == State.PROCEEDING) {
      end();
      listener().onFailure(failure);
    }
  }

  private void end() {
    state = State.TERMINATED;
    terminate();
  }
}
