package dev.rollcall.sip.transaction;

import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.transport.Peer;
import java.time.Duration;
import java.util.Optional;

/** The server side of any request but INVITE (RFC 3261 §17.2.2). */
final class NonInviteServerTransaction extends ServerTransaction {
  private Optional<SipResponse> last = Optional.empty();
  private Timers.Timer timerJ = () -> {};
  private boolean over;

  NonInviteServerTransaction(
      SipRequest request,
      Peer source,
      String localTag,
      TransactionContext context,
      Runnable whenTerminated) {
    super(request, source, localTag, context, whenTerminated);
  }

  @Override
  public boolean isAnswered() {
    return last.filter(response -> !response.provisional()).isPresent();
  }

  @Override
  public void respond(SipResponse response) {
    if (isAnswered()) {
      return;
    }
    last = Optional.of(response);
    context().countResponse(response.status());
    if (!response.provisional()) {
      Duration wait = isReliable() ? Duration.ZERO : context().settings().timeout();
      timerJ = context().after(wait, this::end);
    }
    context().respond(response, source(), this::end);
  }

  @Override
  void onRepetition() {
    last.ifPresent(response -> context().respond(response, source(), this::end));
  }

  private void end() {
    if (!over) {
      over = true;
      timerJ.cancel();
      terminate();
    }
  }
}
