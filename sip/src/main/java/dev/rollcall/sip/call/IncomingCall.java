package dev.rollcall.sip.call;

import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.signalling.CallLeg;
import dev.rollcall.sip.dialog.Dialog;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipStatus;
import dev.rollcall.sip.transaction.ServerTransaction;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One call from outside: joins its conference and is answered; what follows is a {@link
 * CallInDialog}. All but {@link #hangUp} and what stops it is to be used on the lane of the call
 * alone.
 */
final class IncomingCall implements CallLeg, SipCall {
  private static final Logger log = LoggerFactory.getLogger(IncomingCall.class);

  private sealed interface State {
    /** On the way into the conference; the INVITE may have got a final response already. */
    record Joining() implements State {}

    /** Joined, but not wanted any more: on the way out, and never answered. */
    record Leaving() implements State {}

    record Answered(CallInDialog call) implements State {}

    record Over() implements State {}
  }

  private final CallEnvironment environment;
  private final CallSid sid;
  private final ServerTransaction invite;
  private final Dialog dialog;
  private final Invitation invitation;
  private final Consumer<IncomingCall> whenOver;
  private State state = new State.Joining();
  private Optional<LeaveReason> wantedEnd = Optional.empty();

  /**
   * @param whenOver told once when nothing is left to be done for the call
   */
  IncomingCall(
      CallEnvironment environment,
      CallSid sid,
      ServerTransaction invite,
      Dialog dialog,
      Invitation invitation,
      Consumer<IncomingCall> whenOver) {
    this.environment = environment;
    this.sid = sid;
    this.invite = invite;
    this.dialog = dialog;
    this.invitation = invitation;
    this.whenOver = whenOver;
  }

  ServerTransaction invite() {
    return invite;
  }

  /** Begins to join; the INVITE is answered when that has come to an end. */
  void begin() {
    environment.calls().place(dialog.id(), this);
    note(log.atInfo())
        .addKeyValue("room", invitation.room())
        .addKeyValue("from", invitation.parties().from())
        .log("call comes in");
    Joining joining = new Joining(environment, invitation, sid, this);
    environment.beside(
        callId(),
        () -> {
          Consumer<IncomingCall> next;
          try {
            Joining.Joined joined = joining.join(invite.source());
            next = call -> call.onJoined(joined);
          } catch (RefusedRequestException e) {
            next = call -> call.onRefused(e.refusal());
          } catch (RuntimeException | Error e) {
            // Even an Error must get the INVITE its answer, and the call its end.
            note(log.atError()).setCause(e).log("joining failed");
            next = call -> call.onRefused(Refusal.of(SipStatus.SERVER_INTERNAL_ERROR));
          }
          Consumer<IncomingCall> then = next;
          onLane(() -> then.accept(this));
        });
  }

  /** The caller took the INVITE back while it was not answered. */
  void onCancel() {
    if (state instanceof State.Joining) {
      wantedEnd = Optional.of(LeaveReason.HUNG_UP);
      invite.respond(SipStatus.REQUEST_TERMINATED);
    }
  }

  @Override
  public boolean mustNotComeIn() {
    return false;
  }

  @Override
  public void onAck(SipRequest ack) {
    if (state instanceof State.Answered answered) {
      answered.call().onAck(ack);
    }
  }

  @Override
  public void onRequest(ServerTransaction transaction) {
    switch (state) {
      case State.Joining _, State.Leaving _, State.Over _ -> {
        if (dialog.takesInOrder(transaction.request(), transaction.source())) {
          // No response of ours has made a dialog, so only a refused INVITE can have told our tag.
          RequestRules.answerWithoutDialog(transaction);
        } else {
          transaction.respond(SipStatus.SERVER_INTERNAL_ERROR);
        }
      }
      case State.Answered answered -> answered.call().onRequest(transaction);
    }
  }

  @Override
  public void hangUp(LeaveReason reason) {
    onLane(
        () -> {
          switch (state) {
            case State.Joining _ -> wantedEnd = wantedEnd.or(() -> Optional.of(reason));
            case State.Answered answered -> answered.call().endDialog(reason);
            case State.Leaving _, State.Over _ -> {}
          }
        });
  }

  /** {@inheritDoc} An INVITE that has no answer yet is refused at once. */
  @Override
  public void stop() {
    onLane(
        () -> {
          switch (state) {
            case State.Joining _ -> {
              wantedEnd = wantedEnd.or(() -> Optional.of(LeaveReason.SERVER_STOPPED));
              Refusal.notNow("the server stops", environment.retryAfterSeconds()).give(invite);
            }
            case State.Answered answered -> answered.call().stop();
            case State.Leaving _, State.Over _ -> {}
          }
        });
  }

  @Override
  public void stopWithoutAck() {
    onLane(
        () -> {
          if (state instanceof State.Answered answered) {
            answered.call().stopWithoutAck();
          }
        });
  }

  private void onJoined(Joining.Joined joined) {
    if (wantedEnd.isPresent()) {
      leave(wantedEnd.get(), joined.audio());
      return;
    }
    DialogRequests requests = new DialogRequests(environment, dialog, Optional.empty());
    CallInDialog call =
        new CallInDialog(environment, sid, dialog, requests, joined.audio(), this::end);
    state = new State.Answered(call);
    call.answer(invite, joined.description());
  }

  private void leave(LeaveReason reason, CallAudio audio) {
    state = new State.Leaving();
    environment.beside(
        callId(),
        () -> {
          try {
            environment.admission().leave(sid, reason);
            audio.close();
          } finally {
            onLane(
                () -> {
                  invite.respond(
                      SipStatus.TEMPORARILY_UNAVAILABLE,
                      response -> response.withHeader("Reason", HangUpReasons.header(reason)));
                  end();
                });
          }
        });
  }

  private void onRefused(Refusal refusal) {
    note(log.atInfo())
        .addKeyValue("status", refusal.status())
        .addKeyValue("headers", refusal.headers())
        .log("call refused");
    refusal.give(invite);
    end();
  }

  private void end() {
    state = new State.Over();
    whenOver.accept(this);
    note(log.atInfo()).log("call is over");
  }

  private String callId() {
    return dialog.id().callId();
  }

  private void onLane(Runnable work) {
    environment.stack().lanes().run(callId(), work);
  }

  private LoggingEventBuilder note(LoggingEventBuilder event) {
    return event.addKeyValue("call", sid).addKeyValue("callId", callId());
  }
}
