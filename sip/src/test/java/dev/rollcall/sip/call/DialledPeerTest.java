package dev.rollcall.sip.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.signalling.Destination;
import dev.rollcall.core.signalling.DialFailure;
import dev.rollcall.core.signalling.DialRequest;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.transport.Transport;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom an account may call: phones, wherever they are, and not the rooms of another account. */
class DialledPeerTest {
  private static final AccountSid ANOTHER = new AccountSid(new UUID(3, 4));

  private static DialRequest by(AccountSid account, DiallingHouse bench, Destination to) {
    return new DialRequest(
        account,
        bench.call,
        to,
        "+4930123",
        Optional.empty(),
        Optional.empty(),
        DiallingHouse.LONG,
        true,
        Optional.empty());
  }

  private static Destination listener(DiallingHouse bench, String host, Transport transport) {
    return new Destination.Sip(
        "sip:standup@"
            + host
            + ":"
            + bench.house.address(transport).getPort()
            + ";transport="
            + transport.parameter());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "0.0.0.0", "localhost", "2130706433"})
  void anotherAccountDoesNotReachOurRooms(String host) throws Exception {
    for (Transport transport : Transport.values()) {
      try (DiallingHouse bench = DiallingHouse.open()) {
        bench.dial(by(ANOTHER, bench, listener(bench, host, transport)));
        DialFailure failure = bench.progress.awaitFailure();
        assertThat(failure.status()).isEqualTo(CallStatus.FAILED);
        assertThat(failure.explanation()).contains("this server's own listener");
        bench.awaitOver();
        assertThat(bench.house.server.statistics().transport().sent()).isZero();
      }
    }
  }

  @Test
  void theAccountOfTheListenerMayCallItsOwnRooms() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial(by(TestHouse.ACCOUNT, bench, listener(bench, "127.0.0.1", Transport.UDP)));
      bench.progress.awaitTold("answered");
      bench.house.awaitCalls(2);
    }
  }

  @Test
  void theOperatorsTrunkMayLeadToOurRooms() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      int port = bench.house.address(Transport.UDP).getPort();
      bench.dial(
          by(ANOTHER, bench, new Destination.Telephone("+4930123")),
          Trunk.to("ourselves", "127.0.0.1", OptionalInt.of(port)));
      bench.progress.awaitTold("answered");
    }
  }

  @Test
  void aCallThatComesBackOnAnotherWayIsRefused() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial(by(ANOTHER, bench, bench.request().to()));
      SipRequest invite = bench.invite();
      bench.far.send(invite);
      SipResponse refused = bench.far.response();
      while (refused.provisional()) {
        refused = bench.far.response();
      }
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.headers().first("Warning").orElseThrow()).contains("account");
      assertThat(bench.house.admission.present()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "[fe80::1]",
        "224.0.0.1",
        "[ff02::1]",
        "255.255.255.255",
        "2851995905"
      })
  void whatLeadsToNoPhoneIsRefusedAtOnce(String host) throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      Destination to = new Destination.Sip("sip:bob@" + host);
      RefusedException refused =
          catchThrowableOfType(
              RefusedException.class,
              () -> bench.house.server.dialer(List.of(), InstantSource.system()).check(to));
      assertThat(refused.problem()).isEqualTo(Problem.DESTINATION_INVALID);
      assertThat(refused.explanation()).contains("which is not called");
      bench.dial(by(TestHouse.ACCOUNT, bench, to));
      assertThat(bench.progress.awaitFailure().explanation()).contains("which is not called");
    }
  }
}
