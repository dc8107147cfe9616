package dev.rollcall.sip.call;

import dev.rollcall.sip.dialog.Dialog;
import dev.rollcall.sip.digest.DigestClient;
import dev.rollcall.sip.message.MalformedSipException;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipHeaders;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.transaction.ClientTransaction;
import dev.rollcall.sip.transaction.RequestFailure;
import dev.rollcall.sip.transaction.ResponseListener;
import dev.rollcall.sip.transaction.SipStack;
import java.util.Optional;

/**
 * An INVITE of ours, sent again with credentials each time it is rightly asked for them (RFC 3261
 * §22). To be used on the lane of its call alone.
 */
final class InviteAttempts {
  private final SipStack stack;
  private final OutgoingInvite invite;
  private final Optional<DigestClient.Exchange> exchange;
  private final Listener listener;
  private final AnsweredInvite answers;
  private Optional<ClientTransaction> transaction = Optional.empty();
  private SipHeaders authorization = SipHeaders.NONE;
  private long sequence;
  private boolean cancelled;

  /** Learns what becomes of the INVITE. */
  interface Listener {
    /** A provisional response. */
    void onProvisional(SipResponse response);

    /**
     * A phone answered, and was acknowledged: the first that a proxy rang, or a further one.
     *
     * @param dialog the one that its 2xx made
     */
    void onAnswer(Dialog dialog, SipResponse response);

    /** A phone answered without saying where it is, so it cannot be told anything. */
    void onUnusableAnswer(MalformedSipException why);

    /**
     * A final response of any other kind.
     *
     * @param why what it does not say itself
     */
    void onRefusal(SipResponse response, Optional<String> why);

    /** No final response will come. */
    void onFailure(RequestFailure failure);
  }

  InviteAttempts(
      SipStack stack, OutgoingInvite invite, Optional<DigestClient> digest, Listener listener) {
    this.stack = stack;
    this.invite = invite;
    this.exchange = digest.map(DigestClient::begin);
    this.listener = listener;
    answers = new AnsweredInvite(stack);
  }

  void begin() {
    sequence++;
    authorization =
        exchange
            .map(each -> each.authorization(Method.INVITE, invite.target()))
            .orElse(SipHeaders.NONE);
    ClientTransaction begun =
        stack
            .transactions()
            .send(invite.draft(sequence).adding(authorization), invite.peer(), new Responses());
    transaction = Optional.of(begun);
  }

  /**
   * Takes the INVITE back as soon as RFC 3261 §9.1 allows; its final response is still told, and
   * that may be a 2xx.
   */
  void cancel() {
    cancelled = true;
    transaction.ifPresent(stack.transactions()::cancel);
  }

  private final class Responses implements ResponseListener {
    @Override
    public void onResponse(SipResponse response) {
      if (response.provisional()) {
        listener.onProvisional(response);
      } else if (response.success()) {
        onAnswer(response);
      } else if (DigestClient.isChallenge(response) && !cancelled) {
        onChallenge(response);
      } else {
        listener.onRefusal(response, Optional.empty());
      }
    }

    @Override
    public void onFailure(RequestFailure failure) {
      listener.onFailure(failure);
    }

    private void onAnswer(SipResponse response) {
      try {
        answers
            .acknowledge(transaction.orElseThrow(), response, invite.contact(), authorization)
            .ifPresent(dialog -> listener.onAnswer(dialog, response));
      } catch (MalformedSipException e) {
        listener.onUnusableAnswer(e);
      }
    }

    private void onChallenge(SipResponse response) {
      Optional<String> why =
          exchange.isPresent()
              ? exchange.get().refused(response)
              : Optional.of("credentials are asked for, and none are given for this call");
      if (why.isPresent()) {
        listener.onRefusal(response, why);
      } else {
        begin();
      }
    }
  }
}
