package dev.rollcall.sip.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.signalling.Destination;
import dev.rollcall.core.signalling.DialRequest;
import dev.rollcall.core.signalling.SipCredentials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SIPp is called. Skipped, with a word why, where it is not installed. */
class DialSippTest {
  @TempDir private Path folder;

  @BeforeEach
  void needsSipp() {
    assumeTrue(
        CalledSipp.isInstalled(), "SIPp is not installed (Debian: apt-get install sip-tester)");
  }

  @ParameterizedTest
  @CsvSource({"udp, u1", "tcp, t1"})
  void answersAndIsHungUp(String transport, String mode) throws Exception {
    try (CalledSipp sipp = CalledSipp.start(folder, "answer.xml", "-t", mode);
        DiallingHouse bench = DiallingHouse.open()) {
      if (transport.equals("tcp")) {
        sipp.awaitListening();
      }
      bench.dial(call(bench, sipp, ";transport=" + transport, DiallingHouse.LONG));
      bench.progress.awaitTold("ringing", "answered");
      bench.hangUp(LeaveReason.KICKED);
      bench.awaitOver();
      sipp.awaitSuccess();
    }
  }

  @Test
  void isBusy() throws Exception {
    try (CalledSipp sipp = CalledSipp.start(folder, "busy.xml");
        DiallingHouse bench = DiallingHouse.open()) {
      bench.dial(call(bench, sipp, "", DiallingHouse.LONG));
      assertThat(bench.progress.awaitFailure().status()).isEqualTo(CallStatus.BUSY);
      sipp.awaitSuccess();
    }
  }

  @Test
  void ringsInVain() throws Exception {
    try (CalledSipp sipp = CalledSipp.start(folder, "ring.xml");
        DiallingHouse bench = DiallingHouse.open()) {
      bench.dial(call(bench, sipp, "", Duration.ofSeconds(2)));
      assertThat(bench.progress.awaitFailure().status()).isEqualTo(CallStatus.NO_ANSWER);
      bench.awaitOver();
      sipp.awaitSuccess();
      assertThat(bench.progress.told()).containsExactly("ringing", "failed");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ", qop=\"auth\", algorithm=MD5, opaque=\"o\"",
        ", qop=\"auth,auth-int\"",
        ", algorithm=MD5"
      })
  void asksWhoWeAreAndIsHeardEarly(String how) throws Exception {
    answersOneItKnows(
        "401",
        "WWW-Authenticate",
        how,
        "<verifyauth assign_to=\"known\" username=\"ann\" password=\"secret\"/>");
  }

  /** SIPp reckons only what stands in Authorization, and only MD5. */
  @Test
  void asksAsAProxyWhoWeAre() throws Exception {
    answersOneItKnows(
        "407",
        "Proxy-Authenticate",
        ", qop=\"auth\", algorithm=SHA-256",
        "<ereg regexp=\"username=.ann.*response=.[0-9a-f]+\" search_in=\"hdr\""
            + " header=\"Proxy-Authorization:\" check_it=\"true\" assign_to=\"known\"/>");
  }

  private void answersOneItKnows(String status, String asks, String how, String check)
      throws Exception {
    try (CalledSipp sipp =
            CalledSipp.start(
                folder,
                "challenge.xml",
                Map.of("STATUS", status, "ASKS", asks, "HOW", how, "CHECK", check));
        DiallingHouse bench = DiallingHouse.open()) {
      bench.dial(call(bench, sipp, "", DiallingHouse.LONG));
      bench.progress.awaitTold("ringing", "early media", "answered");
      bench.hangUp(LeaveReason.KICKED);
      bench.awaitOver();
      sipp.awaitSuccess();
    }
  }

  private static DialRequest call(
      DiallingHouse bench, CalledSipp sipp, String parameters, Duration ringFor) {
    return bench.request(
        new Destination.Sip("sip:sipp@127.0.0.1:" + sipp.port() + parameters),
        ringFor,
        true,
        Optional.of(new SipCredentials("ann", "secret")));
  }
}
