package dev.rollcall.sip.call;

import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.roster.CallLeg;
import dev.rollcall.sip.dialog.AnswerRepetition;
import dev.rollcall.sip.dialog.Dialog;
import dev.rollcall.sip.dialog.DialogId;
import dev.rollcall.sip.message.MalformedSipException;
import dev.rollcall.sip.message.MediaType;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.NameAddress;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.SipStatus;
import dev.rollcall.sip.sdp.SessionDescription;
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
  private Optional<CallAudio> audio = Optional.empty();
  private Optional<AnswerRepetition> answer = Optional.empty();
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
            () -> audio.map(CallAudio::silence).orElseThrow(),
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
          } catch (RuntimeException e) {
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

  /** Takes an ACK for an answer of ours; false if it is for none that waits. */
  boolean onAck(SipRequest ack) {
    if (!answer.map(waiting -> waiting.acknowledge(ack.cseq().number())).orElse(false)) {
      return false;
    }
    boolean agreed = takeAnswer(ack);
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
    return true;
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

  /** Leaves the conference and ends the call. */
  void stop(LeaveReason reason) {
    onLane(
        () -> {
          switch (state) {
            case JOINING -> wantedEnd = wantedEnd.or(() -> Optional.of(reason));
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

  private void onJoined(Joining.Joined joined) {
    audio = Optional.of(joined.audio());
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
    answer(invite, joined.description(), this::onNeverAcknowledged);
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

  /** Gives the 200 with our description, again and again until its ACK comes. */
  private void answer(
      ServerTransaction transaction, SessionDescription ours, Runnable whenNeverAcknowledged) {
    SipResponse response =
        RequestRules.withCapabilities(
                SipResponse.answering(transaction.request(), SipStatus.OK, dialog.id().localTag()))
            .withHeader("Contact", NameAddress.of(dialog.contact()).encoded())
            .withBody(MediaType.SDP, ours.toBytes());
    transaction.respond(response);
    answer =
        Optional.of(
            new AnswerRepetition(
                environment.stack().timers(),
                environment.settings().timers(),
                dialog.id().callId(),
                transaction.request().cseq().number(),
                () -> transaction.respond(response),
                whenNeverAcknowledged));
  }

  /** Whether the ACK brought what our offer needs, or there was no offer of ours. */
  private boolean takeAnswer(SipRequest ack) {
    CallAudio session = audio.orElseThrow();
    if (!session.hasOpenOffer()) {
      return true;
    }
    try {
      Optional<SessionDescription> theirs = RequestRules.description(ack);
      if (theirs.isPresent()) {
        session.acceptAnswer(theirs.get());
        return true;
      }
    } catch (RefusedRequestException e) {
      note(log.atInfo()).addKeyValue("headers", e.refusal().headers()).log("answer not usable");
    }
    session.withdrawOffer();
    return false;
  }

  private void onNeverAcknowledged() {
    if (wantedEnd.isPresent()) {
      sayGoodbye(wantedEnd.get());
    } else {
      endWith(LeaveReason.NEVER_ACKNOWLEDGED);
    }
  }

  private void onOffer(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    boolean invited = request.method().equals(Method.INVITE);
    if (state != State.ESTABLISHED && state != State.ANSWERED) {
      transaction.respond(SipStatus.CALL_DOES_NOT_EXIST);
      return;
    }
    boolean unfinished = answer.map(AnswerRepetition::isPending).orElse(false);
    CallAudio session = audio.orElseThrow();
    if (unfinished && (invited || session.hasOpenOffer())) {
      transaction.respond(SipStatus.REQUEST_PENDING);
      return;
    }
    try {
      Optional<SessionDescription> offer = RequestRules.description(request);
      dialog.refreshTarget(request);
      if (invited) {
        SessionDescription ours = offer.isPresent() ? session.answer(offer.get()) : session.offer();
        answer(transaction, ours, this::onNeverAcknowledged);
        return;
      }
      SipResponse updated =
          SipResponse.answering(request, SipStatus.OK, dialog.id().localTag())
              .withHeader("Contact", NameAddress.of(dialog.contact()).encoded());
      transaction.respond(
          offer.isPresent()
              ? updated.withBody(MediaType.SDP, session.answer(offer.get()).toBytes())
              : updated);
    } catch (RefusedRequestException e) {
      e.refusal().give(transaction);
    } catch (MalformedSipException e) {
      RequestRules.malformed(e).refusal().give(transaction);
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
        audio.ifPresent(CallAudio::close);
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
            audio.ifPresent(CallAudio::close);
          } finally {
            onLane(then);
          }
        });
  }

  private void sayGoodbye(LeaveReason reason) {
    state = State.ENDING;
    stopTimers();
    audio.ifPresent(CallAudio::close);
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
    answer.ifPresent(AnswerRepetition::stop);
  }

  private void onLane(Runnable work) {
    environment.stack().lanes().run(dialog.id().callId(), work);
  }

  private LoggingEventBuilder note(LoggingEventBuilder event) {
    return event.addKeyValue("call", sid).addKeyValue("callId", dialog.id().callId());
  }
}
