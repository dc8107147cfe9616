package dev.rollcall.sip.call;

import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.sip.dialog.Dialog;
import dev.rollcall.sip.digest.DigestClient;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.transaction.RequestDraft;
import dev.rollcall.sip.transaction.RequestFailure;
import dev.rollcall.sip.transaction.ResponseListener;
import dev.rollcall.sip.transaction.SipStack;
import dev.rollcall.sip.transport.Peer;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends our requests within a dialog, and sends one that is challenged again with credentials if
 * there are any. To be used on the lane of its call alone.
 */
final class DialogRequests {
  private static final Logger log = LoggerFactory.getLogger(DialogRequests.class);

  private final CallEnvironment environment;
  private final SipStack stack;
  private final Dialog dialog;
  private final Optional<DigestClient> digest;

  DialogRequests(CallEnvironment environment, Dialog dialog, Optional<DigestClient> digest) {
    this.environment = environment;
    stack = environment.stack();
    this.dialog = dialog;
    this.digest = digest;
  }

  /**
   * Sends a request other than INVITE.
   *
   * @param completed adds what the request says besides
   * @param listener is not told of challenges that we answer
   */
  void send(Method method, UnaryOperator<RequestDraft> completed, ResponseListener listener) {
    new Attempts(method, completed, listener).transmit();
  }

  /**
   * Ends the dialog.
   *
   * @param whenOver run once, when the other side knows or cannot be told
   */
  void bye(LeaveReason reason, Runnable whenOver) {
    send(
        Method.BYE,
        bye -> bye.withHeader("Reason", HangUpReasons.header(reason)),
        new ResponseListener() {
          @Override
          public void onResponse(SipResponse response) {
            if (!response.provisional()) {
              whenOver.run();
            }
          }

          @Override
          public void onFailure(RequestFailure failure) {
            log.atInfo()
                .addKeyValue("callId", dialog.id().callId())
                .addKeyValue("failure", failure)
                .log("BYE was not answered");
            whenOver.run();
          }
        });
  }

  private final class Attempts implements ResponseListener {
    private final Method method;
    private final UnaryOperator<RequestDraft> completed;
    private final ResponseListener listener;
    private final Optional<DigestClient.Exchange> exchange = digest.map(DigestClient::begin);

    Attempts(Method method, UnaryOperator<RequestDraft> completed, ResponseListener listener) {
      this.method = method;
      this.completed = completed;
      this.listener = listener;
    }

    /** Sends the request; first finds the other side's host, beside the lane, if it is a name. */
    void transmit() {
      dialog
          .unresolved(stack.transport()::isOpen)
          .ifPresentOrElse(
              uri -> Thread.ofVirtual().name("sip-next-hop").start(() -> find(uri)),
              this::transmitNow);
    }

    private void find(SipUri uri) {
      Optional<Peer> peer = lookUp(uri);
      stack
          .lanes()
          .run(
              dialog.id().callId(),
              () -> {
                peer.ifPresent(known -> dialog.resolved(uri, known));
                transmitNow();
              });
    }

    private Optional<Peer> lookUp(SipUri uri) {
      try {
        return Optional.of(environment.lookup().resolve(uri));
      } catch (UnknownHostException e) {
        log.atInfo()
            .addKeyValue("callId", dialog.id().callId())
            .setCause(e)
            .log("the other side's address has no host that is known");
        return Optional.empty();
      }
    }

    private void transmitNow() {
      RequestDraft draft = completed.apply(dialog.request(method));
      RequestDraft authorized =
          exchange
              .map(each -> draft.adding(each.authorization(draft.method(), draft.uri())))
              .orElse(draft);
      Peer target = dialog.nextHop(stack.transport()::isOpen);
      stack.transactions().send(authorized, target, this);
    }

    @Override
    public void onResponse(SipResponse response) {
      boolean again =
          DigestClient.isChallenge(response)
              && exchange.map(each -> each.refused(response).isEmpty()).orElse(false);
      if (again) {
        transmit();
      } else {
        listener.onResponse(response);
      }
    }

    @Override
    public void onFailure(RequestFailure failure) {
      listener.onFailure(failure);
    }
  }
}
