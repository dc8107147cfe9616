package dev.rollcall.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdministrationCommandsTest {
  @TempDir private Path directory;
  private final RememberedServer server = new RememberedServer();

  @Test
  void aNewTokenStandsAloneOnStandardOutput() {
    server.answer(201, "{\"id\":\"t-1\",\"secret\":\"rc_hush\"}");

    CommandRun run = run("token", "create", "--user", "ann");

    assertThat(run.status()).isEqualTo(ExitStatus.OK);
    assertThat(run.out()).isEqualTo("rc_hush" + System.lineSeparator());
    assertThat(run.err()).contains("t-1", "ann").doesNotContain("rc_hush");
    assertThat(server.asked()).containsExactly("POST /rollcall/v1/tokens {\"user\":\"ann\"}");
  }

  @Test
  void everyOptionOfATokenIsPassedOn() {
    server.answer(201, "{\"id\":\"t-1\",\"secret\":\"rc_hush\"}");

    run(
        "token",
        "create",
        "--user",
        "bot",
        "--type",
        "agent",
        "--label",
        "night watch",
        "--scope",
        "conferences:read",
        "--scope",
        "conversations:read",
        "--expires-in",
        "2d");

    assertThat(server.asked())
        .containsExactly(
            "POST /rollcall/v1/tokens {\"user\":\"bot\",\"type\":\"agent\",\"label\":\"night"
                + " watch\",\"scopes\":[\"conferences:read\",\"conversations:read\"],"
                + "\"expires_in\":172800}");
  }

  @Test
  void tokensOfAllPagesStandInOneTable() {
    server.answer(
        200,
        """
        {"tokens":[{"id":"t-2","user":"ann","label":"","scopes":["a","b"],"created_at":"2026-11-21",
        "last_used_at":null,"revoked_at":null,"expires_at":null}],"next_cursor":"n&1"}
        """);
    server.answer(
        200,
        """
        {"tokens":[{"id":"t-1","user":"ann","label":"x","scopes":["a"],"created_at":"2026-11-20",
        "last_used_at":"2026-11-21","revoked_at":"2026-11-21","expires_at":null}],"next_cursor":null}
        """);

    CommandRun run = run("token", "list", "--user", "ann");

    assertThat(run.out().lines().map(String::stripTrailing))
        .containsExactly(
            "TOKEN  USER  LABEL  SCOPES  CREATED     LAST USED   STATE",
            "t-2    ann   -      a b     2026-11-21  -           good",
            "t-1    ann   x      a       2026-11-20  2026-11-21  revoked");
    assertThat(server.asked())
        .containsExactly(
            "GET /rollcall/v1/tokens?limit=100&user=ann",
            "GET /rollcall/v1/tokens?limit=100&user=ann&cursor=n%261");
  }

  @Test
  void aTokenIsRevokedByItsId() {
    server.answer(200, "{\"id\":\"t-1\"}");

    CommandRun run = run("token", "revoke", "t-1");

    assertThat(run.out()).contains("t-1");
    assertThat(server.asked()).containsExactly("DELETE /rollcall/v1/tokens/t-1");
  }

  @Test
  void aUserIsMadeWithWhatIsKnown() {
    server.answer(201, "{\"id\":\"u-1\"}");

    CommandRun run =
        run(
            "user",
            "create",
            "bob",
            "--display-name",
            "Bob",
            "--address",
            "+15550100",
            "--address",
            "sip:bob@pbx");

    assertThat(run.out().strip()).isEqualTo("u-1");
    assertThat(server.asked())
        .containsExactly(
            "POST /rollcall/v1/users {\"name\":\"bob\",\"display_name\":\"Bob\","
                + "\"addresses\":[\"+15550100\",\"sip:bob@pbx\"]}");
  }

  @Test
  void aRefusalIsPassedOnInItsOwnWords() {
    server.answer(404, "{\"message\":\"No such token.\"}");

    CommandRun run = run("token", "revoke", "t-9");

    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err().strip()).isEqualTo("rollcall: No such token.");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void scriptsGetRecordsAsJson() {
    server.answer(200, "{\"users\":[{\"name\":\"ann\"}],\"next_cursor\":null}");

    assertThat(run("user", "list", "--json").out())
        .isEqualToIgnoringWhitespace("[{\"name\":\"ann\"}]");
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(Map.of(), directory, server, arguments);
  }
}
