package dev.rollcall.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.signalling.SipCredentials;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published examples, and challenges of every form. */
class DigestAuthenticationTest {
  private static final SipCredentials MUFASA = new SipCredentials("Mufasa", "Circle of Life");
  private static final String CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

  private static DigestChallenge challenge(String value) {
    return DigestChallenge.parse(value).orElseThrow();
  }

  /** RFC 7616 §3.9.1. */
  @ParameterizedTest
  @CsvSource({
    "MD5,     8ca523f5e9506fed4657c9700eebdbec",
    "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
  })
  void theExampleOfRfc7616(String algorithm, String response) {
    DigestChallenge challenge =
        challenge(
            "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm="
                + algorithm
                + ", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
                + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"");
    String answer =
        DigestAuthentication.answer(challenge, MUFASA, "GET", "/dir/index.html", CNONCE, 1);
    assertThat(answer)
        .isEqualTo(
            "Digest username=\"Mufasa\", realm=\"http-auth@example.org\","
                + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
                + " uri=\"/dir/index.html\", response=\""
                + response
                + "\", algorithm="
                + algorithm
                + ", cnonce=\""
                + CNONCE
                + "\", qop=auth, nc=00000001,"
                + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"");
  }

  /** RFC 2617 §3.5. */
  @Test
  void theExampleOfRfc2617() {
    DigestChallenge challenge =
        challenge(
            "Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\","
                + " nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"");
    assertThat(
            DigestAuthentication.response(
                challenge,
                new SipCredentials("Mufasa", "Circle Of Life"),
                "GET",
                "/dir/index.html",
                "0a4f113b",
                1))
        .isEqualTo("6629fae49393a05397450978507c4ef1");
  }

  /** RFC 2617 §3.2.2.1 without qop: H(H(A1):nonce:H(A2)), reckoned with Python's hashlib. */
  @Test
  void withoutQualityTheOldFormIsUsed() {
    DigestChallenge challenge = challenge("Digest realm=\"r\",nonce=\"n\"");
    String answer =
        DigestAuthentication.answer(
            challenge, new SipCredentials("u", "p"), "INVITE", "sip:b@h", "c", 1);
    assertThat(answer)
        .isEqualTo(
            "Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"sip:b@h\","
                + " response=\"f18f0ab52fe1060d2b0baf5da25443fd\", algorithm=MD5");
  }

  /** A1 of a session holds the nonces (RFC 7616 §3.4.2), reckoned with Python's hashlib. */
  @ParameterizedTest
  @CsvSource({
    "MD5-sess, 32b761ef1458633b25a7bd64bec109e2",
    "SHA-256-sess, cd56d27814a4f55ba32bdaaa12f2a92621201cbc992e1cb90c818302996248c8"
  })
  void aSessionHasTheNoncesInItsSecret(String algorithm, String response) {
    DigestChallenge challenge =
        challenge("Digest realm=\"r\",nonce=\"n\",qop=\"auth\",algorithm=" + algorithm);
    assertThat(
            DigestAuthentication.response(
                challenge, new SipCredentials("u", "p"), "INVITE", "sip:b@h", "c", 10))
        .isEqualTo(response);
  }

  @Test
  void aChallengeIsReadHoweverItIsWritten() {
    DigestChallenge challenge =
        challenge(
            "dIGEST\trealm = \"a \\\"quoted\\\", realm\" ,, nonce=\"x=,y\", STALE=TRUE,"
                + "Algorithm=sha-256,domain=\"sip:a sip:b\", unknown=token,qop=auth");
    assertThat(challenge)
        .isEqualTo(
            new DigestChallenge(
                "a \\\"quoted\\\", realm",
                "x=,y",
                Optional.empty(),
                true,
                DigestAlgorithm.SHA_256,
                true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Digest",
        "Digest realm=\"r\"",
        "Digest nonce=\"n\"",
        "Basic realm=\"r\", nonce=\"n\"",
        "Digestive realm=\"r\", nonce=\"n\"",
        "Digest realm=\"r\", nonce=\"n",
        "Digest realm=\"r\", nonce=\"n\\",
        "Digest realm=\"r\", nonce=\"n\", nonce=\"m\"",
        "Digest realm=\"r\", nonce=\"n\", nonsense",
        "Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\"",
        "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-1",
        "Digest realm=\"r\", nonce=\"n\", algorithm=MD5-sess",
        "Digest realm=\"r\", nonce=\"n\", algorithm="
      })
  void whatCannotBeAnsweredIsNoChallenge(String value) {
    assertThat(DigestChallenge.parse(value)).isEmpty();
  }

  @Test
  void aUserWithQuotesStaysOneWord() {
    String answer =
        DigestAuthentication.answer(
            challenge("Digest realm=\"r\",nonce=\"n\""),
            new SipCredentials("a\"b\\c", "p"),
            "INVITE",
            "sip:b@h",
            "c",
            1);
    assertThat(answer).startsWith("Digest username=\"a\\\"b\\\\c\", realm=");
  }
}
