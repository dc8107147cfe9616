package dev.rollcall.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.configuration.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollcallCommandLineTest {
  @TempDir private Path directory;
  private final RememberedServer server = new RememberedServer();

  @Test
  void serveAndDemoStartTheServerAsConfigured() throws IOException {
    Path file = Files.writeString(directory.resolve("own.conf"), "rollcall.http.port = 4711");

    CommandRun serve = run("serve", "--config", file.toString());
    CommandRun demo = run("demo");

    assertThat(serve.status()).isEqualTo(RememberedServer.SERVE_STATUS);
    assertThat(demo.status()).isEqualTo(RememberedServer.DEMO_STATUS);
    assertThat(server.started())
        .extracting(configuration -> configuration.http().port())
        .containsExactly(4711, 8080);
  }

  @Test
  void theDemoAloneAllowsPrivateTargetsUnlessTold() {
    run("serve");
    run("demo");
    CommandRun.of(Map.of("ROLLCALL_ALLOW_PRIVATE_TARGETS", "false"), directory, server, "demo");

    assertThat(server.started())
        .extracting(Configuration::allowPrivateTargets)
        .containsExactly(false, true, false);
  }

  @Test
  void mcpUsesTheConfiguredServerAndTheTokenOfTheEnvironment() {
    CommandRun run =
        CommandRun.of(
            Map.of("ROLLCALL_HTTP_PORT", "4712", "ROLLCALL_TOKEN", "rc_1"),
            directory,
            server,
            "mcp");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isEqualTo(RememberedServer.MCP_STATUS);
    assertThat(server.bridged()).containsExactly("http://127.0.0.1:4712/mcp rc_1");
    run("mcp", "--url", "https://rollcall.example.com");
    assertThat(server.bridged()).last().isEqualTo("https://rollcall.example.com/mcp without token");
  }

  @Test
  void aWrongConfigurationEndsInOneLineAndStartsNothing() {
    CommandRun run =
        CommandRun.of(Map.of("ROLLCALL_HTTP_PORT", "many"), directory, server, "serve");

    assertThat(run)
        .isEqualTo(
            new CommandRun(
                ExitStatus.USAGE,
                "",
                "rollcall: http.port: \"many\" from environment variable ROLLCALL_HTTP_PORT;"
                    + " allowed: a whole number from 0 to 65535"
                    + System.lineSeparator()));
    assertThat(server.started()).isEmpty();
  }

  @Test
  void warningsAreShownAndDoNotStopTheStart() {
    CommandRun run = CommandRun.of(Map.of("ROLLCALL_HTTP_PROT", "1"), directory, server, "serve");

    assertThat(run.err()).startsWith("rollcall: warning: ").contains("ROLLCALL_HTTP_PORT?");
    assertThat(server.started()).hasSize(1);
  }

  @Test
  void helpAndVersionGoToStandardOutput() {
    assertThat(run("help").out())
        .contains("serve", "demo", "mcp", "token", "user", "participants", "conferences");
    assertThat(run("--help")).isEqualTo(run("help"));
    assertThat(run("help", "participants").out()).contains("list");
    assertThat(run("participants", "list", "--help").out())
        .contains("<conference>", "--muted", "--hold", "--coaching", "--all", "--json", "--url");
    assertThat(run("help").status()).isEqualTo(ExitStatus.OK);
    assertThat(run("--version").out())
        .matches("rollcall \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?" + System.lineSeparator());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\" | Usage: rollcall",
        "participants | Usage: rollcall participants",
        "conferences | Usage: rollcall conferences",
        "participants list | Missing required parameter: '<conference>'",
        "participants list a b | Unmatched argument at index 3: 'b'",
        "participants list a --muted | Missing required parameter for option '--muted'",
        "participants list a --muted maybe | '--muted': 'maybe' is none of false, true",
        "participants list a --status init | Unknown options: '--status'",
        "conferences list --status gone | 'gone' is none of completed, in-progress, init",
        "token | Usage: rollcall token",
        "token create | Missing required option: '--user=NAME'",
        "token create --user ann --expires-in soon | --expires-in has to be a time such as 45m",
        "token revoke | Missing required parameter: '<token>'",
        "user create | Missing required parameter: '<name>'",
        "sreve | Did you mean",
      })
  void aWrongLineIsExplained(String line, String explanation) {
    CommandRun run = run(line.isEmpty() ? new String[0] : line.split(" ", -1));

    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err()).contains(explanation);
    assertThat(run.out()).isEmpty();
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(Map.of(), directory, server, arguments);
  }
}
