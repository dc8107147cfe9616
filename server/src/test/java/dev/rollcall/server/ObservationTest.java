package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.testing.Await;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is seen of the server from outside. */
final class ObservationTest {
  @TempDir private Path data;

  @Test
  void isReadyAndCountsWhatItDoes() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      Api api = server.api();
      assertThat(api.open("/health").statusCode()).isEqualTo(200);
      server.dial("standup", "ann", 400);
      server.dial("standup", "bob", 650);
      api.json("Conferences/standup/Participants.json");

      assertThat(api.metric("rollcall_calls")).isEqualTo(2);
      assertThat(api.metric("rollcall_participants")).isEqualTo(2);
      assertThat(api.metric("rollcall_conferences")).isEqualTo(1);
      assertThat(api.metric("rollcall_sip_requests_total")).isPositive();
      assertThat(api.metric("rollcall_store_commits_total")).isPositive();
      assertThat(api.metric("rollcall_http_requests_seconds_count")).isPositive();
      assertThat(api.metric("rollcall_rtp_packets_lost_total")).isZero();
      for (String name :
          new String[] {
            "rollcall_rtp_packets_received_total",
            "rollcall_rtp_packets_sent_total",
            "rollcall_mixer_lateness_seconds_count"
          }) {
        Await.until(
            () ->
                api.metric(name) > 10
                    ? Optional.empty()
                    : Optional.of(name + " is " + api.metric(name)));
      }
    }
  }

  @Test
  void answersInPrometheusTextFormat() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      HttpResponse<String> metrics = server.api().open("/metrics");

      assertThat(metrics.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/plain; version=0.0.4");
      assertThat(metrics.body().lines())
          .allMatch(
              line ->
                  line.startsWith("# ") || line.matches("[a-zA-Z_:][\\w:]*(\\{.*})? [-+.\\w]+"));
    }
  }
}
