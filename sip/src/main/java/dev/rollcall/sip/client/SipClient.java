package dev.rollcall.sip.client;

import dev.rollcall.sip.dialog.DialogId;
import dev.rollcall.sip.dialog.NextHop;
import dev.rollcall.sip.message.CSeq;
import dev.rollcall.sip.message.MediaType;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.NameAddress;
import dev.rollcall.sip.message.SipHeaders;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipStatus;
import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.transaction.RequestDraft;
import dev.rollcall.sip.transaction.RequestFailure;
import dev.rollcall.sip.transaction.ServerTransaction;
import dev.rollcall.sip.transaction.SipStack;
import dev.rollcall.sip.transaction.Timers;
import dev.rollcall.sip.transaction.TransactionUser;
import dev.rollcall.sip.transport.DropReason;
import dev.rollcall.sip.transport.Peer;
import dev.rollcall.sip.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes calls over UDP and TCP from ports of its own. Answers what the other sides ask within these
 * calls, and takes no calls itself. Safe for use by many threads.
 */
public final class SipClient implements AutoCloseable {
  static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO";

  private static final Logger log = LoggerFactory.getLogger(SipClient.class);
  private static final int MAX_TRANSACTIONS = 50_000;
  private static final int MAX_WAITING_MESSAGES = 20_000;

  private final ClientSettings settings;
  private final SipStack stack;
  private final Map<DialogId, ClientCall> calls = new ConcurrentHashMap<>();

  /**
   * Takes the ports and begins to receive.
   *
   * @param timers outlive the client
   * @param random safe for use by many threads
   * @throws IOException if an address or port is not to be had
   */
  public SipClient(ClientSettings settings, Timers timers, RandomGenerator random)
      throws IOException {
    this.settings = settings;
    stack =
        new SipStack(
            settings.transport(),
            settings.timers(),
            MAX_TRANSACTIONS,
            MAX_WAITING_MESSAGES,
            timers,
            random,
            new Requests());
    stack.start();
  }

  /** The bound address with the port really taken. */
  public InetSocketAddress localAddress(Transport transport) {
    return stack.transport().localAddress(transport);
  }

  /**
   * Makes a call and returns at once.
   *
   * @param answers makes our answers to offers of the other side, if it makes any
   */
  public OutgoingCall place(Invite invite, AnswerMaker answers) {
    String callId = stack.tokens().callId();
    OutgoingCall call = new OutgoingCall(this, invite, answers, callId);
    stack.lanes().run(callId, () -> begin(invite, call));
    return call;
  }

  /**
   * Makes a call and waits until it is answered.
   *
   * @throws CallFailedException if it is refused, cannot be made, or is not answered within {@code
   *     time}
   */
  public ClientCall dial(Invite invite, AnswerMaker answers, Duration time)
      throws CallFailedException, InterruptedException {
    return place(invite, answers).await(time);
  }

  /** Frees the ports. Calls are not hung up. */
  @Override
  public void close() {
    stack.close();
  }

  ClientSettings settings() {
    return settings;
  }

  SipStack stack() {
    return stack;
  }

  SipUri contact(Peer peer) {
    return stack.transport().contact("", peer);
  }

  void add(ClientCall call) {
    calls.put(call.id(), call);
  }

  void remove(ClientCall call) {
    calls.remove(call.id(), call);
  }

  void noteUnansweredBye(ClientCall call, CallFailedException failure) {
    log.atInfo().addKeyValue("callId", call.callId()).setCause(failure).log("BYE failed");
  }

  private void begin(Invite invite, OutgoingCall call) {
    Optional<Peer> peer = invite.through().or(() -> NextHop.of(invite.target()));
    if (peer.isEmpty() || peer.get().address().isUnresolved()) {
      call.onFailure(RequestFailure.TRANSPORT);
      return;
    }
    SipHeaders headers =
        SipHeaders.builder()
            .add("Max-Forwards", "70")
            .add("From", invite.from().withTag(stack.tokens().tag()).encoded())
            .add("To", NameAddress.of(invite.target()).encoded())
            .add("Call-ID", call.callId())
            .add("CSeq", new CSeq(1, Method.INVITE).encoded())
            .add("Contact", NameAddress.of(contact(peer.get())).encoded())
            .add("Allow", ALLOW)
            .addAll(invite.headers())
            .build();
    RequestDraft draft =
        new RequestDraft(Method.INVITE, invite.target(), headers, Optional.empty());
    if (invite.offer().isPresent()) {
      draft = draft.withBody(MediaType.SDP, invite.offer().get().toBytes());
    }
    call.begun(stack.transactions().send(draft, peer.get(), call));
  }

  /** What other sides ask, on the lanes of their calls. */
  private final class Requests implements TransactionUser {
    @Override
    public void onRequest(ServerTransaction transaction) {
      SipRequest request = transaction.request();
      ClientCall call = calls.get(DialogId.ofReceived(request));
      if (call != null) {
        call.onRequest(transaction);
      } else if (request.toTag().isPresent()) {
        transaction.respond(SipStatus.CALL_DOES_NOT_EXIST);
      } else if (request.method().equals(Method.OPTIONS)) {
        transaction.respond(SipStatus.OK, response -> response.withHeader("Allow", ALLOW));
      } else if (request.method().equals(Method.INVITE)) {
        transaction.respond(SipStatus.TEMPORARILY_UNAVAILABLE);
      } else {
        transaction.respond(
            SipStatus.METHOD_NOT_ALLOWED, response -> response.withHeader("Allow", ALLOW));
      }
    }

    @Override
    public void onAck(SipRequest ack) {
      ClientCall call = calls.get(DialogId.ofReceived(ack));
      if (call == null) {
        stack.transport().countDropped(DropReason.UNMATCHED_ACK);
      } else {
        call.onAck(ack);
      }
    }

    @Override
    public void onCancel(ServerTransaction invite) {
      invite.respond(SipStatus.REQUEST_TERMINATED);
    }
  }
}
