package dev.rollcall.rest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.http.client.Timeouts;
import dev.rollcall.rest.webhook.ConnectionOverrides.Cause;
import dev.rollcall.rest.webhook.ConnectionOverrides.Rules;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConnectionOverridesTest {
  private static final ConnectionOverrides USUAL =
      new ConnectionOverrides(timeouts(5_000, 15_000, 15_000), Optional.empty());

  @Test
  void readsEachOfThem() {
    assertThat(of("#ct=2000&rt=3000&tt=4000&rc=3&rp=4xx,5xx&sni=n&e=ashburn,dublin"))
        .isEqualTo(
            new ConnectionOverrides(
                timeouts(2_000, 3_000, 4_000),
                Optional.of(new Rules(3, Set.of(Cause.ANSWERED_4XX, Cause.ANSWERED_5XX)))));
    assertThat(of("#ct=100&rt=15000").timeouts()).isEqualTo(timeouts(100, 15_000, 15_000));
  }

  @Test
  void completesRulesThatSayOneThingOnly() {
    assertThat(of("#rc=0").rules()).contains(new Rules(0, Set.of(Cause.NOT_CONNECTED)));
    assertThat(of("#rp=rt").rules()).contains(new Rules(1, Set.of(Cause.NOT_ANSWERED)));
    assertThat(of("#rp=all&rc=5").rules()).contains(new Rules(5, Set.of(Cause.values())));
    assertThat(of("#rp=CT%2C5xx").rules())
        .contains(new Rules(1, Set.of(Cause.NOT_CONNECTED, Cause.ANSWERED_5XX)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "#",
        "#section",
        "#ct=99&rt=15001&tt=0",
        "#ct=abc&rt=&tt=-5",
        "#rc=6",
        "#rc=-1&rp=never",
        "#=&&=1&ct",
        "#ct=99999999999999999999",
        "#CT=200&RC=1"
      })
  void takesWhatItDoesNotUnderstandAsAbsent(String fragment) {
    assertThat(of(fragment)).isEqualTo(USUAL);
  }

  private static ConnectionOverrides of(String fragment) {
    return ConnectionOverrides.of(URI.create("https://app.example/hook" + fragment));
  }

  private static Timeouts timeouts(int connect, int silence, int total) {
    return new Timeouts(
        Duration.ofMillis(connect), Duration.ofMillis(silence), Duration.ofMillis(total));
  }
}
