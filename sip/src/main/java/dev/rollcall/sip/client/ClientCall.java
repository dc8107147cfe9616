package dev.rollcall.sip.client;

import dev.rollcall.sip.dialog.Acknowledgement;
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
import dev.rollcall.sip.sdp.MalformedSdpException;
import dev.rollcall.sip.sdp.SessionDescription;
import dev.rollcall.sip.transaction.ClientTransaction;
import dev.rollcall.sip.transaction.RequestDraft;
import dev.rollcall.sip.transaction.RequestFailure;
import dev.rollcall.sip.transaction.ResponseListener;
import dev.rollcall.sip.transaction.ServerTransaction;
import dev.rollcall.sip.transport.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A call of ours that was answered. Safe for use by many threads. */
public final class ClientCall {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(40);

  private final SipClient client;
  private final Dialog dialog;
  private final AnswerMaker answers;
  private final Acknowledgement acknowledgement;
  private final List<Consumer<RemoteEnd>> endListeners = new ArrayList<>();
  private volatile Optional<RemoteEnd> remoteEnd = Optional.empty();
  private volatile Optional<SessionDescription> remote;
  private Optional<AnswerRepetition> ownAnswer = Optional.empty();
  private boolean inviting;
  private boolean over;

  ClientCall(
      SipClient client, Dialog dialog, Optional<SessionDescription> remote, AnswerMaker answers) {
    this.client = client;
    this.dialog = dialog;
    this.remote = remote;
    this.answers = answers;
    acknowledgement = new Acknowledgement(client.stack(), dialog);
  }

  /** The other side's latest session description: its answer, or its offer if we made none. */
  public SessionDescription remoteSdp() {
    return remote.orElseThrow();
  }

  public String callId() {
    return dialog.id().callId();
  }

  /**
   * Runs {@code action}, which must not block, when the other side hangs up, or soon if it did
   * already.
   */
  public void onRemoteHangUp(Consumer<RemoteEnd> action) {
    onLane(
        () -> {
          endListeners.add(action);
          remoteEnd.ifPresent(action);
        });
  }

  /** How the other side hung up; empty if it did not. */
  public Optional<RemoteEnd> remoteEnd() {
    return remoteEnd;
  }

  /**
   * Offers another session, and waits for the answer (RFC 3261 §14.1).
   *
   * @return the other side's answer
   * @throws CallFailedException if it is refused, which leaves the session as it was
   */
  public SessionDescription reinvite(SessionDescription offer)
      throws CallFailedException, InterruptedException {
    SipResponse response = finalResponse(Method.INVITE, Optional.of(offer));
    try {
      SessionDescription answer = SessionDescription.parse(response.body());
      remote = Optional.of(answer);
      return answer;
    } catch (MalformedSdpException e) {
      CallFailedException failed = new CallFailedException("the answer is not usable");
      failed.initCause(e);
      throw failed;
    }
  }

  /**
   * Sends another request within the call and waits for its final response, whatever it is. An
   * INVITE that gets none in 40 s is taken back.
   *
   * @param offer goes along as its body
   */
  public SipResponse request(Method method, Optional<SessionDescription> offer)
      throws CallFailedException, InterruptedException {
    CompletableFuture<SipResponse> outcome = new CompletableFuture<>();
    AtomicReference<Optional<ClientTransaction>> sent = new AtomicReference<>(Optional.empty());
    onLane(() -> sent.set(send(method, offer, outcome)));
    try {
      return outcome.get(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CallFailedException failed) {
        throw failed;
      }
      throw new IllegalStateException("a request failed", e);
    } catch (TimeoutException e) {
      onLane(() -> sent.get().ifPresent(client.stack().transactions()::cancel));
      CallFailedException failed = new CallFailedException("no answer within " + LONGEST_WAIT);
      failed.initCause(e);
      throw failed;
    }
  }

  /** Hangs up, and waits until the other side knows or cannot be told. */
  public void hangUp() throws InterruptedException {
    try {
      request(Method.BYE, Optional.empty());
    } catch (CallFailedException e) {
      client.noteUnansweredBye(this, e);
    }
  }

  DialogId id() {
    return dialog.id();
  }

  /** Sends the ACK for a 2xx; it carries {@code answer} if the other side made the offer. */
  void acknowledge(SipResponse response, Optional<SessionDescription> ourOffer) {
    RequestDraft draft = dialog.ack(response.cseq().number());
    if (ourOffer.isEmpty()) {
      Optional<SessionDescription> answer = remote.flatMap(answers::answer);
      if (answer.isPresent()) {
        draft = draft.withBody(MediaType.SDP, answer.get().toBytes());
      }
    }
    acknowledgement.send(draft);
  }

  /** The other side's 2xx came once more. */
  void onAnswerRepeated(SipResponse response) {
    acknowledgement.onAnswerRepeated(response);
  }

  /** Hangs up without waiting. On the lane of the call only. */
  void endQuietly() {
    send(Method.BYE, Optional.empty(), new CompletableFuture<>());
  }

  /** Takes a request of the other side, on the lane of the call. */
  void onRequest(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    if (!dialog.takesInOrder(request, transaction.source())) {
      transaction.respond(SipStatus.SERVER_INTERNAL_ERROR);
      return;
    }
    switch (request.method().name()) {
      case "BYE" -> {
        transaction.respond(SipStatus.OK);
        end();
        RemoteEnd end = new RemoteEnd(request.headers().first("Reason"));
        remoteEnd = Optional.of(end);
        endListeners.forEach(listener -> listener.accept(end));
      }
      case "INVITE" -> onInvite(transaction);
      case "OPTIONS", "INFO" -> transaction.respond(SipStatus.OK);
      default ->
          transaction.respond(
              SipStatus.METHOD_NOT_ALLOWED,
              response -> response.withHeader("Allow", SipClient.ALLOW));
    }
  }

  void onAck(SipRequest ack) {
    ownAnswer.ifPresent(answer -> answer.acknowledge(ack.cseq().number()));
  }

  private void onInvite(ServerTransaction transaction) {
    boolean unfinished = ownAnswer.map(AnswerRepetition::isPending).orElse(false);
    if (inviting || unfinished) {
      transaction.respond(SipStatus.REQUEST_PENDING);
      return;
    }
    if (transaction.request().body().length == 0) {
      // What to offer is for the owner of the call to say, and an AnswerMaker only answers.
      transaction.respond(SipStatus.NOT_ACCEPTABLE_HERE);
      return;
    }
    try {
      SessionDescription offer = SessionDescription.parse(transaction.request().body());
      Optional<SessionDescription> ours = answers.answer(offer);
      if (ours.isEmpty()) {
        transaction.respond(SipStatus.NOT_ACCEPTABLE_HERE);
        return;
      }
      dialog.refreshTarget(transaction.request());
      remote = Optional.of(offer);
      SipResponse response =
          SipResponse.answering(transaction.request(), SipStatus.OK, dialog.id().localTag())
              .withHeader("Contact", NameAddress.of(dialog.contact()).encoded())
              .withBody(MediaType.SDP, ours.get().toBytes());
      transaction.respond(response);
      ownAnswer =
          Optional.of(
              new AnswerRepetition(
                  client.stack().timers(),
                  client.settings().timers(),
                  callId(),
                  transaction.request().cseq().number(),
                  () -> transaction.respond(response),
                  this::endQuietly));
    } catch (MalformedSipException | MalformedSdpException e) {
      transaction.respond(SipStatus.BAD_REQUEST);
    }
  }

  private SipResponse finalResponse(Method method, Optional<SessionDescription> offer)
      throws CallFailedException, InterruptedException {
    SipResponse response = request(method, offer);
    if (!response.success()) {
      throw new CallFailedException(response);
    }
    return response;
  }

  private Optional<ClientTransaction> send(
      Method method, Optional<SessionDescription> offer, CompletableFuture<SipResponse> outcome) {
    boolean invite = method.equals(Method.INVITE);
    if (over) {
      outcome.completeExceptionally(new CallFailedException("the call is over"));
      return Optional.empty();
    }
    if (invite && inviting) {
      outcome.completeExceptionally(new CallFailedException("another INVITE is under way"));
      return Optional.empty();
    }
    if (method.equals(Method.BYE)) {
      end();
    }
    RequestDraft draft = dialog.request(method);
    if (offer.isPresent()) {
      draft = draft.withBody(MediaType.SDP, offer.get().toBytes());
    }
    inviting |= invite;
    Outcome listener = new Outcome(invite, offer, outcome);
    return Optional.of(client.stack().transactions().send(draft, nextHop(), listener));
  }

  private final class Outcome implements ResponseListener {
    private final boolean invite;
    private final Optional<SessionDescription> offer;
    private final CompletableFuture<SipResponse> outcome;
    private boolean followed;

    Outcome(
        boolean invite,
        Optional<SessionDescription> offer,
        CompletableFuture<SipResponse> outcome) {
      this.invite = invite;
      this.offer = offer;
      this.outcome = outcome;
    }

    @Override
    public void onResponse(SipResponse response) {
      if (response.provisional()) {
        return;
      }
      if (invite && response.success()) {
        if (followed) {
          onAnswerRepeated(response);
          return;
        }
        followed = true;
        follow(response);
      }
      inviting &= !invite;
      outcome.complete(response);
    }

    @Override
    public void onFailure(RequestFailure failure) {
      inviting &= !invite;
      outcome.completeExceptionally(new CallFailedException("no final response: " + failure));
    }

    private void follow(SipResponse response) {
      try {
        dialog.refreshTarget(response);
        if (offer.isEmpty()) {
          remote = Optional.of(SessionDescription.parse(response.body()));
        }
      } catch (MalformedSipException | MalformedSdpException e) {
        outcome.completeExceptionally(new CallFailedException("the answer is not usable"));
      }
      acknowledge(response, offer);
    }
  }

  private void end() {
    over = true;
    ownAnswer.ifPresent(AnswerRepetition::stop);
    client.remove(this);
  }

  private Peer nextHop() {
    return dialog.nextHop(client.stack().transport()::isOpen);
  }

  private void onLane(Runnable work) {
    client.stack().lanes().run(callId(), work);
  }
}
