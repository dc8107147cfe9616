package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tokens are made by the program beside a running server, and while none is running. */
@Timeout(120)
final class TokenCommandsTest {
  @TempDir private Path data;

  @Test
  void workBesideARunningServer() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      List<String> made = output("token create --user ann --label laptop");
      assertThat(made).hasSize(1);
      Agent ann = agent(server.http(), made.getFirst());
      assertThat(ann.call("list_conversations", Map.of()).get("data")).isEmpty();

      List<String> table = output("token list --user ann");
      assertThat(table).hasSize(2).noneMatch(line -> line.contains(made.getFirst()));
      assertThat(table.getLast()).contains("ann", "laptop", "good");
      String id = table.getLast().split(" ", 2)[0];

      output("token revoke " + id);
      assertThat(ann.send("tools/list", Map.of()).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void workWithoutAServerAndAfterOneThatWasKilled() throws Exception {
    String anns = output("token create --user ann").getFirst();
    try (ServerProcess server = ServerProcess.start("serve", data, account())) {
      assertThat(agent(server.http(), anns).call("list_conversations", Map.of()).get("data"))
          .isEmpty();
      server.kill();
    }
    assertThat(Files.exists(data.resolve("server"))).isTrue();

    String bobs = output("token create --user bob").getFirst();

    try (TestServer server = TestServer.start(data)) {
      for (String token : List.of(anns, bobs)) {
        assertThat(agent(server.http(), token).send("tools/list", Map.of()).statusCode())
            .isEqualTo(200);
      }
    }
  }

  private static Agent agent(InetSocketAddress server, String token) {
    return Agent.at(server, AgentDoor.MOUNT, Optional.of(token));
  }

  /** What a command that succeeds writes to standard output. */
  private List<String> output(String command) throws Exception {
    try (ServerProcess process = ServerProcess.startApart(command, data, account())) {
      assertThat(process.awaitExit()).as(String.join("\n", process.output())).isZero();
      return process.output();
    }
  }

  private static Map<String, String> account() {
    return Map.of(
        "ROLLCALL_ACCOUNT_SID", TestServer.OWNER.sid().text(),
        "ROLLCALL_AUTH_TOKEN", TestServer.OWNER.authToken());
  }
}
