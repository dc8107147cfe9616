package dev.rollcall.sip.client;

import dev.rollcall.sip.dialog.Dialog;
import dev.rollcall.sip.dialog.DialogId;
import dev.rollcall.sip.message.MalformedSipException;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.sdp.MalformedSdpException;
import dev.rollcall.sip.sdp.SessionDescription;
import dev.rollcall.sip.transaction.ClientTransaction;
import dev.rollcall.sip.transaction.RequestFailure;
import dev.rollcall.sip.transaction.ResponseListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call of ours that is not answered yet. The first phone that answers has it; others that a proxy
 * rang and that answer too are acknowledged and hung up (RFC 3261 §13.2.2.4). Safe for use by many
 * threads.
 */
public final class OutgoingCall implements ResponseListener {
  private static final Logger log = LoggerFactory.getLogger(OutgoingCall.class);

  /** How many phones that a proxy rang at once may answer one INVITE and be told to hang up. */
  private static final int MOST_ANSWERS = 16;

  private static final int MOST_PROVISIONAL = 64;

  private final SipClient client;
  private final Invite invite;
  private final AnswerMaker answers;
  private final String callId;
  private final CompletableFuture<ClientCall> outcome = new CompletableFuture<>();
  private final List<Integer> provisional = new CopyOnWriteArrayList<>();
  private Optional<ClientTransaction> transaction = Optional.empty();
  private final Map<DialogId, ClientCall> answered = new LinkedHashMap<>();
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

  /** The provisional statuses so far, in order; the first 64 of them. */
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
              answered.values().forEach(ClientCall::endQuietly);
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
      if (provisional.size() < MOST_PROVISIONAL) {
        provisional.add(response.status());
      }
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
    ClientCall known = answered.get(DialogId.ofReceived(response));
    if (known != null) {
      known.onAnswerRepeated(response);
      return;
    }
    if (answered.size() == MOST_ANSWERS) {
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
    boolean forked = !answered.isEmpty();
    answered.put(call.id(), call);
    client.add(call);
    call.acknowledge(response, invite.offer());
    if (cancelled || forked || remote.isEmpty()) {
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
