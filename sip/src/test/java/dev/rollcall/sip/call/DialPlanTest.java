package dev.rollcall.sip.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.signalling.Destination;
import dev.rollcall.core.signalling.DialRequest;
import dev.rollcall.core.signalling.SipCredentials;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.transport.Transport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which way calls go, and who they say they are from. */
class DialPlanTest {
  private static Trunk trunk(String name, String... prefixes) {
    return new Trunk(
        name,
        name + ".example.com",
        OptionalInt.empty(),
        Transport.UDP,
        List.of(prefixes),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  @ParameterizedTest
  @CsvSource({
    "sips:bob@h,                        DESTINATION_UNREACHABLE, TLS",
    "sip:bob@h;transport=tls,           DESTINATION_UNREACHABLE, transport=udp",
    "sip:bob@h;transport=ws,            DESTINATION_UNREACHABLE, ws",
    "sip:bob@h h,                       DESTINATION_INVALID,     sip:user@host",
    "sip:,                              DESTINATION_INVALID,     sip:user@host",
    "sip:bob@h?Subject=a,               DESTINATION_INVALID,     X-",
    "sip:bob@h?X-a=b&Route=c,           DESTINATION_INVALID,     X-",
    "sip:bob@h?X-a=b%0D%0AVia:c,        DESTINATION_INVALID,     control",
    "sip:bob@h?X-a%3A=b,                DESTINATION_INVALID,     names",
    "sip:bob@h?X-a,                     DESTINATION_INVALID,     sip:user@host"
  })
  void whatCannotBeCalledIsRefused(String uri, Problem problem, String text) {
    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class, () -> new DialPlan(List.of()).route(new Destination.Sip(uri)));
    assertThat(refused.problem()).isEqualTo(problem);
    assertThat(refused.explanation()).contains(text);
  }

  @Test
  void headersOfTheAddressAreBounded() {
    DialPlan plan = new DialPlan(List.of());
    String most = "sip:bob@h?X-a=" + "b".repeat(1_020);
    assertThat(plan.route(new Destination.Sip(most)).headers().list()).hasSize(1);
    assertThatThrownBy(() -> plan.route(new Destination.Sip(most + "b")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("1024");
  }

  @Test
  void aTestPhoneIsNotOurs() {
    assertThatThrownBy(
            () ->
                new DialPlan(List.of())
                    .route(new Destination.TestPhone(Destination.TestPhone.Behaviour.ECHO)))
        .isInstanceOf(RefusedException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "+4930123, germany",
    "+4989123, munich",
    "+4989555, munich",
    "+1212555, world",
    "+3312345, france"
  })
  void theLongestPrefixHasTheNumberAndThenTheFirstTrunk(String number, String name) {
    DialPlan plan =
        new DialPlan(
            List.of(
                trunk("world"),
                trunk("germany", "+49", "+43"),
                trunk("france", "+33"),
                trunk("munich", "+4989", "+49"),
                trunk("other", "+33")));
    assertThat(plan.route(new Destination.Telephone(number)).trunk().map(Trunk::name))
        .contains(name);
  }

  @Test
  void aNumberThatNoTrunkTakesIsUnreachable() {
    Destination number = new Destination.Telephone("+15551234");
    for (List<Trunk> trunks : List.of(List.<Trunk>of(), List.of(trunk("germany", "+49")))) {
      RefusedException refused =
          catchThrowableOfType(RefusedException.class, () -> new DialPlan(trunks).route(number));
      assertThat(refused.problem()).isEqualTo(Problem.DESTINATION_UNREACHABLE);
      assertThat(refused.explanation()).contains("trunk", "+15551234");
    }
  }

  @Test
  void aTrunkThatCannotWorkIsNotMade() {
    assertThatThrownBy(() -> trunk("germany", "0049")).hasMessageContaining("+49");
    assertThatThrownBy(() -> trunk("")).hasMessageContaining("name");
    assertThatThrownBy(() -> Trunk.to("bad", "not a host", OptionalInt.empty()))
        .hasMessageContaining("host");
    assertThatThrownBy(() -> Trunk.to("bad", "h", OptionalInt.of(0))).hasMessageContaining("port");
  }

  @Test
  void aTrunkKeepsItsSecretOutOfItsText() {
    Trunk trunk =
        new Trunk(
            "t",
            "h",
            OptionalInt.empty(),
            Transport.UDP,
            List.of(),
            Optional.of(new SipCredentials("ann", "secret")),
            Optional.empty(),
            false);
    assertThat(trunk.toString()).contains("ann").doesNotContain("secret");
  }

  @Test
  void aNumberGoesThroughItsTrunk() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      int port = bench.far.uri().port().orElseThrow();
      bench.dial(
          bench.request(
              new Destination.Telephone("+4989555"), DiallingHouse.LONG, true, Optional.empty()),
          Trunk.to("carrier", "127.0.0.1", OptionalInt.of(port)));
      SipRequest invite = bench.invite();
      assertThat(invite.uri().encoded())
          .isEqualTo("sip:+4989555@127.0.0.1:" + port + ";user=phone");
      assertThat(invite.from().uri().encoded()).isEqualTo("sip:+4930123@127.0.0.1");
      assertThat(invite.headers().all("P-Asserted-Identity"))
          .containsExactly("<sip:+4930123@127.0.0.1>");
    }
  }

  @Test
  void aTrunkMayShowItsOwnNumberTakeNumbersWithoutPlusAndAskWhoWeAre() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      int port = bench.far.uri().port().orElseThrow();
      bench.dial(
          bench.request(
              new Destination.Telephone("+4989555"), DiallingHouse.LONG, true, Optional.empty()),
          new Trunk(
              "carrier",
              "127.0.0.1",
              OptionalInt.of(port),
              Transport.UDP,
              List.of("+49"),
              Optional.of(new SipCredentials("trunk-user", "secret")),
              Optional.of("+4940999"),
              true));
      SipRequest invite = bench.invite();
      assertThat(invite.uri().encoded()).startsWith("sip:4989555@");
      assertThat(invite.from().uri().encoded()).isEqualTo("sip:+4940999@127.0.0.1");
      assertThat(invite.headers().all("P-Asserted-Identity"))
          .containsExactly("<sip:+4940999@127.0.0.1>");
      bench.challenge(invite, 407, "Digest realm=\"carrier\", nonce=\"n\"");
      bench.next(Method.ACK);
      assertThat(bench.next(Method.INVITE).headers().first("Proxy-Authorization").orElseThrow())
          .contains("trunk-user");
    }
  }

  @Test
  void theCallerIsShownAsTheAppSaid() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      DialRequest plain = bench.request();
      bench.dial(
          new DialRequest(
              plain.account(),
              plain.call(),
              new Destination.Sip(bench.far.uri().encoded() + ";method=BYE?X-Ticket=4%202&x-b=c"),
              "client:ann",
              Optional.of("client:board \"room\""),
              Optional.of("Ann\r\n \"B\""),
              plain.ringFor(),
              true,
              Optional.empty()));
      SipRequest invite = bench.invite();
      assertThat(invite.uri()).isEqualTo(bench.far.uri());
      assertThat(invite.from().displayName()).contains("Ann \"B\"");
      assertThat(invite.from().uri().encoded()).isEqualTo("sip:board%20%22room%22@127.0.0.1");
      assertThat(invite.headers().all("P-Asserted-Identity"))
          .containsExactly("<sip:ann@127.0.0.1>");
      assertThat(invite.headers().first("X-Ticket")).contains("4 2");
      assertThat(invite.headers().first("x-b")).contains("c");
    }
  }
}
