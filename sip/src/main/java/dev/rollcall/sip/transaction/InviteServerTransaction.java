package dev.rollcall.sip.transaction;

import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.transport.Peer;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server side of an INVITE (RFC 3261 §17.2.1 with RFC 6026 §7.1). */
final class InviteServerTransaction extends ServerTransaction {
  private static final Logger log = LoggerFactory.getLogger(InviteServerTransaction.class);
  private static final Timers.Timer NONE = () -> {};

  private enum State {
    PROCEEDING,
    ACCEPTED,
    COMPLETED,
    CONFIRMED,
    TERMINATED
  }

  private State state = State.PROCEEDING;
  private Optional<SipResponse> last = Optional.empty();
  private final Timers.Timer trying;
  private Timers.Timer timerG = NONE;
  private Timers.Timer timerH = NONE;

  InviteServerTransaction(
      SipRequest request,
      Peer source,
      String localTag,
      TransactionContext context,
      Runnable whenTerminated) {
    super(request, source, localTag, context, whenTerminated);
    trying = context.after(context.settings().tryingAfter(), this::sendTrying);
  }

  @Override
  public boolean isAnswered() {
    return state != State.PROCEEDING;
  }

  @Override
  public void respond(SipResponse response) {
    switch (state) {
      case PROCEEDING -> proceed(response);
      case ACCEPTED -> {
        if (response.success()) {
          transmit(response);
        }
      }
      case COMPLETED, CONFIRMED, TERMINATED -> {}
    }
  }

  private void proceed(SipResponse response) {
    trying.cancel();
    last = Optional.of(response);
    context().countResponse(response.status());
    if (response.success()) {
      state = State.ACCEPTED;
      context().after(context().settings().timeout(), this::end);
    } else if (!response.provisional()) {
      state = State.COMPLETED;
      timerH = context().after(context().settings().timeout(), this::giveUp);
      if (!isReliable()) {
        repeatAfter(context().settings().t1());
      }
    }
    transmit(response);
  }

  /** Takes an ACK with this transaction's identity; false if it is one for a 2xx. */
  boolean onAck() {
    return switch (state) {
      case COMPLETED -> {
        state = State.CONFIRMED;
        timerG.cancel();
        timerH.cancel();
        Duration timerI = isReliable() ? Duration.ZERO : context().settings().t4();
        context().after(timerI, this::end);
        yield true;
      }
      case ACCEPTED -> false;
      case PROCEEDING, CONFIRMED, TERMINATED -> true;
    };
  }

  @Override
  void onRepetition() {
    switch (state) {
      case PROCEEDING, COMPLETED -> last.ifPresent(this::transmit);
      case ACCEPTED, CONFIRMED, TERMINATED -> {}
    }
  }

  private void sendTrying() {
    if (state == State.PROCEEDING && last.isEmpty()) {
      SipResponse response = SipResponse.trying(request());
      last = Optional.of(response);
      context().countResponse(response.status());
      transmit(response);
    }
  }

  private void repeatAfter(Duration interval) {
    timerG =
        context()
            .after(
                interval,
                () -> {
                  last.ifPresent(this::transmit);
                  repeatAfter(context().settings().next(interval));
                });
  }

  private void transmit(SipResponse response) {
    context().respond(response, source(), () -> onSendFailure(response));
  }

  private void onSendFailure(SipResponse response) {
    log.atDebug()
        .addKeyValue("callId", request().callId())
        .addKeyValue("status", response.status())
        .log("response did not go out");
    if (state == State.COMPLETED) {
      end();
    }
  }

  private void giveUp() {
    log.atDebug().addKeyValue("callId", request().callId()).log("refusal was not acknowledged");
    end();
  }

  private void end() {
    if (state != State.TERMINATED) {
      state = State.TERMINATED;
      timerG.cancel();
      timerH.cancel();
      terminate();
    }
  }
}
