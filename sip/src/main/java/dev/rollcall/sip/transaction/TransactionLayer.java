package dev.rollcall.sip.transaction;

import dev.rollcall.sip.message.CSeq;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipHeaders;
import dev.rollcall.sip.message.SipMessage;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.SipStatus;
import dev.rollcall.sip.transport.DropReason;
import dev.rollcall.sip.transport.MessageReceiver;
import dev.rollcall.sip.transport.MessageSender;
import dev.rollcall.sip.transport.Peer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Matches messages to transactions and makes new ones (RFC 3261 §17). Messages may come in on any
 * thread; all else happens on the lane of the call that a message belongs to.
 */
public final class TransactionLayer implements MessageReceiver {
  private static final int RETRY_AFTER_SECONDS = 5;

  private final MessageSender sender;
  private final CallLanes lanes;
  private final CallTimers timers;
  private final TimerSettings settings;
  private final int maxServerTransactions;
  private final Tokens tokens;
  private final TransactionUser user;
  private final TransactionCounters counters = new TransactionCounters();
  private final Map<String, ServerTransaction> servers = new ConcurrentHashMap<>();
  private final Map<String, ServerTransaction> merging = new ConcurrentHashMap<>();
  private final Map<String, ClientTransaction> clients = new ConcurrentHashMap<>();
  private final AtomicInteger serverCount = new AtomicInteger();

  /**
   * @param maxServerTransactions how many requests may be under way or remembered; further ones get
   *     503
   */
  public TransactionLayer(
      MessageSender sender,
      CallLanes lanes,
      CallTimers timers,
      TimerSettings settings,
      int maxServerTransactions,
      Tokens tokens,
      TransactionUser user) {
    this.sender = sender;
    this.lanes = lanes;
    this.timers = timers;
    this.settings = settings;
    this.maxServerTransactions = maxServerTransactions;
    this.tokens = tokens;
    this.user = user;
  }

  @Override
  public void receive(SipMessage message, Peer source) {
    boolean taken =
        lanes.offer(
            message.callId(),
            () -> {
              switch (message) {
                case SipRequest request -> onRequest(request, source);
                case SipResponse response -> onResponse(response);
              }
            });
    if (!taken) {
      sender.countDropped(DropReason.OVERLOADED);
    }
  }

  /**
   * Sends a request of ours in a new transaction. On the lane of its call only. The listener hears
   * nothing before this returns.
   */
  public ClientTransaction send(RequestDraft draft, Peer target, ResponseListener listener) {
    return begin(draft.through(sender.via(target, tokens.branch())), target, listener);
  }

  /** Sends an ACK for a 2xx, which has no transaction. Returns it as it went out. */
  public SipRequest sendAck(RequestDraft draft, Peer target) {
    SipRequest ack = draft.through(sender.via(target, tokens.branch()));
    repeatAck(ack, target);
    return ack;
  }

  /** Sends an ACK once more, just as it was. */
  public void repeatAck(SipRequest ack, Peer target) {
    sender.send(ack, target, () -> {});
  }

  /**
   * Takes back an INVITE that has no final response: sends a CANCEL (§9.1), after the first
   * provisional response if none came yet. Does nothing after a final response. The INVITE's own
   * listener learns the outcome.
   */
  public void cancel(ClientTransaction invite) {
    if (invite instanceof InviteClientTransaction transaction) {
      transaction.cancel(() -> begin(cancelFor(invite.request()), invite.target(), NOBODY));
    }
  }

  public TransactionStatistics statistics() {
    return counters.snapshot(serverCount.get(), clients.size());
  }

  private static final ResponseListener NOBODY =
      new ResponseListener() {
        @Override
        public void onResponse(SipResponse response) {}

        @Override
        public void onFailure(RequestFailure failure) {}
      };

  private ClientTransaction begin(SipRequest request, Peer target, ResponseListener listener) {
    String key = TransactionKeys.ofClient(request);
    TransactionContext context = context(request.callId());
    Runnable whenTerminated = () -> clients.remove(key);
    ClientTransaction transaction =
        request.method().equals(Method.INVITE)
            ? new InviteClientTransaction(request, target, context, listener, whenTerminated)
            : new NonInviteClientTransaction(request, target, context, listener, whenTerminated);
    clients.put(key, transaction);
    transaction.begin();
    return transaction;
  }

  private static SipRequest cancelFor(SipRequest invite) {
    SipHeaders headers =
        SipHeaders.builder()
            .add("Via", invite.via().encoded())
            .addAll("Route", invite.headers())
            .add("Max-Forwards", "70")
            .addAll("From", invite.headers())
            .addAll("To", invite.headers())
            .add("Call-ID", invite.callId())
            .add("CSeq", new CSeq(invite.cseq().number(), Method.CANCEL).encoded())
            .build();
    return SipRequest.of(Method.CANCEL, invite.uri(), headers);
  }

  private void onResponse(SipResponse response) {
    ClientTransaction transaction = clients.get(TransactionKeys.ofClient(response));
    if (transaction == null) {
      sender.countDropped(DropReason.UNMATCHED_RESPONSE);
    } else {
      transaction.onResponse(response);
    }
  }

  private void onRequest(SipRequest request, Peer source) {
    ServerTransaction known = servers.get(TransactionKeys.ofServer(request));
    if (request.method().equals(Method.ACK)) {
      onAck(known, request);
    } else if (known != null) {
      known.onRepetition();
    } else {
      onNewRequest(request, source);
    }
  }

  private void onAck(@Nullable ServerTransaction known, SipRequest ack) {
    counters.countRequest(Method.ACK);
    boolean absorbed =
        known instanceof InviteServerTransaction invite
            && answersTag(invite, ack)
            && invite.onAck();
    if (!absorbed) {
      user.onAck(ack);
    }
  }

  private static boolean answersTag(ServerTransaction invite, SipRequest ack) {
    if (ack.via().hasMagicCookie()) {
      return true;
    }
    String ours = invite.request().toTag().orElse(invite.localTag());
    return ack.toTag().filter(ours::equals).isPresent();
  }

  private void onNewRequest(SipRequest request, Peer source) {
    counters.countRequest(request.method());
    String tag = tokens.tag();
    if (serverCount.incrementAndGet() > maxServerTransactions) {
      serverCount.decrementAndGet();
      refuseWithoutMemory(request, source, tag);
      return;
    }
    boolean cancel = request.method().equals(Method.CANCEL);
    boolean canMerge = request.toTag().isEmpty() && !cancel;
    boolean merged = canMerge && merging.containsKey(TransactionKeys.ofMerging(request));
    ServerTransaction transaction = remember(request, source, tag, canMerge && !merged);
    if (merged) {
      transaction.respond(SipStatus.LOOP_DETECTED);
    } else if (cancel) {
      onCancel(transaction);
    } else {
      user.onRequest(transaction);
    }
  }

  private void refuseWithoutMemory(SipRequest request, Peer source, String tag) {
    SipResponse refusal =
        SipResponse.answering(request, SipStatus.SERVICE_UNAVAILABLE, tag)
            .withHeader("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
    counters.countResponse(refusal.status());
    sender.respond(refusal, source, () -> {});
  }

  private ServerTransaction remember(
      SipRequest request, Peer source, String tag, boolean mayMerge) {
    String key = TransactionKeys.ofServer(request);
    String mergingKey = TransactionKeys.ofMerging(request);
    TransactionContext context = context(request.callId());
    Runnable whenTerminated =
        () -> {
          ServerTransaction gone = servers.remove(key);
          if (gone != null) {
            serverCount.decrementAndGet();
            merging.remove(mergingKey, gone);
          }
        };
    ServerTransaction transaction =
        request.method().equals(Method.INVITE)
            ? new InviteServerTransaction(request, source, tag, context, whenTerminated)
            : new NonInviteServerTransaction(request, source, tag, context, whenTerminated);
    servers.put(key, transaction);
    if (mayMerge) {
      merging.put(mergingKey, transaction);
    }
    return transaction;
  }

  private void onCancel(ServerTransaction cancel) {
    String key = TransactionKeys.ofServer(cancel.request(), Method.INVITE);
    ServerTransaction invite = servers.get(key);
    if (invite == null) {
      cancel.respond(SipStatus.CALL_DOES_NOT_EXIST);
      return;
    }
    cancel.respond(SipResponse.answering(cancel.request(), SipStatus.OK, invite.localTag()));
    if (!invite.isAnswered()) {
      user.onCancel(invite);
    }
  }

  private TransactionContext context(String callId) {
    return new TransactionContext(sender, lanes, timers, settings, counters, callId);
  }
}
