package dev.rollcall.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.account.Account;
import dev.rollcall.server.account.AccountFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListCommandsTest {
  /** What a list command must never need. */
  private static final ServerCommands NO_SERVER = new RememberedServer();

  private static final String SID = "AC0123456789abcdef0123456789abcdef";
  private static final String TOKEN = "Secret0123456789Secret0123456789";
  private static final String CONFERENCE = "CF0193a5b0000070008000000000000001";
  private static final String CONFERENCES = "/2010-04-01/Accounts/" + SID + "/Conferences";
  private static final String PARTICIPANTS = CONFERENCES + "/" + CONFERENCE + "/Participants.json";

  private static final String ANN =
      """
      {"label":"Ann","name":"ann@desk","from":"sip:ann@192.0.2.1","call_sid":"CA1","status":"connected",\
      "muted":false,"hold":false,"coaching":true,"call_sid_to_coach":"CA2",\
      "date_created":"Fri, 20 Nov 2026 10:00:00 +0000"}\
      """;
  private static final String BOB =
      """
      {"label":null,"name":"Bob \\u001b[31m","from":"sip:b@192.0.2.2","call_sid":"CA2",\
      "status":"connected","muted":true,"hold":false,"coaching":false,"call_sid_to_coach":null,\
      "date_created":"Fri, 20 Nov 2026 10:00:05 +0000"}\
      """;
  private static final String CAL =
      """
      {"label":null,"call_sid":"CA3","status":"ringing","muted":false,"hold":true,"coaching":false}\
      """;

  @TempDir private Path directory;
  private final RecordedServer server = startServer();

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void participantsOfAllPagesStandInOneTable() {
    recordTwoPages();

    CommandRun run = run("participants", "list", CONFERENCE);

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
    assertThat(run.out().lines().map(String::stripTrailing))
        .containsExactly(
            "NAME/LABEL  FROM               CALL  STATUS     MUTED  HOLD  COACHING  SINCE",
            "Ann         sip:ann@192.0.2.1  CA1   connected  no     no    CA2       2026-11-20"
                + " 10:00:00",
            "Bob ?[31m   sip:b@192.0.2.2    CA2   connected  yes    no    no        2026-11-20"
                + " 10:00:05",
            "-           -                  CA3   ringing    no     yes   no        -");
  }

  @Test
  void scriptsGetTheRecordsOfAllPagesAsTheyCame() {
    recordTwoPages();

    CommandRun run = run("participants", "list", CONFERENCE, "--json");

    assertThat(run.out().replaceAll("\\s", ""))
        .isEqualTo(
            ("[" + ANN + "," + BOB + "," + CAL + "]")
                .replaceAll("\\s", "")
                .replace("\\u001b", "\\u001B"));
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void everyRequestCarriesTheSecret() {
    recordTwoPages();

    run("participants", "list", CONFERENCE);

    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((SID + ":" + TOKEN).getBytes(StandardCharsets.UTF_8));
    assertThat(server.asked()).hasSize(2);
    assertThat(server.asked())
        .allSatisfy(asked -> assertThat(asked.authorization()).contains(basic));
  }

  @Test
  void filtersAreTheParametersOfTheApi() {
    server.record(
        PARTICIPANTS + "?Muted=true&Hold=false&Coaching=true&Status=all", 200, page("", ANN));

    CommandRun run =
        run(
            "participants",
            "list",
            CONFERENCE,
            "--coaching",
            "true",
            "--hold=false",
            "--all",
            "--muted",
            "true");

    assertThat(run.out()).contains("Ann");
  }

  @Test
  void aConferenceCanBeNamed() {
    server.record(CONFERENCES + "/daily%20%2F%20stand-up%3F/Participants.json", 200, page("", ANN));

    assertThat(run("participants", "list", "daily / stand-up?").out()).contains("Ann");
  }

  @Test
  void conferencesStandInATable() {
    server.record(
        CONFERENCES + ".json?Status=completed",
        200,
        """
        {"conferences":[{"friendly_name":"daily","sid":"%s","status":"completed",
        "date_created":"Fri, 20 Nov 2026 10:00:00 +0000",
        "reason_conference_ended":"last-participant-left"}],"next_page_uri":null}
        """
            .formatted(CONFERENCE));

    assertThat(run("conferences", "list", "--status", "completed").out().lines())
        .containsExactly(
            "NAME   CONFERENCE                          STATUS     SINCE                ENDED"
                + " BECAUSE",
            "daily  CF0193a5b0000070008000000000000001  completed  2026-11-20 10:00:00 "
                + " last-participant-left");
  }

  @Test
  void anEmptyListIsHeadingsOrAnEmptyArray() {
    server.record(CONFERENCES + ".json", 200, "{\"conferences\":[]}");

    assertThat(run("conferences", "list").out().lines()).hasSize(1);
    assertThat(run("conferences", "list", "--json").out()).isEqualToIgnoringWhitespace("[]");
  }

  @Test
  void theAccountOfTheDataFolderAsksIfNoneIsConfigured() throws Exception {
    Account kept =
        new AccountFile(directory.resolve("data"), new SecureRandom()).readOrCreate().account();
    server.record(
        "/2010-04-01/Accounts/" + kept.sid() + "/Conferences.json", 200, "{\"conferences\":[]}");

    CommandRun run =
        CommandRun.of(Map.of(), directory, NO_SERVER, "conferences", "list", "--url", server.url());

    assertThat(run.status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void withoutAnyAccountTheUserLearnsWhereOneIsLookedFor() {
    CommandRun run =
        CommandRun.of(Map.of(), directory, NO_SERVER, "conferences", "list", "--url", server.url());

    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err())
        .contains("ROLLCALL_ACCOUNT_SID", directory.resolve("data").resolve("account").toString());
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void withoutAServerTheUserLearnsHowToStartOne() throws IOException {
    int unused;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      unused = socket.getLocalPort();
    }

    CommandRun run =
        CommandRun.of(
            Map.of(
                "ROLLCALL_ACCOUNT_SID", SID,
                "ROLLCALL_AUTH_TOKEN", TOKEN,
                "ROLLCALL_HTTP_PORT", Integer.toString(unused)),
            directory,
            NO_SERVER,
            "conferences",
            "list");

    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err())
        .contains("no server answers at http://127.0.0.1:" + unused, "rollcall serve", "--url");
  }

  @Test
  void aRefusedSecretIsNamedByItsAccountAndNotShown() {
    server.record(
        PARTICIPANTS, 401, "{\"code\":20003,\"message\":\"Authenticate\",\"status\":401}");

    CommandRun run = run("participants", "list", CONFERENCE);

    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err())
        .contains("does not accept the secret of " + SID, "Authenticate")
        .doesNotContain(TOKEN);
  }

  @Test
  void anUnknownConferenceIsNamed() {
    CommandRun run = run("participants", "list", "nowhere");

    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err()).contains("no conference nowhere", "rollcall conferences list");
  }

  @Test
  void anotherRefusalIsPassedOnWithoutItsControlCharacters() {
    server.record(PARTICIPANTS, 405, "{\"message\":\"Method\\u001b[31m not allowed\"}");

    assertThat(run("participants", "list", CONFERENCE).err())
        .contains("answered 405: Method [31m not allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "[]", "{\"participants\":{}}", "{}", ""})
  void anAnswerThatIsNoListIsCalledOne(String body) {
    server.record(PARTICIPANTS, 200, body);

    CommandRun run = run("participants", "list", CONFERENCE);

    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err()).contains("something else than a list of participants");
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://elsewhere.example.com/", "//elsewhere.example.com/", "next"})
  void theSecretIsNotCarriedToAnotherServer(String next) {
    server.record(PARTICIPANTS, 200, page(next, ANN));

    CommandRun run = run("participants", "list", CONFERENCE);

    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err()).contains("a next page that is not its own");
  }

  @Test
  void aListThatLeadsBackToItselfEnds() {
    server.record(PARTICIPANTS, 200, page(PARTICIPANTS, ANN));

    assertThat(run("participants", "list", CONFERENCE).err()).contains("a list that has no end");
    assertThat(server.asked()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:8080",
        "ftp://localhost",
        "http://",
        "http://u:p@h",
        "http://h/api",
        "?"
      })
  void aWrongUrlIsExplained(String url) {
    CommandRun run =
        CommandRun.of(
            Map.of("ROLLCALL_ACCOUNT_SID", SID, "ROLLCALL_AUTH_TOKEN", TOKEN),
            directory,
            NO_SERVER,
            "conferences",
            "list",
            "--url",
            url);

    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err()).contains("http://HOST:PORT");
  }

  private void recordTwoPages() {
    String second = PARTICIPANTS + "?PageSize=2&Page=1&PageToken=PACP1";
    server.record(PARTICIPANTS, 200, page(second, ANN, BOB));
    server.record(second, 200, page("", CAL));
  }

  private CommandRun run(String... arguments) {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--url";
    all[arguments.length + 1] = server.url();
    return CommandRun.of(
        Map.of("ROLLCALL_ACCOUNT_SID", SID, "ROLLCALL_AUTH_TOKEN", TOKEN),
        directory,
        NO_SERVER,
        all);
  }

  private static String page(String next, String... records) {
    return "{\"participants\":["
        + String.join(",", records)
        + "],\"next_page_uri\":"
        + (next.isEmpty() ? "null" : "\"" + next + "\"")
        + "}";
  }

  private static RecordedServer startServer() {
    try {
      return new RecordedServer();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
