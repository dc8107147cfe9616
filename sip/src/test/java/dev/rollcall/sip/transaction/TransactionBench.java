package dev.rollcall.sip.transaction;

import dev.rollcall.sip.message.CSeq;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipHeaders;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.transport.Peer;
import dev.rollcall.sip.transport.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/** Transactions between a sender that keeps and a user that notes, with time that moves by hand. */
final class TransactionBench implements TransactionUser {
  static final SipUri URI = SipUri.of("room", "127.0.0.1", OptionalInt.empty());
  static final Duration T1 = TimerSettings.STANDARD.t1();

  final ManualTimers timers = new ManualTimers();
  final FakeSender sender = new FakeSender();
  final List<ServerTransaction> requests = new ArrayList<>();
  final List<SipRequest> acks = new ArrayList<>();
  final List<ServerTransaction> cancelled = new ArrayList<>();
  final List<SipResponse> responses = new ArrayList<>();
  final List<RequestFailure> failures = new ArrayList<>();
  final TransactionLayer layer;

  TransactionBench() {
    this(100);
  }

  TransactionBench(int maxServerTransactions) {
    this(maxServerTransactions, new CallLanes(Runnable::run, 100));
  }

  TransactionBench(int maxServerTransactions, CallLanes lanes) {
    layer =
        new TransactionLayer(
            sender,
            lanes,
            new CallTimers(timers, lanes),
            TimerSettings.STANDARD,
            maxServerTransactions,
            new Tokens(new Random(1)),
            this);
  }

  static Peer peer(Transport transport) {
    return new Peer(transport, new InetSocketAddress(InetAddress.getLoopbackAddress(), 5070));
  }

  /** Takes in a request with that branch; {@code tags} are those of From and To. */
  void receive(Method method, String branch, Transport transport) {
    receive(request(method, branch, ""), transport);
  }

  void receive(SipRequest request, Transport transport) {
    layer.receive(request, peer(transport));
  }

  static SipRequest request(Method method, String branch, String toTag) {
    SipHeaders headers =
        SipHeaders.builder()
            .add("Via", "SIP/2.0/UDP 127.0.0.1:5070;branch=" + branch)
            .add("From", "<sip:a@127.0.0.1>;tag=a")
            .add("To", "<sip:room@127.0.0.1>" + (toTag.isEmpty() ? "" : ";tag=" + toTag))
            .add("Call-ID", "call")
            .add("CSeq", new CSeq(1, method).encoded())
            .build();
    return SipRequest.of(method, URI, headers);
  }

  ServerTransaction onlyRequest() {
    if (requests.size() != 1) {
      throw new AssertionError("requests: " + requests.size());
    }
    return requests.getFirst();
  }

  /** Sends a request of ours and gives it as it went out. */
  SipRequest send(Method method, Transport transport) {
    SipHeaders headers =
        SipHeaders.builder()
            .add("Max-Forwards", "70")
            .add("From", "<sip:room@127.0.0.1>;tag=ours")
            .add("To", "<sip:a@127.0.0.1>")
            .add("Call-ID", "call")
            .add("CSeq", new CSeq(1, method).encoded())
            .add("Route", "<sip:127.0.0.1;lr>")
            .build();
    last =
        Optional.of(
            layer.send(
                new RequestDraft(method, URI, headers, Optional.empty()),
                peer(transport),
                new Notes()));
    return last.get().request();
  }

  Optional<ClientTransaction> last = Optional.empty();

  /** Takes in a response to our request. */
  void answer(SipRequest request, int status) {
    layer.receive(SipResponse.answering(request, status, "theirs"), peer(Transport.UDP));
  }

  /** How many messages go out in that time. */
  int sentWithin(Duration time) {
    sender.take();
    timers.advance(time);
    return sender.take().size();
  }

  @Override
  public void onRequest(ServerTransaction transaction) {
    requests.add(transaction);
  }

  @Override
  public void onAck(SipRequest ack) {
    acks.add(ack);
  }

  @Override
  public void onCancel(ServerTransaction invite) {
    cancelled.add(invite);
  }

  private final class Notes implements ResponseListener {
    @Override
    public void onResponse(SipResponse response) {
      responses.add(response);
    }

    @Override
    public void onFailure(RequestFailure failure) {
      failures.add(failure);
    }
  }
}
