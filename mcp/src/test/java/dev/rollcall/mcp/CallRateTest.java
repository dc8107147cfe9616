package dev.rollcall.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.mcp.TestClient.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** How fast callers may send requests. */
final class CallRateTest {
  private static final String CALL = "{'name':'echo','arguments':{'text':'x'}}";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T08:00:00Z"));

  @Test
  void whoIsTooFastIsToldWhenToComeBackAndNobodyElseSuffers() throws IOException {
    try (SampleServer server = SampleServer.start(SampleServer.rate(2, 3));
        TestClient ada = server.client("ada");
        TestClient bob = server.client("bob")) {
      for (int call = 0; call < 3; call++) {
        assertThat(ada.modern("tools/call", CALL).status()).isEqualTo(200);
      }

      Reply refused = ada.modern("tools/call", CALL);

      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.headers()).containsEntry("retry-after", "1");
      assertThat(refused.code()).isEqualTo(429);
      assertThat(refused.json().path("id").asInt()).isEqualTo(7);
      assertThat(refused.error().path("message").asString())
          .contains("more than 2 requests per second", "again in 1 s");
      assertThat(bob.modern("tools/call", CALL).status()).isEqualTo(200);
      server.pass(Duration.ofMillis(500));
      assertThat(ada.modern("tools/call", CALL).status()).isEqualTo(200);
      assertThat(ada.modern("tools/call", CALL).status()).isEqualTo(429);
    }
  }

  @Test
  void eachMessageOfABatchAndEachOpeningOfAStreamCounts() throws IOException {
    try (SampleServer server = SampleServer.start(SampleServer.rate(1, 4));
        TestClient ada = server.client("ada")) {
      Map<String, String> session = Map.of("Mcp-Session-Id", ada.initialize("2025-03-26", "{}"));
      String ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

      Reply batch = ada.send("POST", "[" + ping + "," + ping + "," + ping + "]", session);
      Reply stream = ada.send("GET", "", session);

      assertThat(batch.status()).isEqualTo(200);
      assertThat(stream.status()).isEqualTo(429);
      assertThat(ada.send("POST", "[" + ping + "," + ping + "]", session).headers())
          .containsEntry("retry-after", "2");
    }
  }

  @Test
  void aBucketFillsAtItsRateUpToItsSize() {
    CallRates rates = new CallRates(SampleServer.rate(10, 5), now::get);
    assertThat(rates.take("ada", 5)).isZero();
    assertThat(rates.take("ada", 1)).isEqualTo(Duration.ofMillis(100));
    pass(Duration.ofMillis(200));
    assertThat(rates.take("ada", 3)).isEqualTo(Duration.ofMillis(100));
    assertThat(rates.take("ada", 2)).isZero();
    pass(Duration.ofHours(1));
    assertThat(rates.take("ada", 5)).isZero();
    assertThat(rates.take("ada", 1)).isPositive();
  }

  @Test
  void moreThanABucketHoldsCostsAWholeBucket() {
    CallRates rates = new CallRates(SampleServer.rate(10, 5), now::get);
    assertThat(rates.take("ada", 50)).isZero();
    assertThat(rates.take("ada", 1)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void aClockThatIsSetBackShutsNobodyOut() {
    CallRates rates = new CallRates(SampleServer.rate(10, 5), now::get);
    assertThat(rates.take("ada", 5)).isZero();
    pass(Duration.ofDays(-1));
    assertThat(rates.take("ada", 1)).isEqualTo(Duration.ofMillis(100));
    pass(Duration.ofMillis(100));
    assertThat(rates.take("ada", 1)).isZero();
  }

  @Test
  void zeroIsNoLimit() {
    CallRates rates = new CallRates(SampleServer.rate(0, 0), now::get);
    for (int call = 0; call < 10_000; call++) {
      assertThat(rates.take("ada", 1)).isZero();
    }
  }

  @Test
  void aRateThatIsNoneIsRefused() {
    assertThatThrownBy(() -> SampleServer.rate(-1, 1)).hasMessageContaining("callsPerSecond");
    assertThatThrownBy(() -> SampleServer.rate(1, 0)).hasMessageContaining("callBurst");
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }
}
