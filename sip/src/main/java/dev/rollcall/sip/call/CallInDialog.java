package dev.rollcall.sip.call;

import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.sip.dialog.Dialog;
import dev.rollcall.sip.dialog.DialogId;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipStatus;
import dev.rollcall.sip.sdp.SessionDescription;
import dev.rollcall.sip.transaction.ServerTransaction;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A call from its answer to its end, whichever side made it: its audio may change, its phone is
 * watched, and either side may end it. To be used on the lane of the call alone.
 */
final class CallInDialog {
  private static final Logger log = LoggerFactory.getLogger(CallInDialog.class);

  private enum State {
    /** We answered, and the first ACK is awaited. */
    ANSWERED,
    ESTABLISHED,
    /** Over for the conference; the end of the dialog is under way. */
    ENDING,
    ENDED
  }

  private final CallEnvironment environment;
  private final CallSid sid;
  private final Dialog dialog;
  private final DialogRequests requests;
  private final CallSession session;
  private final PhoneWatch watch;
  private final Runnable whenOver;
  private State state = State.ESTABLISHED;
  private Optional<LeaveReason> wantedEnd = Optional.empty();

  /**
   * A call that was answered and acknowledged, unless {@link #answer} is the next thing.
   *
   * @param whenOver run once, when nothing is left to be done in the dialog
   */
  CallInDialog(
      CallEnvironment environment,
      CallSid sid,
      Dialog dialog,
      DialogRequests requests,
      CallAudio audio,
      Runnable whenOver) {
    this.environment = environment;
    this.sid = sid;
    this.dialog = dialog;
    this.requests = requests;
    this.whenOver = whenOver;
    session = new CallSession(environment, sid, dialog, audio, this::onNeverAcknowledged);
    watch =
        new PhoneWatch(
            environment.stack().timers(),
            environment.settings(),
            dialog.id().callId(),
            session::silence,
            listener -> requests.send(Method.OPTIONS, UnaryOperator.identity(), listener),
            () -> endWith(LeaveReason.UNREACHABLE));
  }

  /** Whether a request of the phone belongs to the call's dialog. */
  boolean isIn(SipRequest request) {
    return DialogId.ofReceived(request).equals(dialog.id());
  }

  /** Answers the INVITE of the phone; the watch begins with its ACK. */
  void answer(ServerTransaction invite, SessionDescription ours) {
    state = State.ANSWERED;
    session.answer(invite, ours);
    note(log.atInfo()).log("call answered");
  }

  /** Begins to watch the phone of a call that it answered. */
  void watch() {
    if (state == State.ESTABLISHED) {
      watch.start();
    }
  }

  /** Takes an ACK; one that is not awaited changes nothing. */
  void onAck(SipRequest ack) {
    if (!session.acknowledge(ack)) {
      return;
    }
    boolean agreed = session.takeAnswer(ack);
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

  /** Takes a request of the phone. */
  void onRequest(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    if (!dialog.takesInOrder(request, transaction.source())) {
      transaction.respond(SipStatus.SERVER_INTERNAL_ERROR);
      return;
    }
    switch (request.method().name()) {
      case "BYE" -> onBye(transaction);
      case "INVITE", "UPDATE" -> onOffer(transaction);
      default -> RequestRules.answerAnyTime(transaction);
    }
  }

  /** Ends a call that core has let go already, or will not hear of again. */
  void endDialog(LeaveReason reason) {
    switch (state) {
      case ANSWERED -> {
        // RFC 3261 §15: no BYE of ours before the ACK came, or can come no more.
        wantedEnd = Optional.of(reason);
        session.close();
      }
      case ESTABLISHED -> {
        note(log.atInfo()).addKeyValue("reason", reason).log("call is ended");
        sayGoodbye(reason);
      }
      case ENDING, ENDED -> {}
    }
  }

  /** Leaves the conference and ends the dialog because the server stops. */
  void stop() {
    LeaveReason reason = LeaveReason.SERVER_STOPPED;
    switch (state) {
      case ANSWERED ->
          environment.beside(
              dialog.id().callId(),
              () -> {
                environment.admission().leave(sid, reason);
                onLane(() -> endDialog(reason));
              });
      case ESTABLISHED -> endWith(reason);
      case ENDING, ENDED -> {}
    }
  }

  /** Waits for the ACK of a stopped call no longer. */
  void stopWithoutAck() {
    if (state == State.ANSWERED) {
      endUnacknowledged(LeaveReason.SERVER_STOPPED);
    }
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
    switch (state) {
      case ANSWERED, ESTABLISHED -> session.onOffer(transaction);
      case ENDING, ENDED -> transaction.respond(SipStatus.CALL_DOES_NOT_EXIST);
    }
  }

  private void onBye(ServerTransaction transaction) {
    switch (state) {
      case ANSWERED, ESTABLISHED -> {
        note(log.atInfo()).log("phone hangs up");
        stopTimers();
        leave(
            LeaveReason.HUNG_UP,
            () -> {
              transaction.respond(SipStatus.OK);
              end();
            });
      }
      case ENDING, ENDED -> transaction.respond(SipStatus.OK);
    }
  }

  /** Leaves the conference, then ends the dialog. */
  private void endWith(LeaveReason reason) {
    switch (state) {
      case ANSWERED, ESTABLISHED -> {
        note(log.atInfo()).addKeyValue("reason", reason).log("call is ended");
        stopTimers();
        leave(reason, () -> sayGoodbye(reason));
      }
      case ENDING, ENDED -> {}
    }
  }

  private void leave(LeaveReason reason, Runnable then) {
    state = State.ENDING;
    environment.beside(
        dialog.id().callId(),
        () -> {
          try {
            environment.admission().leave(sid, reason);
            session.close();
          } finally {
            onLane(then);
          }
        });
  }

  private void sayGoodbye(LeaveReason reason) {
    state = State.ENDING;
    stopTimers();
    session.close();
    requests.bye(reason, this::end);
  }

  private void end() {
    if (state != State.ENDED) {
      state = State.ENDED;
      stopTimers();
      whenOver.run();
    }
  }

  private void stopTimers() {
    watch.stop();
    session.stopAwaitingAck();
  }

  private void onLane(Runnable work) {
    environment.stack().lanes().run(dialog.id().callId(), work);
  }

  private LoggingEventBuilder note(LoggingEventBuilder event) {
    return event.addKeyValue("call", sid).addKeyValue("callId", dialog.id().callId());
  }
}
