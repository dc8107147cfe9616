package dev.rollcall.sip.client;

import dev.rollcall.sip.message.CSeq;
import dev.rollcall.sip.message.MediaType;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.ParseResult;
import dev.rollcall.sip.message.SipHeaders;
import dev.rollcall.sip.message.SipMessage;
import dev.rollcall.sip.message.SipParser;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.sdp.SessionDescription;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** The other side of our calls over UDP, which does nothing by itself. */
public final class FarSide implements AutoCloseable {
  private static final int WAIT_MILLIS = 10_000;
  private static final int LONGEST = 65_535;

  private final DatagramSocket socket;
  private final InetSocketAddress client;
  private Optional<SipResponse> last = Optional.empty();
  private int branches;

  public FarSide(InetSocketAddress client) throws IOException {
    this.client = client;
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    socket.setSoTimeout(WAIT_MILLIS);
  }

  public SipUri uri() {
    return SipUri.of("far", "127.0.0.1", OptionalInt.of(socket.getLocalPort()));
  }

  public SipMessage receive() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
    socket.receive(packet);
    byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
    if (SipParser.parse(bytes) instanceof ParseResult.Parsed parsed) {
      return parsed.message();
    }
    throw new AssertionError("not SIP");
  }

  /** The next request of that method; all else before it is passed over. */
  public SipRequest request(Method method) throws IOException {
    while (true) {
      if (receive() instanceof SipRequest request && request.method().equals(method)) {
        return request;
      }
    }
  }

  /** The next response; requests before it are passed over. */
  public SipResponse response() throws IOException {
    while (true) {
      if (receive() instanceof SipResponse response) {
        return response;
      }
    }
  }

  /** A 200 with a description, from the phone of that tag. */
  public SipResponse success(SipRequest invite, String tag, SessionDescription description) {
    SipResponse success =
        SipResponse.answering(invite, 200, tag)
            .withHeader("Contact", "<" + uri().encoded() + ">")
            .withBody(MediaType.SDP, description.toBytes());
    last = Optional.of(success);
    return success;
  }

  public void send(SipMessage message) throws IOException {
    byte[] bytes = message.toBytes();
    socket.send(new DatagramPacket(bytes, bytes.length, client));
  }

  /** A request of ours in the dialog of the last {@link #success}. */
  public SipRequest within(Method method, long sequence, byte[] body) {
    SipResponse success = last.orElseThrow();
    branches++;
    SipHeaders.Builder headers =
        SipHeaders.builder()
            .add("Via", "SIP/2.0/UDP 127.0.0.1:" + socket.getLocalPort() + ";branch=" + branch())
            .add("From", success.to().encoded())
            .add("To", success.from().encoded())
            .add("Call-ID", success.callId())
            .add("CSeq", new CSeq(sequence, method).encoded())
            .add("Contact", "<" + uri().encoded() + ">");
    SipUri target = SipUri.of("client", client.getHostString(), OptionalInt.of(client.getPort()));
    SipRequest request = SipRequest.of(method, target, headers.build());
    return body.length == 0 ? request : request.withBody(MediaType.SDP, body);
  }

  private String branch() {
    return "z9hG4bKfar" + branches;
  }

  @Override
  public void close() {
    socket.close();
  }
}
