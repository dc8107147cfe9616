package dev.rollcall.sip.client;

import dev.rollcall.sip.dialog.Dialog;
import dev.rollcall.sip.message.MalformedSipException;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.sdp.MalformedSdpException;
import dev.rollcall.sip.sdp.SessionDescription;
import dev.rollcall.sip.transaction.ClientTransaction;
import dev.rollcall.sip.transaction.RequestFailure;
import dev.rollcall.sip.transaction.ResponseListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call of ours that is not answered yet. Safe for use by many threads. */
public final class OutgoingCall implements ResponseListener {
  private static final Logger log = LoggerFactory.getLogger(OutgoingCall.class);

  private final SipClient client;
  private final Invite invite;
  private final AnswerMaker answers;
  private final String callId;
  private final CompletableFuture<ClientCall> outcome = new CompletableFuture<>();
  private final List<Integer> provisional = new CopyOnWriteArrayList<>();
  private Optional<ClientTransaction> transaction = Optional.empty();
  private Optional<ClientCall> established = Optional.empty();
  private boolean cancelled;

  OutgoingCall(SipClient client, Invite invite, AnswerMaker answers, String callId) {
    this.client = client;
    this.invite = invite;
    this.answers = answers;
    this.callId = callId;
  }

  public String callId() {
    return callId;
  }

  /** The provisional statuses so far, in order. */
  public List<Integer> provisional() {
    return List.copyOf(provisional);
  }

  /**
   * Waits until the call is answered.
   *
   * @throws CallFailedException if it is refused, cannot be made, or nothing came of it within
   *     {@code time}; in the last case it is taken back
   */
  public ClientCall await(Duration time) throws CallFailedException, InterruptedException {
    try {
      return outcome.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CallFailedException failed) {
        throw failed;
      }
      throw new IllegalStateException("a call failed", e);
    } catch (TimeoutException e) {
      cancel();
      CallFailedException failed = new CallFailedException("no answer within " + time);
      failed.initCause(e);
      throw failed;
    }
  }

  /** Takes the call back; if it is answered all the same, hangs up. Returns at once. */
  public void cancel() {
    client
        .stack()
        .lanes()
        .run(
            callId,
            () -> {
              cancelled = true;
              transaction.ifPresent(client.stack().transactions()::cancel);
              established.ifPresent(ClientCall::endQuietly);
            });
  }

  void begun(ClientTransaction begun) {
    transaction = Optional.of(begun);
    if (cancelled) {
      client.stack().transactions().cancel(begun);
    }
  }

  @Override
  public void onResponse(SipResponse response) {
    if (response.provisional()) {
      provisional.add(response.status());
    } else if (response.success()) {
      onAnswer(response);
    } else {
      outcome.completeExceptionally(new CallFailedException(response));
    }
  }

  @Override
  public void onFailure(RequestFailure failure) {
    outcome.completeExceptionally(
        new CallFailedException(
            switch (failure) {
              case TIMEOUT -> "no final response";
              case TRANSPORT -> "the INVITE could not be sent";
            }));
  }

  private void onAnswer(SipResponse response) {
    if (established.isPresent()) {
      established.get().onAnswerRepeated(response);
      return;
    }
    ClientTransaction sent = transaction.orElseThrow();
    Dialog dialog;
    try {
      dialog =
          Dialog.answeredBy(sent.request(), response, client.contact(sent.target()), sent.target());
    } catch (MalformedSipException e) {
      fail("the answer names no address to acknowledge it to", e);
      return;
    }
    Optional<SessionDescription> remote = Optional.empty();
    try {
      remote = Optional.of(SessionDescription.parse(response.body()));
    } catch (MalformedSdpException e) {
      fail("the answer is not usable", e);
    }
    ClientCall call = new ClientCall(client, dialog, remote, answers);
    established = Optional.of(call);
    client.add(call);
    call.acknowledge(response, invite.offer());
    if (cancelled || remote.isEmpty()) {
      call.endQuietly();
    }
    outcome.complete(call);
  }

  private void fail(String message, Exception cause) {
    log.atInfo().addKeyValue("callId", callId).setCause(cause).log(message);
    CallFailedException failed = new CallFailedException(message);
    failed.initCause(cause);
    outcome.completeExceptionally(failed);
  }
}
