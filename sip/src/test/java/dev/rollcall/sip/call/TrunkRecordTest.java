package dev.rollcall.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.signalling.Destination;
import dev.rollcall.core.signalling.DialRequest;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrunkRecordTest {
  @Test
  void aCallThatIsAnsweredIsCountedSo() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial(toNumber(bench), trunk(bench));
      assertThat(bench.trunk().calls()).isEqualTo(1);
      SipRequest invite = bench.invite();
      bench.far.send(bench.success(invite, "far"));
      bench.next(Method.ACK);
      bench.progress.awaitTold("answered");

      TrunkStatistics now = bench.trunk();
      assertThat(now.answered()).isEqualTo(1);
      assertThat(now.lastAnswered()).isPresent();
      assertThat(now.failed()).isZero();
      assertThat(now.lastFailure()).isEmpty();
    }
  }

  @Test
  void aCallThatFailsIsCountedWithItsReason() throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial(toNumber(bench), trunk(bench));
      bench.respond(bench.invite(), 404, "far");
      bench.progress.awaitFailure();

      TrunkStatistics now = bench.trunk();
      assertThat(now.failed()).isEqualTo(1);
      assertThat(now.lastFailure().orElseThrow().explanation()).contains("404");
      assertThat(now.answered()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {486, 480})
  void thatTheCalledWasBusyOrAwaySaysNothingAgainstTheTrunk(int status) throws Exception {
    try (DiallingHouse bench = DiallingHouse.open()) {
      bench.dial(toNumber(bench), trunk(bench));
      bench.respond(bench.invite(), status, "far");
      bench.progress.awaitFailure();

      assertThat(bench.trunk().calls()).isEqualTo(1);
      assertThat(bench.trunk().failed()).isZero();
      assertThat(bench.trunk().lastFailure()).isEmpty();
    }
  }

  private static Trunk trunk(DiallingHouse bench) {
    return Trunk.to("carrier", bench.far.uri().host(), bench.far.uri().port());
  }

  private static DialRequest toNumber(DiallingHouse bench) {
    return bench.request(
        new Destination.Telephone("+4930999"), DiallingHouse.LONG, true, Optional.empty());
  }
}
