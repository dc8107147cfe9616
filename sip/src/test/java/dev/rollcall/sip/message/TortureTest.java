package dev.rollcall.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The torture messages of RFC 4475: what is sound is read right, what is not is refused in the
 * right way.
 */
class TortureTest {

  private static SipMessage parsed(String name) {
    ParseResult result = SipParser.parse(TortureMessages.message(name));
    assertThat(result).as(name).isInstanceOf(ParseResult.Parsed.class);
    return ((ParseResult.Parsed) result).message();
  }

  private static SipRequest request(String name) {
    return (SipRequest) parsed(name);
  }

  @Test
  void aShortTortuousInvite() throws MalformedSipException {
    SipRequest invite = request("wsinv");

    assertThat(invite.method()).isEqualTo(Method.INVITE);
    SipUri uri = (SipUri) invite.uri();
    assertThat(uri.user()).contains("vivekg");
    assertThat(uri.host()).isEqualTo("chair-dnrc.example.com");
    assertThat(uri.parameters().contains("unknownparam")).isTrue();
    assertThat(invite.toTag()).contains("1918181833n");
    assertThat(invite.from().displayName()).contains("J Rosenberg \\\"");
    assertThat(invite.fromTag()).contains("98asjd8");
    assertThat(invite.headers().maxForwards()).hasValue(68);
    assertThat(invite.callId()).isEqualTo("wsinv.ndaksdj@192.0.2.1");
    assertThat(invite.cseq()).isEqualTo(new CSeq(9, Method.INVITE));
    assertThat(invite.headers().vias())
        .extracting(Via::encoded)
        .containsExactly(
            "SIP/2.0/UDP 192.0.2.2;branch=390skdjuw",
            "SIP/2.0/TCP spindle.example.com;branch=z9hG4bK9ikj8",
            "SIP/2.0/UDP 192.168.255.111;branch=z9hG4bK30239");
    assertThat(invite.headers().first("Subject")).contains("");
    assertThat(invite.headers().first("newfangledheader"))
        .contains("newfangled value continued newfangled value");
    assertThat(invite.headers().first("UnknownHeaderWithUnusualValue")).contains(";;,,;;,;");
    SipUri route = (SipUri) invite.headers().routes().getFirst().uri();
    assertThat(route.looseRouter()).isTrue();
    assertThat(route.parameter("unknownwith")).contains("value");
    NameAddress contact = invite.headers().contacts().getFirst();
    assertThat(contact.displayName()).contains("Quoted string \"\"");
    assertThat(contact.parameters().value("newparam")).contains("newvalue");
    assertThat(contact.parameters().contains("secondparam")).isTrue();
    assertThat(contact.parameters().value("q")).contains("0.33");
    assertThat(invite.body()).hasSize(150);
  }

  @Test
  void aWideRangeOfValidCharacters() {
    SipRequest request = request("intmeth");

    assertThat(request.method().name()).isEqualTo("!interesting-Method0123456789_*+`.%indeed'~");
    SipUri uri = (SipUri) request.uri();
    assertThat(uri.user()).contains("1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*");
    assertThat(uri.password()).contains("&it+has=1,weird!*pas$wo~d_too.(doesn't-it)");
    assertThat(uri.host()).isEqualTo("example.com");
    assertThat(request.via().branch()).contains("z9hG4bK-.!%66*_+`'~");
    assertThat(request.to().displayName()).contains("BEL:\u0007 NUL:\0 DEL:\u007f");
    assertThat(request.from().displayName()).contains("token1~` token2'+_ token3*%!.-");
    assertThat(request.from().parameters().value("fromParam''~+*_!.-%")).contains("работающий");
    assertThat(request.fromTag()).contains("_token~1'+`*%!-.");
    assertThat(request.callId()).isEqualTo("intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{");
    assertThat(request.headers().first("extensionHeader-!.%*+_`'~")).contains("\ufeff大停電");
    assertThat(request.toString()).doesNotContain("weird!*pas").doesNotContain("\u0007");
  }

  @Test
  void escapesInUris() throws MalformedSipException {
    SipRequest request = request("esc01");

    assertThat(((SipUri) request.uri()).user()).contains("sips:user@example.com");
    assertThat(((SipUri) request.to().uri()).user()).contains("user");
    assertThat(((SipUri) request.from().uri()).user()).contains("I have spaces");
    SipUri contact = (SipUri) request.headers().contacts().getFirst().uri();
    assertThat(contact.user()).contains("caller");
    assertThat(contact.encoded())
        .isEqualTo("sip:cal%6Cer@host5.example.net;%6C%72;n%61me=v%61lue%25%34%31");
    assertThat(request.body()).hasSize(150);
  }

  @Test
  void escapedNulls() throws MalformedSipException {
    SipRequest request = request("escnull");

    assertThat(((SipUri) request.to().uri()).user()).contains("null-\0-null");
    assertThat(request.headers().contacts())
        .extracting(contact -> ((SipUri) contact.uri()).user().orElseThrow())
        .containsExactly("\0", "\0\0");
  }

  @Test
  void aPercentSignThatEscapesNothing() throws MalformedSipException {
    SipRequest request = request("esc02");

    assertThat(request.method())
        .isEqualTo(new Method("RE%47IST%45R"))
        .isNotEqualTo(Method.REGISTER);
    assertThat(request.to().displayName()).contains("%Z%45");
    assertThat(request.headers().contacts()).hasSize(2);
  }

  @Test
  void noSpaceBeforeTheAngleBracket() {
    assertThat(request("lwsdisp").from().displayName()).contains("caller");
  }

  @Test
  void longValues() throws MalformedSipException {
    SipRequest request = request("longreq");

    assertThat(request.to().displayName().orElseThrow()).hasSizeGreaterThan(90);
    assertThat(request.headers().vias()).hasSize(34);
    assertThat(request.headers().vias().getLast().received()).contains("192.0.2.5");
    assertThat(request.via().host()).isEqualTo("sip33.example.com");
    assertThat(request.body()).hasSize(150);
  }

  @Test
  void octetsAfterTheMessageInADatagram() {
    SipRequest request = request("dblreq");

    assertThat(request.method()).isEqualTo(Method.REGISTER);
    assertThat(request.body()).isEmpty();
  }

  @Test
  void semicolonsInTheUser() throws MalformedSipException {
    SipRequest request = request("semiuri");

    SipUri uri = (SipUri) request.uri();
    assertThat(uri.user()).contains("user;par=u@example.net");
    assertThat(uri.parameters().list()).isEmpty();
    assertThat(request.headers().accept())
        .extracting(MediaType::encoded)
        .containsExactly(
            "application/sdp",
            "application/pkcs7-mime",
            "multipart/mixed",
            "multipart/signed",
            "message/sip",
            "message/sipfrag");
  }

  @Test
  void unknownTransports() throws MalformedSipException {
    assertThat(request("transports").headers().vias())
        .extracting(Via::transport)
        .containsExactly("UDP", "SCTP", "TLS", "UNKNOWN", "TCP");
  }

  @Test
  void aBinaryMultipartBody() throws MalformedSipException {
    SipRequest request = request("mpart01");

    assertThat(request.body()).hasSize(553);
    MediaType type = request.headers().contentType().orElseThrow();
    assertThat(type.type()).isEqualTo("multipart");
    assertThat(type.parameters().value("boundary")).contains("7a9cbec02ceef655");
    assertThat(request.via().rportRequested()).isTrue();
    assertThat(request.via().rport()).isEmpty();
  }

  @Test
  void unusualReasonPhrases() {
    SipResponse unusual = (SipResponse) parsed("unreason");
    assertThat(unusual.status()).isEqualTo(200);
    assertThat(unusual.reason()).isEqualTo("= 2**3 * 5**2 но сто девяносто девять - простое");
    assertThat(unusual.body()).hasSize(154);

    SipResponse empty = (SipResponse) parsed("noreason");
    assertThat(empty.status()).isEqualTo(100);
    assertThat(empty.reason()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "badinv01, 400, Via",
    "clerr, 400, Content-Length",
    "ncl, 400, Content-Length",
    "scalar02, 400, CSeq",
    "quotbal, 400, To",
    "ltgtruri, 400, URI",
    "lwsruri, 400, Request-Line",
    "lwsstart, 400, Request-Line",
    "trws, 400, Request-Line",
    "escruri, 400, Request-URI",
    "badaspec, 400, To",
    "baddn, 400, From",
    "badvers, 505, Version",
    "mismatch01, 400, CSeq",
    "mismatch02, 400, CSeq",
    "insuf, 400, From",
    "multi01, 400, CSeq",
    "mcl01, 400, Content-Length",
  })
  void unsoundRequestsAreAnswered(String name, int status, String named) {
    ParseResult result = SipParser.parse(TortureMessages.message(name));

    assertThat(result).isInstanceOf(ParseResult.Refusable.class);
    ParseResult.Refusable refusable = (ParseResult.Refusable) result;
    assertThat(refusable.status()).isEqualTo(status);
    assertThat(refusable.reason()).contains(named);
    String answer = new String(refusable.answer(refusable.via(), "t"), StandardCharsets.UTF_8);
    assertThat(answer)
        .startsWith("SIP/2.0 " + status + " ")
        .contains("\r\nVia: SIP/")
        .endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalarlg", "bigcode"})
  void unsoundResponsesAreDropped(String name) {
    assertThat(SipParser.parse(TortureMessages.message(name)))
        .isInstanceOf(ParseResult.Unusable.class);
  }

  @Test
  void whatIsNotReadIsNotRefused() {
    assertThat(request("baddate").headers().first("Date"))
        .contains("Fri, 01 Jan 2010 16:00:00 EST");
    assertThatThrownBy(() -> request("regbadct").headers().contacts())
        .isInstanceOf(MalformedSipException.class)
        .hasMessageContaining("Contact");
    assertThatThrownBy(() -> NameAddress.parse("Contact", "\"Joe\" <sip:joe@example.org>;;;;"))
        .isInstanceOf(MalformedSipException.class);
  }

  @Test
  void aBranchThatIsOnlyTheCookie() {
    assertThat(request("badbranch").via().branch()).contains("z9hG4bK");
  }

  @Test
  void unknownSchemes() throws MalformedSipException {
    assertThat(request("unkscm").uri())
        .isEqualTo(new OtherUri("nobodyknowsthisscheme", "totallyopaquecontent"));
    assertThat(request("novelsc").uri().scheme()).isEqualTo("soap.beep");
    SipRequest register = request("unksm2");
    assertThat(register.to().uri().encoded()).isEqualTo("isbn:2983792873");
    assertThat(register.from().uri().encoded()).isEqualTo("http://www.example.com");
    assertThat(register.headers().contacts().getFirst().uri().encoded())
        .isEqualTo("name:John_Smith");
  }

  @Test
  void applicationLayerMattersAreLeftToTheApplication() throws MalformedSipException {
    assertThat(request("bext01").headers().require())
        .isEqualTo(Set.of("nothingSupportsThis", "nothingSupportsThisEither"));
    assertThat(request("bext01").headers().optionTags("Proxy-Require")).hasSize(2);
    assertThat(request("invut").headers().contentType().orElseThrow().is(MediaType.SDP)).isFalse();
    assertThat(request("invut").body()).hasSize(40);
    assertThat(request("regaut01").toString()).doesNotContain("opaque-data");
    assertThat(((SipResponse) parsed("bcast")).headers().vias()).hasSize(2);
    assertThat(request("zeromf").headers().maxForwards()).hasValue(0);
    assertThat(request("sdp01").headers().accept())
        .containsExactly(MediaType.parse("Accept", "text/nobodyknowsthis"));
  }

  @Test
  void parametersBelongToTheHeaderUnlessBracketsSayOtherwise() throws MalformedSipException {
    NameAddress header = request("cparam01").headers().contacts().getFirst();
    assertThat(header.parameters().contains("unknownparam")).isTrue();
    assertThat(((SipUri) header.uri()).parameters().list()).isEmpty();

    NameAddress uri = request("cparam02").headers().contacts().getFirst();
    assertThat(uri.parameters().list()).isEmpty();
    assertThat(((SipUri) uri.uri()).parameters().contains("unknownparam")).isTrue();

    SipUri escaped = (SipUri) request("regescrt").headers().contacts().getFirst().uri();
    assertThat(escaped.headers())
        .isEqualTo(List.of(Map.entry("Route", "%3Csip:sip.example.com%3E")));
  }

  @Test
  void rfc2543Syntax() throws MalformedSipException {
    SipRequest invite = request("inv2543");

    assertThat(invite.via().branch()).isEmpty();
    assertThat(invite.via().hasMagicCookie()).isFalse();
    assertThat(invite.fromTag()).isEmpty();
    assertThat(invite.to().parameters().value("user")).contains("phone");
    assertThat(invite.headers().recordRoutes()).hasSize(1);
    assertThat(new String(invite.body(), StandardCharsets.UTF_8))
        .startsWith("v=0")
        .endsWith("AVP 0\r\n");
  }
}
