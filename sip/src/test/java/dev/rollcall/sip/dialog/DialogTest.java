package dev.rollcall.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipHeaders;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.transaction.RequestDraft;
import dev.rollcall.sip.transport.Peer;
import dev.rollcall.sip.transport.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where requests within a dialog go, and what they say (RFC 3261 §12.2.1.1). */
class DialogTest {
  private static final Peer SOURCE =
      new Peer(Transport.UDP, new InetSocketAddress(InetAddress.getLoopbackAddress(), 7777));

  private static Dialog dialog(String sentBy, String... recordRoutes) throws Exception {
    SipHeaders.Builder headers =
        SipHeaders.builder()
            .add("Via", "SIP/2.0/UDP " + sentBy + ";branch=z9hG4bK1")
            .add("From", "<sip:a@127.0.0.1>;tag=theirs")
            .add("To", "<sip:room@127.0.0.1>")
            .add("Call-ID", "call")
            .add("CSeq", "4 INVITE")
            .add("Contact", "<sip:a@127.0.0.1:6000>");
    for (String route : recordRoutes) {
      headers.add("Record-Route", route);
    }
    SipUri room = SipUri.of("room", "127.0.0.1", OptionalInt.empty());
    SipRequest invite = SipRequest.of(Method.INVITE, room, headers.build());
    return Dialog.answering(invite, "ours", room, SOURCE);
  }

  private static int port(Dialog dialog) {
    return dialog.nextHop(peer -> true).address().getPort();
  }

  @Test
  void withoutRoutesTheContactIsAsked() throws Exception {
    Dialog dialog = dialog("127.0.0.1:6000");
    assertThat(port(dialog)).isEqualTo(6000);
    RequestDraft bye = dialog.request(Method.BYE);
    assertThat(bye.uri().encoded()).isEqualTo("sip:a@127.0.0.1:6000");
    assertThat(bye.headers().first("From").orElse("")).endsWith("tag=ours");
    assertThat(bye.headers().first("To").orElse("")).endsWith("tag=theirs");
    assertThat(bye.headers().first("CSeq")).contains("1 BYE");
    assertThat(dialog.request(Method.BYE).headers().first("CSeq")).contains("2 BYE");
  }

  @Test
  void aPhoneBehindATranslatorIsAskedWhereItSpokeFrom() throws Exception {
    assertThat(port(dialog("10.1.2.3:6000"))).isEqualTo(7777);
  }

  @Test
  void aLooseRouterIsVisitedOnTheWay() throws Exception {
    Dialog dialog = dialog("127.0.0.1", "<sip:127.0.0.1:6001;lr>", "<sip:127.0.0.1:6002;lr>");
    assertThat(port(dialog)).isEqualTo(6001);
    RequestDraft bye = dialog.request(Method.BYE);
    assertThat(bye.uri().encoded()).isEqualTo("sip:a@127.0.0.1:6000");
    assertThat(bye.headers().all("Route"))
        .containsExactly("<sip:127.0.0.1:6001;lr>", "<sip:127.0.0.1:6002;lr>");
  }

  @Test
  void aStrictRouterBecomesTheAddress() throws Exception {
    Dialog dialog = dialog("127.0.0.1", "<sip:127.0.0.1:6001>", "<sip:127.0.0.1:6002;lr>");
    RequestDraft bye = dialog.request(Method.BYE);
    assertThat(bye.uri().encoded()).isEqualTo("sip:127.0.0.1:6001");
    assertThat(bye.headers().all("Route"))
        .containsExactly("<sip:127.0.0.1:6002;lr>", "<sip:a@127.0.0.1:6000>");
  }

  /** A dialog that began with an INVITE of ours over TCP, to that peer and answered from it. */
  private static Dialog called(String peer, String contact) throws Exception {
    SipHeaders headers =
        SipHeaders.builder()
            .add("Via", "SIP/2.0/TCP 127.0.0.1;branch=z9hG4bK1")
            .add("From", "<sip:room@127.0.0.1>;tag=ours")
            .add("To", "<sip:a@127.0.0.1>")
            .add("Call-ID", "call")
            .add("CSeq", "4 INVITE")
            .build();
    SipUri room = SipUri.of("room", "127.0.0.1", OptionalInt.empty());
    SipRequest invite = SipRequest.of(Method.INVITE, room, headers);
    SipResponse answer =
        SipResponse.answering(invite, 200, "theirs").withHeader("Contact", "<" + contact + ">");
    InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral(peer), 7777);
    return Dialog.answeredBy(invite, answer, room, new Peer(Transport.TCP, address));
  }

  @ParameterizedTest
  @CsvSource({
    "a proxy is passed by,            192.0.2.1, sip:a@192.0.2.2:6000;transport=tcp, TCP, 6000",
    "the phone itself,                192.0.2.1, sip:a@192.0.2.1:7777,               TCP, 7777",
    "a phone behind a translator,     192.0.2.1, sip:a@10.0.0.1:6000;transport=tcp,  TCP, 7777",
    "two in one private network,      10.0.0.2,  sip:a@10.0.0.1:6000,                UDP, 6000",
    "an address without TLS here,     192.0.2.1, sips:a@192.0.2.2:6000,              TCP, 7777",
    "a transport that is not spoken,  192.0.2.1, sip:a@192.0.2.2:6000;transport=ws,  TCP, 7777",
    "a number,                        192.0.2.1, tel:+4930123,                       TCP, 7777",
    "a name that nobody looked up,    192.0.2.1, sip:a@name.invalid:6000,            TCP, 7777"
  })
  void whomWeCalledIsAskedAtItsContact(
      String what, String peer, String contact, Transport transport, int port) throws Exception {
    Peer next = called(peer, contact).nextHop(_ -> true);
    assertThat(next.transport()).as(what).isEqualTo(transport);
    assertThat(next.address().getPort()).as(what).isEqualTo(port);
  }

  @Test
  void theConnectionOfARequestOfTheirsIsUsedAgain() throws Exception {
    Dialog dialog = called("192.0.2.1", "sip:a@192.0.2.2:6000;transport=tcp");
    SipHeaders headers =
        SipHeaders.builder()
            .add("Via", "SIP/2.0/TCP 192.0.2.2;branch=z9hG4bK2")
            .add("From", "<sip:a@127.0.0.1>;tag=theirs")
            .add("To", "<sip:room@127.0.0.1>;tag=ours")
            .add("Call-ID", "call")
            .add("CSeq", "1 INFO")
            .build();
    SipUri room = SipUri.of("room", "127.0.0.1", OptionalInt.empty());
    Peer source = new Peer(Transport.TCP, new InetSocketAddress("192.0.2.2", 8888));
    assertThat(dialog.takesInOrder(SipRequest.of(Method.INFO, room, headers), source)).isTrue();
    assertThat(dialog.nextHop(_ -> true)).isEqualTo(source);
    assertThat(port(dialog)).isEqualTo(8888);
    assertThat(dialog.nextHop(_ -> false).address().getPort()).isEqualTo(6000);
  }

  @Test
  void aNameIsFollowedOnceItsAddressIsKnown() throws Exception {
    SipUri contact = SipUri.parse("sip:a@name.invalid:6000;transport=tcp");
    Dialog dialog = called("192.0.2.1", contact.encoded());
    assertThat(dialog.unresolved(_ -> true)).contains(contact);
    dialog.resolved(contact, SOURCE);
    assertThat(dialog.unresolved(_ -> true)).isEmpty();
    assertThat(dialog.nextHop(_ -> true)).isEqualTo(SOURCE);
    assertThat(called("192.0.2.1", "tel:+4930123").unresolved(_ -> true)).isEmpty();
    assertThat(called("192.0.2.1", "sip:a@192.0.2.2").unresolved(_ -> true)).isEmpty();
  }
}
