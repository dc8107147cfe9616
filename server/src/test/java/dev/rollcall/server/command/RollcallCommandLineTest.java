package dev.rollcall.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.configuration.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollcallCommandLineTest {
  @TempDir private Path directory;
  private final RememberedStarts server = new RememberedStarts();

  @Test
  void serveAndDemoStartTheServerAsConfigured() throws IOException {
    Path file = Files.writeString(directory.resolve("own.conf"), "rollcall.http.port = 4711");

    CommandRun serve = run("serve", "--config", file.toString());
    CommandRun demo = run("demo");

    assertThat(serve.status()).isEqualTo(RememberedStarts.SERVE_STATUS);
    assertThat(demo.status()).isEqualTo(RememberedStarts.DEMO_STATUS);
    assertThat(server.started)
        .extracting(configuration -> configuration.http().port())
        .containsExactly(4711, 8080);
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
    assertThat(server.started).isEmpty();
  }

  @Test
  void warningsAreShownAndDoNotStopTheStart() {
    CommandRun run = CommandRun.of(Map.of("ROLLCALL_HTTP_PROT", "1"), directory, server, "serve");

    assertThat(run.err()).startsWith("rollcall: warning: ").contains("ROLLCALL_HTTP_PORT?");
    assertThat(server.started).hasSize(1);
  }

  @Test
  void helpAndVersionGoToStandardOutput() {
    assertThat(run("help").out()).contains("serve", "demo", "participants", "conferences");
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

  /** Starts nothing, and remembers with what. */
  private static final class RememberedStarts implements ServerCommands {
    static final int SERVE_STATUS = 40;
    static final int DEMO_STATUS = 41;

    private final List<Configuration> started = new ArrayList<>();

    @Override
    public int serve(Configuration configuration) {
      started.add(configuration);
      return SERVE_STATUS;
    }

    @Override
    public int demo(Configuration configuration) {
      started.add(configuration);
      return DEMO_STATUS;
    }
  }
}
