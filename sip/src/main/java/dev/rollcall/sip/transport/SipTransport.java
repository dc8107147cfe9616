package dev.rollcall.sip.transport;

import dev.rollcall.sip.message.ParseResult;
import dev.rollcall.sip.message.SipMessage;
import dev.rollcall.sip.message.SipParser;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.SipStreamFramer.Frame;
import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.message.Via;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIP over UDP and TCP on one address (RFC 3261 §18). What is not SIP is counted and dropped, or
 * refused where it can be answered; no peer can hold up another.
 */
public final class SipTransport implements MessageSender, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SipTransport.class);
  private static final byte[] PONG = {'\r', '\n'};

  private final TransportSettings settings;
  private final MessageReceiver receiver;
  private final Supplier<String> tags;
  private final MessageCounters counters = new MessageCounters();
  private final UdpPort udp;
  private final TcpPort tcp;
  private final LocalHosts hosts;

  /**
   * Takes the ports; nothing is received before {@link #start}.
   *
   * @param tags makes the To tags of refusals
   * @throws IOException if an address or port is not to be had
   */
  public SipTransport(TransportSettings settings, MessageReceiver receiver, Supplier<String> tags)
      throws IOException {
    this.settings = settings;
    this.receiver = receiver;
    this.tags = tags;
    udp = new UdpPort(settings.bind(), this::onDatagram);
    try {
      tcp = new TcpPort(settings, counters, this::onFrame);
    } catch (IOException e) {
      udp.close();
      throw e;
    }
    hosts = new LocalHosts(settings.advertisedHost(), udp.localAddress().getAddress());
  }

  /** Begins to receive. */
  public void start() {
    udp.start();
    tcp.start();
  }

  /** The bound address with the port really taken. */
  public InetSocketAddress localAddress(Transport transport) {
    return switch (transport) {
      case UDP -> udp.localAddress();
      case TCP -> tcp.localAddress();
    };
  }

  /** Whether what is sent to the port of {@code transport} is being taken in. */
  public boolean isListening(Transport transport) {
    return switch (transport) {
      case UDP -> udp.isListening();
      case TCP -> tcp.isListening();
    };
  }

  /** The host by which {@code peer} can reach us; an IPv6 address without brackets. */
  public String hostTowards(InetAddress peer) {
    return hosts.towards(peer);
  }

  /** Our address for the Contact of messages to {@code peer}. */
  public SipUri contact(String user, Peer peer) {
    int port = localAddress(peer.transport()).getPort();
    SipUri uri = SipUri.of(user, hostTowards(peer.address().getAddress()), OptionalInt.of(port));
    return peer.transport() == Transport.UDP
        ? uri
        : uri.withParameter("transport", peer.transport().parameter());
  }

  /**
   * Whether what is sent to {@code address} may come back to us: to one of our ports at any address
   * of this machine, or at the host that peers are told if that is a numeric address.
   */
  public boolean isOurs(InetSocketAddress address) {
    boolean ourPort =
        Arrays.stream(Transport.values())
            .anyMatch(each -> localAddress(each).getPort() == address.getPort());
    return ourPort && hosts.areHere(address.getAddress());
  }

  /** Whether messages to {@code peer} need no new connection. */
  public boolean isOpen(Peer peer) {
    return peer.transport() == Transport.UDP || tcp.isOpen(peer.address());
  }

  public TransportStatistics statistics() {
    return counters.snapshot(tcp.connectionCount());
  }

  @Override
  public Via via(Peer target, String branch) {
    int port = localAddress(target.transport()).getPort();
    InetAddress address = target.address().getAddress();
    String host = hosts.towards(address == null ? InetAddress.getLoopbackAddress() : address);
    return Via.of(target.transport().name(), host, port, branch);
  }

  @Override
  public void send(SipRequest request, Peer target, Runnable whenFailed) {
    log.atDebug().addKeyValue("peer", target).addKeyValue("message", request).log("sending");
    counters.countSent();
    transmit(request.toBytes(), target, counting(whenFailed));
  }

  @Override
  public void respond(SipResponse response, Peer source, Runnable whenFailed) {
    log.atDebug().addKeyValue("peer", source).addKeyValue("message", response).log("answering");
    respond(response.toBytes(), response.via(), source, whenFailed);
  }

  @Override
  public void countDropped(DropReason reason) {
    counters.countDropped(reason);
  }

  @Override
  public void close() {
    udp.close();
    tcp.close();
  }

  private void respond(byte[] response, Via via, Peer source, Runnable whenFailed) {
    counters.countSent();
    Runnable countAndTell = counting(whenFailed);
    Peer written = new Peer(source.transport(), SourceNote.responseAddress(via, source));
    if (!source.transport().isReliable() || written.equals(source) || !isOpen(source)) {
      transmit(response, written, countAndTell);
    } else {
      // The connection may end before the response is through it, as when the peer closed its half.
      transmit(response, source, () -> transmit(response, written, countAndTell));
    }
  }

  private Runnable counting(Runnable whenFailed) {
    return () -> {
      counters.countDropped(DropReason.SEND_FAILED);
      whenFailed.run();
    };
  }

  private void transmit(byte[] message, Peer target, Runnable whenFailed) {
    switch (target.transport()) {
      case UDP -> {
        try {
          udp.send(target.address(), message);
        } catch (IOException | RuntimeException e) {
          log.atDebug().addKeyValue("peer", target).setCause(e).log("sending failed");
          whenFailed.run();
        }
      }
      case TCP -> tcp.send(target.address(), message, whenFailed);
    }
  }

  private void onDatagram(InetSocketAddress source, byte[] datagram) {
    if (datagram.length > settings.maxMessageBytes()) {
      counters.countDropped(DropReason.TOO_LARGE);
      return;
    }
    onParsed(SipParser.parse(datagram), new Peer(Transport.UDP, source));
  }

  private void onFrame(TcpConnection connection, Frame frame) {
    Peer source = new Peer(Transport.TCP, connection.remote());
    switch (frame) {
      case Frame.Message message -> onParsed(message.result(), source);
      case Frame.Ping ping -> {
        counters.countPing();
        connection.send(PONG, () -> {});
      }
      case Frame.Broken broken -> {
        counters.countDropped(DropReason.MALFORMED);
        broken.answer().ifPresent(refusable -> refuse(refusable, source));
      }
    }
  }

  private void onParsed(ParseResult result, Peer source) {
    switch (result) {
      case ParseResult.Parsed parsed -> {
        counters.countReceived();
        SipMessage message = noted(parsed.message(), source);
        log.atDebug().addKeyValue("peer", source).addKeyValue("message", message).log("received");
        receiver.receive(message, source);
      }
      case ParseResult.Refusable refusable -> {
        counters.countDropped(DropReason.MALFORMED);
        refuse(refusable, source);
      }
      case ParseResult.KeepAlive keepAlive -> counters.countPing();
      case ParseResult.Unusable unusable -> {
        counters.countDropped(DropReason.MALFORMED);
        log.atDebug()
            .addKeyValue("peer", source)
            .addKeyValue("reason", unusable.reason())
            .log("not a SIP message");
      }
    }
  }

  private void refuse(ParseResult.Refusable refusable, Peer source) {
    Via via = SourceNote.note(refusable.via(), source.address());
    log.atDebug()
        .addKeyValue("peer", source)
        .addKeyValue("reason", refusable.reason())
        .log("refusing a malformed request");
    respond(refusable.answer(via, tags.get()), via, source, () -> {});
  }

  private static SipMessage noted(SipMessage message, Peer source) {
    return message instanceof SipRequest request
        ? request.withVia(SourceNote.note(request.via(), source.address()))
        : message;
  }
}
