package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.testing.Await;
import dev.rollcall.phone.PhoneRack;
import dev.rollcall.sip.transport.Transport;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A phone that is unplugged leaves the list, and history says why. */
final class PhoneLossTest {
  @TempDir private Path data;

  @ParameterizedTest
  @EnumSource(Transport.class)
  void aPhoneThatVanishesLeavesWithItsReason(Transport transport) throws Exception {
    Map<String, String> impatient =
        Map.of("ROLLCALL_SIP_KEEP_ALIVE_AFTER", "1s", "ROLLCALL_SIP_KEEP_ALIVE_TIMEOUT", "1s");
    try (TestServer server = TestServer.start(data, impatient)) {
      server.dial("standup", "ann", 400);
      try (PhoneRack unplugged = new PhoneRack(InetAddress.getLoopbackAddress())) {
        unplugged.dial(
            server.dialling("standup", "bob", 650).over(transport, server.sip(transport)));
        assertThat(labels(server.api(), "")).contains("bob", "ann");
      }

      Await.until(
          () -> {
            String present = labels(server.api(), "");
            return present.equals("ann")
                ? Optional.empty()
                : Optional.of("the list shows " + present);
          });

      JsonNode gone =
          server
              .api()
              .json("Conferences/standup/Participants.json?Status=departed")
              .get("participants")
              .get(0);
      assertThat(gone.get("label").asString()).isEqualTo("bob");
      assertThat(gone.get("reason_participant_left").asString())
          .isEqualTo("participant_unreachable");
    }
  }

  @Test
  void aPhoneThatIsSilentButAliveStays() throws Exception {
    Map<String, String> impatient =
        Map.of("ROLLCALL_SIP_KEEP_ALIVE_AFTER", "1s", "ROLLCALL_SIP_KEEP_ALIVE_TIMEOUT", "1s");
    try (TestServer server = TestServer.start(data, impatient)) {
      server.dial("standup", "ann", 400).fallSilent();
      double asked = answersToOptions(server);

      Await.until(
          () ->
              answersToOptions(server) >= asked + 3
                  ? Optional.empty()
                  : Optional.of("the phone was not asked three times"));

      assertThat(labels(server.api(), "")).isEqualTo("ann");
    }
  }

  /** What the phone sends are answers to the OPTIONS it is asked with, once its call is up. */
  private static double answersToOptions(TestServer server) throws Exception {
    return server.api().metric("rollcall_sip_messages_received_total");
  }

  private static String labels(Api api, String query) throws Exception {
    StringBuilder labels = new StringBuilder();
    for (JsonNode each :
        api.json("Conferences/standup/Participants.json" + query).get("participants")) {
      labels.append(labels.isEmpty() ? "" : ",").append(each.get("label").asString());
    }
    return labels.toString();
  }
}
