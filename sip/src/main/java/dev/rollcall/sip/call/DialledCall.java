package dev.rollcall.sip.call;

import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.signalling.CallLeg;
import dev.rollcall.core.signalling.DialFailure;
import dev.rollcall.core.signalling.DialProgress;
import dev.rollcall.core.signalling.DialRequest;
import dev.rollcall.sip.dialog.Dialog;
import dev.rollcall.sip.dialog.DialogId;
import dev.rollcall.sip.digest.DigestClient;
import dev.rollcall.sip.message.MalformedSipException;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.SipStatus;
import dev.rollcall.sip.sdp.SessionDescription;
import dev.rollcall.sip.transaction.RequestFailure;
import dev.rollcall.sip.transaction.ServerTransaction;
import dev.rollcall.sip.transaction.Timers;
import dev.rollcall.sip.transport.Peer;
import java.net.UnknownHostException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One call that we make: rings, and is answered or not; what follows an answer is a {@link
 * CallInDialog}. All but {@link #hangUp} and what stops it is to be used on the lane of the call
 * alone.
 *
 * <p>What is told to core is told beside the lane, in order. Nothing that the network does later
 * than {@link #hangUp}, or than the end that was told, is told any more; an answer that comes then
 * is acknowledged and hung up.
 */
final class DialledCall implements CallLeg, SipCall {
  private static final Logger log = LoggerFactory.getLogger(DialledCall.class);

  private sealed interface State {
    /** The host is looked up and audio is opened; nothing was sent. */
    record Preparing() implements State {}

    record Calling(InviteAttempts invite, EarlyCall early) implements State {}

    /** Not wanted any more, or failed; what is on its way still has to be brought to its end. */
    record TakenBack() implements State {}

    record Answered(CallInDialog call) implements State {}

    record Over() implements State {}
  }

  private final CallEnvironment environment;
  private final DialRequest request;
  private final DialPlan.Route route;
  private final Optional<TrunkRecord> record;
  private final String callId;
  private final String localTag;
  private final DialReport report;
  private final Optional<DigestClient> digest;
  private State state = new State.Preparing();
  private Timers.Timer ringing = () -> {};

  /**
   * @param record of the trunk that the route leads through
   */
  DialledCall(
      CallEnvironment environment,
      DialRequest request,
      DialPlan.Route route,
      Optional<TrunkRecord> record,
      DialProgress progress,
      String callId) {
    this.environment = environment;
    this.request = request;
    this.route = route;
    this.record = record;
    this.callId = callId;
    localTag = environment.stack().tokens().tag();
    report = new DialReport(request.call(), progress, work -> environment.beside(callId, work));
    digest =
        request
            .credentials()
            .or(() -> route.trunk().flatMap(Trunk::credentials))
            .map(known -> new DigestClient(known, environment.stack().tokens()::tag));
  }

  /** Trunks are the operator's, who may let numbers lead to rooms. */
  @Override
  public boolean mustNotComeIn() {
    return route.trunk().isEmpty() && !request.account().equals(environment.account());
  }

  /** Begins to call. On any thread. */
  void begin() {
    environment.calls().place(new DialogId(callId, localTag, ""), this);
    record.ifPresent(TrunkRecord::begun);
    onLane(
        () -> {
          ringing =
              environment
                  .stack()
                  .timers()
                  .start(callId, request.ringFor(), () -> fail(DialFailures.noAnswer()));
          note(log.atInfo())
              .addKeyValue("to", route.target())
              .addKeyValue("trunk", route.trunk().map(Trunk::name).orElse(""))
              .log("calling");
          environment.beside(callId, this::prepare);
        });
  }

  @Override
  public void onRequest(ServerTransaction transaction) {
    switch (state) {
      case State.Answered answered when answered.call().isIn(transaction.request()) ->
          answered.call().onRequest(transaction);
      case State.Calling _ -> onEarlyRequest(transaction);
      case State.Preparing _, State.TakenBack _, State.Answered _, State.Over _ ->
          transaction.respond(SipStatus.CALL_DOES_NOT_EXIST);
    }
  }

  @Override
  public void onAck(SipRequest ack) {
    if (state instanceof State.Answered answered && answered.call().isIn(ack)) {
      answered.call().onAck(ack);
    }
  }

  @Override
  public void hangUp(LeaveReason reason) {
    report.silence();
    onLane(
        () -> {
          switch (state) {
            case State.Preparing _, State.Calling _ -> {
              note(log.atInfo()).addKeyValue("reason", reason).log("call is taken back");
              takeBack();
            }
            case State.Answered answered -> answered.call().endDialog(reason);
            case State.TakenBack _, State.Over _ -> {}
          }
        });
  }

  @Override
  public void stop() {
    onLane(
        () -> {
          switch (state) {
            case State.Preparing _, State.Calling _ -> fail(DialFailures.stopped());
            case State.Answered answered -> answered.call().stop();
            case State.TakenBack _, State.Over _ -> {}
          }
        });
  }

  /** Nothing to do: in a call that we made it is we who acknowledge. */
  @Override
  public void stopWithoutAck() {}

  /** Beside the lane. */
  private void prepare() {
    try {
      Peer peer = environment.lookup().resolve(route.target());
      Optional<String> refusal = refusal(peer);
      if (refusal.isPresent()) {
        onLane(() -> onUnprepared(refusal.get()));
        return;
      }
      CallAudio audio = CallAudio.open(environment, request.call(), peer);
      onLane(() -> onPrepared(peer, audio));
    } catch (UnknownHostException e) {
      onLane(() -> onUnprepared(String.valueOf(e.getMessage())));
    } catch (AudioUnavailableException e) {
      note(log.atWarn()).setCause(e).log("no audio for a call");
      onLane(() -> onUnprepared("no audio port is free"));
    } catch (RuntimeException | Error e) {
      // Even an Error must bring the call to its end.
      note(log.atError()).setCause(e).log("preparing a call failed");
      onLane(() -> onUnprepared("the call could not be prepared"));
    }
  }

  /** Why the host that an app named is not called after all; the operator named a trunk's. */
  private Optional<String> refusal(Peer peer) {
    if (route.trunk().isPresent()) {
      return Optional.empty();
    }
    if (mustNotComeIn() && environment.stack().transport().isOurs(peer.address())) {
      return Optional.of(
          "the address leads back to this server's own listener, whose rooms belong to another"
              + " account: add participants to conferences of your own account instead");
    }
    return CallableAddresses.refusal(peer.address().getAddress());
  }

  private void onPrepared(Peer peer, CallAudio audio) {
    if (!(state instanceof State.Preparing)) {
      audio.close();
      end();
      return;
    }
    try {
      invite(peer, audio);
    } catch (RuntimeException | Error e) {
      // Even an Error must bring the call to its end and free its ports.
      note(log.atError()).setCause(e).log("beginning a call failed");
      audio.close();
      fail(DialFailures.failed("the call could not be begun because of an error in the server"));
      end();
    }
  }

  private void invite(Peer peer, CallAudio audio) {
    SessionDescription offer = audio.offer();
    OutgoingInvite invite =
        OutgoingInvite.of(environment.stack(), request, route, peer, callId, localTag, offer);
    InviteAttempts attempts =
        new InviteAttempts(environment.stack(), invite, digest, new InviteListener());
    attempts.begin();
    state = new State.Calling(attempts, new EarlyCall(audio, report, request.earlyMedia()));
  }

  private void onUnprepared(String why) {
    if (state instanceof State.Preparing) {
      fail(DialFailures.failed(why));
    }
    end();
  }

  /** What a phone may ask before it answers; only what needs no agreed session (RFC 3311 §5.2). */
  private static void onEarlyRequest(ServerTransaction transaction) {
    switch (transaction.request().method().name()) {
      case "INVITE", "UPDATE" -> transaction.respond(SipStatus.REQUEST_PENDING);
      default -> RequestRules.answerWithoutDialog(transaction);
    }
  }

  /** Tells that the call came to nothing, and takes it back if that is still to be done. */
  private void fail(DialFailure failure) {
    note(log.atInfo())
        .addKeyValue("status", failure.status())
        .addKeyValue("explanation", failure.explanation())
        .log("call was not answered");
    takeBack();
    record.ifPresent(trunk -> trunk.failed(failure));
    report.failed(failure);
  }

  private void takeBack() {
    ringing.cancel();
    if (state instanceof State.Calling calling) {
      calling.early().close();
      calling.invite().cancel();
    }
    state = new State.TakenBack();
  }

  private void onFirstAnswer(State.Calling calling, Dialog dialog, SipResponse response) {
    DialogRequests requests = new DialogRequests(environment, dialog, digest);
    try {
      calling.early().accept(dialog.id(), response);
    } catch (RefusedRequestException e) {
      requests.bye(LeaveReason.NO_COMMON_AUDIO, this::end);
      fail(DialFailures.noCommonAudio());
      return;
    } catch (RuntimeException | Error e) {
      // Even an Error must bring the phone its BYE.
      note(log.atError()).setCause(e).log("an answer could not be taken");
      requests.bye(LeaveReason.ADD_FAILED, this::end);
      fail(DialFailures.failed("the answer could not be taken because of an error in the server"));
      return;
    }
    ringing.cancel();
    CallAudio audio = calling.early().audio();
    CallInDialog call =
        new CallInDialog(environment, request.call(), dialog, requests, audio, this::end);
    state = new State.Answered(call);
    environment.calls().place(dialog.id(), this);
    note(log.atInfo()).log("phone answers");
    record.ifPresent(TrunkRecord::answered);
    report.answered(wanted -> onLane(() -> goOn(call, wanted)));
  }

  private static void goOn(CallInDialog call, boolean wanted) {
    if (wanted) {
      call.watch();
    } else {
      call.endDialog(LeaveReason.ADD_FAILED);
    }
  }

  /** Nothing is left to be done, but what is still to be told. */
  private void end() {
    if (!(state instanceof State.Over)) {
      state = new State.Over();
      note(log.atInfo()).log("call is over");
      environment.beside(callId, () -> environment.calls().leave(this));
    }
  }

  private void onLane(Runnable work) {
    environment.stack().lanes().run(callId, work);
  }

  private LoggingEventBuilder note(LoggingEventBuilder event) {
    return event.addKeyValue("call", request.call()).addKeyValue("callId", callId);
  }

  /** What becomes of the INVITE. */
  private final class InviteListener implements InviteAttempts.Listener {
    @Override
    public void onProvisional(SipResponse response) {
      if (state instanceof State.Calling calling) {
        calling.early().onProvisional(response);
      }
    }

    @Override
    public void onAnswer(Dialog dialog, SipResponse response) {
      switch (state) {
        case State.Calling calling -> onFirstAnswer(calling, dialog, response);
        case State.TakenBack _ -> hangUpLate(dialog, DialledCall.this::end);
        case State.Preparing _, State.Answered _, State.Over _ -> hangUpLate(dialog, () -> {});
      }
    }

    @Override
    public void onUnusableAnswer(MalformedSipException why) {
      if (!(state instanceof State.Answered)) {
        onEnd(DialFailures.failed("the other side's answer is not usable: " + why.getMessage()));
      }
    }

    @Override
    public void onRefusal(SipResponse response, Optional<String> why) {
      onEnd(DialFailures.of(response, why));
    }

    @Override
    public void onFailure(RequestFailure failure) {
      onEnd(DialFailures.of(failure));
    }

    private void onEnd(DialFailure failure) {
      if (state instanceof State.Calling) {
        fail(failure);
      }
      end();
    }

    private void hangUpLate(Dialog dialog, Runnable whenOver) {
      new DialogRequests(environment, dialog, digest).bye(LeaveReason.ADD_FAILED, whenOver);
    }
  }
}
