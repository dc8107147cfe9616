package dev.rollcall.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.signalling.SipCredentials;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipHeaders;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.SipUri;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** When a challenged request is worth sending again, and with what. */
class DigestClientTest {
  private static final SipUri BOB = SipUri.of("bob", "example.com", OptionalInt.empty());

  private final DigestClient client =
      new DigestClient(new SipCredentials("ann", "secret"), () -> "cnonce");

  private static SipResponse refusal(int status, String... challenges) {
    SipHeaders.Builder headers =
        SipHeaders.builder()
            .add("Via", "SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKx")
            .add("From", "<sip:ann@example.com>;tag=a")
            .add("To", "<sip:bob@example.com>;tag=b")
            .add("Call-ID", "c")
            .add("CSeq", "1 INVITE");
    for (String challenge : challenges) {
      headers.add(status == 401 ? "WWW-Authenticate" : "Proxy-Authenticate", "Digest " + challenge);
    }
    return SipResponse.of(status, "", headers.build(), new byte[0]);
  }

  private static List<String> authorization(DigestClient.Exchange exchange) {
    return exchange.authorization(Method.INVITE, BOB).all("Authorization");
  }

  @Test
  void nothingIsShownToThoseWhoDidNotAsk() {
    assertThat(client.begin().authorization(Method.INVITE, BOB)).isEqualTo(SipHeaders.NONE);
  }

  @Test
  void theStrongestChallengeOfARealmIsAnswered() {
    DigestClient.Exchange exchange = client.begin();
    assertThat(
            exchange.refused(
                refusal(
                    401,
                    "realm=\"r\", nonce=\"weak\", algorithm=MD5, qop=\"auth\"",
                    "realm=\"r\", nonce=\"strong\", algorithm=SHA-256, qop=\"auth\"",
                    "realm=\"r\", nonce=\"old\"")))
        .isEmpty();
    assertThat(authorization(exchange))
        .singleElement()
        .asString()
        .contains("nonce=\"strong\"", "algorithm=SHA-256");
  }

  @Test
  void aProxyAndThePhoneBehindItAreBothAnswered() {
    DigestClient.Exchange exchange = client.begin();
    assertThat(exchange.refused(refusal(407, "realm=\"proxy\", nonce=\"n\""))).isEmpty();
    assertThat(exchange.refused(refusal(401, "realm=\"phone\", nonce=\"n\""))).isEmpty();
    SipHeaders headers = exchange.authorization(Method.INVITE, BOB);
    assertThat(headers.all("Proxy-Authorization")).singleElement().asString().contains("proxy");
    assertThat(headers.all("Authorization")).singleElement().asString().contains("phone");
  }

  @Test
  void laterRequestsCountUpTheSameNonce() {
    DigestClient.Exchange invite = client.begin();
    assertThat(invite.refused(refusal(401, "realm=\"r\", nonce=\"n\", qop=\"auth\""))).isEmpty();
    assertThat(authorization(invite)).singleElement().asString().contains("nc=00000001");
    assertThat(authorization(client.begin())).singleElement().asString().contains("nc=00000002");
  }

  @Test
  void refusedCredentialsAreNotShownAgain() {
    DigestClient.Exchange exchange = client.begin();
    assertThat(exchange.refused(refusal(401, "realm=\"r\", nonce=\"1\""))).isEmpty();
    assertThat(exchange.refused(refusal(401, "realm=\"r\", nonce=\"1\"")))
        .hasValueSatisfying(why -> assertThat(why).contains("wrong credentials"));
  }

  @Test
  void aNewNonceDoesNotMakeWrongCredentialsRight() {
    DigestClient.Exchange exchange = client.begin();
    assertThat(exchange.refused(refusal(401, "realm=\"r\", nonce=\"1\""))).isEmpty();
    assertThat(exchange.refused(refusal(401, "realm=\"r\", nonce=\"2\""))).isPresent();
  }

  @Test
  void aStaleNonceIsRenewedOnce() {
    DigestClient.Exchange exchange = client.begin();
    assertThat(exchange.refused(refusal(401, "realm=\"r\", nonce=\"1\""))).isEmpty();
    assertThat(exchange.refused(refusal(401, "realm=\"r\", nonce=\"2\", stale=true"))).isEmpty();
    assertThat(authorization(exchange)).singleElement().asString().contains("nonce=\"2\"");
    assertThat(exchange.refused(refusal(401, "realm=\"r\", nonce=\"3\", stale=true"))).isPresent();
  }

  @Test
  void aNonceOfAnEarlierRequestMayBeWornOut() {
    assertThat(client.begin().refused(refusal(401, "realm=\"r\", nonce=\"1\""))).isEmpty();
    DigestClient.Exchange bye = client.begin();
    assertThat(bye.refused(refusal(401, "realm=\"r\", nonce=\"2\""))).isEmpty();
    assertThat(authorization(bye)).singleElement().asString().contains("nonce=\"2\"");
  }

  @Test
  void whatIsNoChallengeCannotBeAnswered() {
    Optional<String> why = client.begin().refused(refusal(401, "realm=\"r\", qop=\"auth-int\""));
    assertThat(why).hasValueSatisfying(text -> assertThat(text).contains("not known here"));
  }

  @Test
  void realmsWithoutEndAreNotKept() {
    DigestClient.Exchange exchange = client.begin();
    Optional<String> why = Optional.empty();
    int rounds = 0;
    while (why.isEmpty() && rounds < 100) {
      why = exchange.refused(refusal(401, "realm=\"r" + rounds + "\", nonce=\"n\""));
      rounds++;
    }
    assertThat(rounds).isLessThan(20);
  }
}
