package dev.rollcall.sip.call;

import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.signalling.CallLeg;
import dev.rollcall.sip.dialog.Dialog;
import dev.rollcall.sip.dialog.DialogId;
import dev.rollcall.sip.message.MalformedSipException;
import dev.rollcall.sip.message.MediaType;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.SipStatus;
import dev.rollcall.sip.transaction.RequestDraft;
import dev.rollcall.sip.transaction.RequestFailure;
import dev.rollcall.sip.transaction.ResponseListener;
import dev.rollcall.sip.transaction.ServerTransaction;
import dev.rollcall.sip.transport.Peer;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One call from outside: joins its conference, is answered, may change its audio, and ends. All but
 * {@link #hangUp} is to be used on the lane of the call alone.
 */
final class IncomingCall implements CallLeg {
  private static final Logger log = LoggerFactory.getLogger(IncomingCall.class);

  private enum State {
    /** On the way into the conference; the INVITE may have got a final response already. */
    JOINING,
    /** Answered, and the first ACK is awaited. */
    ANSWERED,
    ESTABLISHED,
    /** Over for the conference; the end of the dialog is under way. */
    ENDING,
    ENDED
  }

  private final CallEnvironment environment;
  private final CallSid sid;
  private final ServerTransaction invite;
  private final Dialog dialog;
  private final Invitation invitation;
  private final PhoneWatch watch;
  private State state = State.JOINING;
  private Optional<CallSession> session = Optional.empty();
  private Optional<LeaveReason> wantedEnd = Optional.empty();

  IncomingCall(
      CallEnvironment environment,
      CallSid sid,
      ServerTransaction invite,
      Dialog dialog,
      Invitation invitation) {
    this.environment = environment;
    this.sid = sid;
    this.invite = invite;
    this.dialog = dialog;
    this.invitation = invitation;
    watch =
        new PhoneWatch(
            environment.stack().timers(),
            environment.settings(),
            dialog.id().callId(),
            () -> session.orElseThrow().silence(),
            listener -> send(dialog.request(Method.OPTIONS), listener),
            () -> endWith(LeaveReason.UNREACHABLE));
  }

  DialogId dialogId() {
    return dialog.id();
  }

  ServerTransaction invite() {
    return invite;
  }

  /** Begins to join; the INVITE is answered when that has come to an end. */
  void begin() {
    note(log.atInfo())
        .addKeyValue("room", invitation.room())
        .addKeyValue("from", invitation.parties().from())
        .log("call comes in");
    Joining joining = new Joining(environment, invitation, sid, this);
    environment.beside(
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
    if (state == State.JOINING) {
      wantedEnd = Optional.of(LeaveReason.HUNG_UP);
      invite.respond(SipStatus.REQUEST_TERMINATED);
    }
  }

  /** Takes an ACK within the dialog; one that is not awaited changes nothing. */
  void onAck(SipRequest ack) {
    if (session.filter(waiting -> waiting.acknowledge(ack)).isEmpty()) {
      return;
    }
    boolean agreed = session.orElseThrow().takeAnswer(ack);
    if (state == State.ANSWERED) {
      state = State.ESTABLISHED;
      if (wantedEnd.isPresent()) {
        sayGoodbye(wantedEnd.get());
      } else if (agreed) {
        watch.start();
      } else {
        endWith(LeaveReason.NO_COMMON_AUDIO);
      }
    }
  }

  /** Takes a request within the dialog. */
  void onRequest(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    if (!dialog.takesInOrder(request, transaction.source())) {
      transaction.respond(SipStatus.SERVER_INTERNAL_ERROR);
      return;
    }
    switch (request.method().name()) {
      case "BYE" -> onBye(transaction);
      case "INVITE", "UPDATE" -> onOffer(transaction);
      case "INFO" -> onInfo(transaction);
      default -> transaction.respond(SipStatus.OK, RequestRules::withCapabilities);
    }
  }

  @Override
  public void hangUp(LeaveReason reason) {
    onLane(() -> endDialog(reason));
  }

  /**
   * Leaves the conference and ends the call because the server stops. An INVITE that has no answer
   * yet is refused at once; an answered call still waits for its ACK before it gets a BYE.
   */
  void stop() {
    LeaveReason reason = LeaveReason.SERVER_STOPPED;
    onLane(
        () -> {
          switch (state) {
            case JOINING -> {
              wantedEnd = wantedEnd.or(() -> Optional.of(reason));
              Refusal.notNow("the server stops", environment.retryAfterSeconds()).give(invite);
            }
            case ANSWERED ->
                environment.beside(
                    () -> {
                      environment.admission().leave(sid, reason);
                      onLane(() -> endDialog(reason));
                    });
            case ESTABLISHED -> endWith(reason);
            case ENDING, ENDED -> {}
          }
        });
  }

  /**
   * Sends the BYE of a stopped call although no ACK came: a server that is about to be gone cannot
   * wait for the end of the INVITE transaction, which RFC 3261 §15 would have it do.
   */
  void stopWithoutAck() {
    onLane(
        () -> {
          if (state == State.ANSWERED) {
            endUnacknowledged(LeaveReason.SERVER_STOPPED);
          }
        });
  }

  private void onJoined(Joining.Joined joined) {
    CallSession begun =
        new CallSession(environment, sid, dialog, joined.audio(), this::onNeverAcknowledged);
    session = Optional.of(begun);
    if (wantedEnd.isPresent()) {
      LeaveReason reason = wantedEnd.get();
      leave(
          reason,
          () -> {
            invite.respond(
                SipStatus.TEMPORARILY_UNAVAILABLE,
                response -> response.withHeader("Reason", HangUpReasons.header(reason)));
            end();
          });
      return;
    }
    state = State.ANSWERED;
    begun.answer(invite, joined.description());
    note(log.atInfo()).log("call answered");
  }

  private void onRefused(Refusal refusal) {
    note(log.atInfo())
        .addKeyValue("status", refusal.status())
        .addKeyValue("headers", refusal.headers())
        .log("call refused");
    refusal.give(invite);
    end();
  }

  private void onNeverAcknowledged() {
    endUnacknowledged(LeaveReason.NEVER_ACKNOWLEDGED);
  }

  private void endUnacknowledged(LeaveReason reason) {
    if (wantedEnd.isPresent()) {
      sayGoodbye(wantedEnd.get());
    } else {
      endWith(reason);
    }
  }

  private void onOffer(ServerTransaction transaction) {
    if (state == State.ESTABLISHED || state == State.ANSWERED) {
      session.orElseThrow().onOffer(transaction);
    } else {
      transaction.respond(SipStatus.CALL_DOES_NOT_EXIST);
    }
  }

  private void onInfo(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    try {
      boolean taken =
          request.body().length == 0
              || request.headers().contentType().filter(MediaType.DTMF_RELAY::is).isPresent();
      if (taken) {
        transaction.respond(SipStatus.OK);
      } else {
        transaction.respond(
            SipStatus.UNSUPPORTED_MEDIA_TYPE,
            response -> response.withHeader("Accept", MediaType.DTMF_RELAY.encoded()));
      }
    } catch (MalformedSipException e) {
      RequestRules.malformed(e).refusal().give(transaction);
    }
  }

  private void onBye(ServerTransaction transaction) {
    if (state == State.JOINING) {
      // No response of ours has made a dialog yet, so only a refused INVITE can have told our tag.
      transaction.respond(SipStatus.CALL_DOES_NOT_EXIST);
      return;
    }
    if (state == State.ENDING || state == State.ENDED) {
      transaction.respond(SipStatus.OK);
      return;
    }
    note(log.atInfo()).log("phone hangs up");
    stopTimers();
    leave(
        LeaveReason.HUNG_UP,
        () -> {
          transaction.respond(SipStatus.OK);
          end();
        });
  }

  /** Leaves the conference, then ends the dialog. */
  private void endWith(LeaveReason reason) {
    if (state == State.ENDING || state == State.ENDED) {
      return;
    }
    note(log.atInfo()).addKeyValue("reason", reason).log("call is ended");
    stopTimers();
    leave(reason, () -> sayGoodbye(reason));
  }

  /** Ends a call that core has let go already, or will not hear of again. */
  private void endDialog(LeaveReason reason) {
    switch (state) {
      case JOINING -> wantedEnd = wantedEnd.or(() -> Optional.of(reason));
      case ANSWERED -> {
        // RFC 3261 §15: no BYE of ours before the ACK came, or can come no more.
        wantedEnd = Optional.of(reason);
        session.ifPresent(CallSession::close);
      }
      case ESTABLISHED -> {
        note(log.atInfo()).addKeyValue("reason", reason).log("call is ended");
        sayGoodbye(reason);
      }
      case ENDING, ENDED -> {}
    }
  }

  private void leave(LeaveReason reason, Runnable then) {
    state = State.ENDING;
    environment.beside(
        () -> {
          try {
            environment.admission().leave(sid, reason);
            session.ifPresent(CallSession::close);
          } finally {
            onLane(then);
          }
        });
  }

  private void sayGoodbye(LeaveReason reason) {
    state = State.ENDING;
    stopTimers();
    session.ifPresent(CallSession::close);
    RequestDraft bye =
        dialog.request(Method.BYE).withHeader("Reason", HangUpReasons.header(reason));
    send(
        bye,
        new ResponseListener() {
          @Override
          public void onResponse(SipResponse response) {
            if (!response.provisional()) {
              end();
            }
          }

          @Override
          public void onFailure(RequestFailure failure) {
            note(log.atInfo()).addKeyValue("failure", failure).log("BYE was not answered");
            end();
          }
        });
  }

  private void send(RequestDraft draft, ResponseListener listener) {
    Optional<Peer> target = dialog.nextHop(environment.stack().transport()::isOpen);
    if (target.isPresent()) {
      environment.stack().transactions().send(draft, target.get(), listener);
    } else {
      onLane(() -> listener.onFailure(RequestFailure.TRANSPORT));
    }
  }

  private void end() {
    if (state != State.ENDED) {
      state = State.ENDED;
      stopTimers();
      environment.whenOver().accept(this);
      note(log.atInfo()).log("call is over");
    }
  }

  private void stopTimers() {
    watch.stop();
    session.ifPresent(CallSession::stopAwaitingAck);
  }

  private void onLane(Runnable work) {
    environment.stack().lanes().run(dialog.id().callId(), work);
  }

  private LoggingEventBuilder note(LoggingEventBuilder event) {
    return event.addKeyValue("call", sid).addKeyValue("callId", dialog.id().callId());
  }
}
