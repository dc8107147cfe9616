package dev.rollcall.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipHeaders;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.transaction.RequestDraft;
import dev.rollcall.sip.transport.Peer;
import dev.rollcall.sip.transport.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

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
    return dialog.nextHop(peer -> true).orElseThrow().address().getPort();
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
}
