package dev.rollcall.sip.call;

import dev.rollcall.sip.message.ParseResult;
import dev.rollcall.sip.message.SipMessage;
import dev.rollcall.sip.message.SipParser;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A phone that writes its own datagrams and answers nothing by itself. */
final class RawPhone implements AutoCloseable {
  private static final int WAIT_MILLIS = 10_000;
  private static final int LONGEST = 65_535;

  private final DatagramSocket socket;
  private final InetSocketAddress server;
  private final String name;
  private int branches;

  /**
   * @param name goes into Call-ID, tag and branches
   */
  RawPhone(InetSocketAddress server, String name) throws IOException {
    this.server = server;
    this.name = name;
    socket = new DatagramSocket(TestHouse.loopback(0));
    socket.setSoTimeout(WAIT_MILLIS);
  }

  int port() {
    return socket.getLocalPort();
  }

  String nextBranch() {
    branches++;
    return "z9hG4bK" + name + branches;
  }

  /** A request with what every request needs; {@code more} holds further header lines. */
  String request(String method, String uri, String branch, int cseq, String to, String more) {
    return method
        + " "
        + uri
        + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:"
        + port()
        + ";rport;branch="
        + branch
        + "\r\nMax-Forwards: 70\r\nFrom: <sip:"
        + name
        + "@127.0.0.1>;tag="
        + name
        + "\r\nTo: "
        + to
        + "\r\nCall-ID: "
        + name
        + "@raw\r\nCSeq: "
        + cseq
        + " "
        + method
        + "\r\nContact: <sip:"
        + name
        + "@127.0.0.1:"
        + port()
        + ">\r\n"
        + more;
  }

  static String withSdp(String request, byte[] sdp) {
    return request
        + "Content-Type: application/sdp\r\nContent-Length: "
        + sdp.length
        + "\r\n\r\n"
        + new String(sdp, StandardCharsets.UTF_8);
  }

  static String withoutBody(String request) {
    return request + "Content-Length: 0\r\n\r\n";
  }

  /** An INVITE to a room with our offer. */
  String invite(String room, String branch, int cseq, String more) {
    String uri = "sip:" + room + "@127.0.0.1";
    return withSdp(
        request("INVITE", uri, branch, cseq, "<" + uri + ">", more),
        TestHouse.offer(40_000).toBytes());
  }

  /** A request in the dialog that {@code answer} made. */
  String within(String method, SipResponse answer, int cseq, String more) {
    return request(method, contactOf(answer), nextBranch(), cseq, answer.to().encoded(), more);
  }

  static String contactOf(SipResponse answer) {
    String contact = answer.headers().first("Contact").orElseThrow();
    return contact.substring(contact.indexOf('<') + 1, contact.indexOf('>'));
  }

  void send(String message) throws IOException {
    send(message.getBytes(StandardCharsets.UTF_8));
  }

  void send(byte[] message) throws IOException {
    socket.send(new DatagramPacket(message, message.length, server));
  }

  SipMessage receive() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
    socket.receive(packet);
    byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
    if (SipParser.parse(bytes) instanceof ParseResult.Parsed parsed) {
      return parsed.message();
    }
    throw new AssertionError("not SIP: " + new String(bytes, StandardCharsets.UTF_8));
  }

  /** The next final response; provisional ones and requests before it are passed over. */
  SipResponse response() throws IOException {
    while (true) {
      if (receive() instanceof SipResponse response && !response.provisional()) {
        return response;
      }
    }
  }

  /** The next request; responses before it are passed over. */
  SipRequest request() throws IOException {
    while (true) {
      if (receive() instanceof SipRequest request) {
        return request;
      }
    }
  }

  /** Sends a request and gives its final response. */
  SipResponse ask(String request) throws IOException {
    send(request);
    return response();
  }

  /** Answers a request of the server. */
  void answer(SipRequest request, int status) throws IOException {
    send(SipResponse.answering(request, status, name).toBytes());
  }

  /** Calls a room and acknowledges the answer. */
  SipResponse join(String room) throws IOException {
    SipResponse answer = ask(invite(room, nextBranch(), 1, ""));
    if (answer.status() != 200) {
      throw new AssertionError(answer);
    }
    acknowledge(answer);
    return answer;
  }

  void acknowledge(SipResponse answer) throws IOException {
    send(withoutBody(within("ACK", answer, (int) answer.cseq().number(), "")));
  }

  /** Is not there any more. */
  void die() {
    socket.close();
  }

  @Override
  public void close() {
    socket.close();
  }
}
