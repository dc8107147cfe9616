package dev.rollcall.sip.transaction;

import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.transport.Peer;
import java.util.function.UnaryOperator;

/**
 * One request from a peer and our responses to it (RFC 3261 §17.2). To be used on the lane of its
 * call alone.
 */
public abstract sealed class ServerTransaction
    permits InviteServerTransaction, NonInviteServerTransaction {
  private final SipRequest request;
  private final Peer source;
  private final String localTag;
  private final TransactionContext context;
  private final Runnable whenTerminated;

  ServerTransaction(
      SipRequest request,
      Peer source,
      String localTag,
      TransactionContext context,
      Runnable whenTerminated) {
    this.request = request;
    this.source = source;
    this.localTag = localTag;
    this.context = context;
    this.whenTerminated = whenTerminated;
  }

  public SipRequest request() {
    return request;
  }

  public Peer source() {
    return source;
  }

  /** The tag of our side for this request's responses, unless the request's To already has one. */
  public String localTag() {
    return localTag;
  }

  /** Whether a final response was given. */
  public abstract boolean isAnswered();

  /**
   * Gives a response. A second final response goes nowhere, save that a 2xx to an INVITE may be
   * repeated.
   */
  public abstract void respond(SipResponse response);

  /** Gives a response of that status, without a body. */
  public final void respond(int status) {
    respond(status, response -> response);
  }

  /** Gives a response of that status as {@code completed} makes it. */
  public final void respond(int status, UnaryOperator<SipResponse> completed) {
    respond(completed.apply(SipResponse.answering(request, status, localTag)));
  }

  /** The request came once more. */
  abstract void onRepetition();

  final TransactionContext context() {
    return context;
  }

  final boolean isReliable() {
    return source.transport().isReliable();
  }

  final void terminate() {
    whenTerminated.run();
  }
}
