package dev.rollcall.sip.transaction;

import dev.rollcall.sip.message.CSeq;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipHeaders;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.transport.Peer;
import java.time.Duration;
import java.util.Optional;

/** The client side of an INVITE (RFC 3261 §17.1.1 with RFC 6026 §7.2). */
final class InviteClientTransaction extends ClientTransaction {
  private enum State {
    CALLING,
    PROCEEDING,
    ACCEPTED,
    COMPLETED,
    TERMINATED
  }

  private State state = State.CALLING;
  private Optional<SipRequest> ack = Optional.empty();
  private Optional<Runnable> cancelWhenHeard = Optional.empty();

  InviteClientTransaction(
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

  /**
   * Runs {@code send}, which is to send the CANCEL, as soon as the peer was heard of (§9.1), and
   * waits for the final response no longer than 64*T1 from then on. Nothing happens after a final
   * response.
   */
  void cancel(Runnable send) {
    if (state == State.CALLING) {
      cancelWhenHeard = Optional.of(send);
    } else if (state == State.PROCEEDING) {
      timeOutAfter(context().settings().timeout(), () -> fail(RequestFailure.TIMEOUT));
      send.run();
    }
  }

  @Override
  void onResponse(SipResponse response) {
    switch (state) {
      case CALLING, PROCEEDING -> {
        if (response.provisional()) {
          state = State.PROCEEDING;
          stopRepeating();
          stopTimeout();
          listener().onResponse(response);
          Optional<Runnable> waiting = cancelWhenHeard;
          cancelWhenHeard = Optional.empty();
          waiting.ifPresent(this::cancel);
        } else if (response.success()) {
          state = State.ACCEPTED;
          stopRepeating();
          timeOutAfter(context().settings().timeout(), this::end);
          listener().onResponse(response);
        } else {
          state = State.COMPLETED;
          stopRepeating();
          acknowledge(response);
          Duration timerD =
              isReliable() ? Duration.ZERO : context().settings().absorbFinalResponses();
          timeOutAfter(timerD, this::end);
          listener().onResponse(response);
        }
      }
      case ACCEPTED -> {
        if (response.success()) {
          listener().onResponse(response);
        }
      }
      case COMPLETED -> {
        if (response.status() >= 300) {
          acknowledge(response);
        }
      }
      case TERMINATED -> {}
    }
  }

  private void repeat(Duration interval) {
    if (state == State.CALLING) {
      transmit(() -> fail(RequestFailure.TRANSPORT));
      Duration next = interval.multipliedBy(2);
      repeatAfter(next, () -> repeat(next));
    }
  }

  private void acknowledge(SipResponse response) {
    SipRequest sent = ack.orElseGet(() -> ackFor(request(), response));
    ack = Optional.of(sent);
    context().send(sent, target(), () -> {});
  }

  /** The ACK for a final response other than 2xx (§17.1.1.3), with its credentials (§22.1). */
  private static SipRequest ackFor(SipRequest invite, SipResponse response) {
    SipHeaders headers =
        SipHeaders.builder()
            .add("Via", invite.via().encoded())
            .addAll("Route", invite.headers())
            .add("Max-Forwards", "70")
            .addAll("From", invite.headers())
            .addAll("To", response.headers())
            .add("Call-ID", invite.callId())
            .add("CSeq", new CSeq(invite.cseq().number(), Method.ACK).encoded())
            .addAll("Authorization", invite.headers())
            .addAll("Proxy-Authorization", invite.headers())
            .build();
    return SipRequest.of(Method.ACK, invite.uri(), headers);
  }

  private void fail(RequestFailure failure) {
    if (state == State.CALLING || state == State.PROCEEDING) {
      end();
      listener().onFailure(failure);
    }
  }

  private void end() {
    state = State.TERMINATED;
    terminate();
  }
}
