package dev.rollcall.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.core.account.Account;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.signalling.SipCredentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

class ConfigurationLoaderTest {
  private static final String SID = "AC0123456789abcdef0123456789abcdef";
  private static final String OTHER_SID = "ACfedcba9876543210fedcba9876543210";
  private static final String TOKEN = "Secret0123456789Secret0123456789";

  @TempDir private Path directory;

  @Test
  void withoutFileAndVariablesTheDefaultsHold() throws Exception {
    LoadedConfiguration loaded = load(Map.of());

    assertThat(loaded.configuration())
        .isEqualTo(
            new Configuration(
                new HttpOptions("127.0.0.1", 8080, 524_288, 256),
                new SipOptions(
                    "127.0.0.1",
                    5060,
                    Optional.empty(),
                    2000,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10)),
                new MediaOptions(
                    new PortRange(20_000, 29_999),
                    0,
                    Duration.ofMillis(20),
                    Duration.ofMillis(200)),
                new ConferenceOptions(250),
                new CallOptions(10, Duration.ofHours(1)),
                List.of(),
                new StoreOptions(
                    directory.resolve("data"), directory.resolve("data").resolve("rollcall.db")),
                new AccountOptions(Optional.empty(), List.of()),
                new RestOptions(false),
                new McpOptions(
                    McpOptions.Authorization.TOKEN,
                    "local",
                    Optional.empty(),
                    Set.of(),
                    Set.of(),
                    10_000,
                    Duration.ofMinutes(30),
                    1_000,
                    1_000,
                    Optional.empty()),
                false,
                new SoundOptions(Duration.ofSeconds(5), 100 << 20),
                new LogOptions(LogOptions.Format.TEXT, Level.INFO)));
    assertThat(loaded.file()).isEmpty();
    assertThat(loaded.warnings()).isEmpty();
  }

  @Test
  void everyOptionCanBeSetInAFile() throws Exception {
    Path file =
        write(
            """
            rollcall {
              http { host = "0.0.0.0", port = 0, max-body = 1 MiB, max-concurrent-requests = 7 }
              sip {
                host = "::", port = 5070, advertised-host = "sip.example.com", max-calls = 9
                keep-alive-after = 2 s, keep-alive-timeout = 3 seconds
              }
              media {
                rtp-ports = 30000-30099, threads = 3, jitter-buffer { min = 60ms, max = 1s }
              }
              conference.max-participants = 12
              calls { per-second = 3, longest-queue = 10 minutes }
              trunks = [
                {
                  name = "carrier", host = "sip.carrier.example", port = 5070, transport = TCP
                  prefixes = ["+49", "+43"], user = "me", password = "trunk0secret"
                  caller-id = "+4930123450", strip-plus = true
                }
                { name = "rest", host = "10.0.0.2" }
              ]
              data-dir = "elsewhere"
              database-url = "jdbc:sqlite:other/place.db"
              account { sid = "%s", auth-token = "%s" }
              accounts = [{ sid = "%s", auth-token = "another0another0" }]
              rest.strict = true
              mcp {
                authorization = Token, open-user = "me.too"
                public-url = "https://rollcall.example.com/"
                allowed-hosts = "inside.example, 10.0.0.1:8080"
                allowed-origins = "https://app.example.com"
                max-sessions = 5, session-idle = 90s, max-calls-per-second = 7, max-streams = 6
                oauth {
                  issuer = "https://login.example.com/", jwks-url = "https://login.example.com/keys"
                  user-claim = email, create-users = false
                }
              }
              allow-private-targets = TRUE
              sound { timeout = 700ms, max-size = 2 KiB }
              log { format = json, level = Debug }
            }
            """
                .formatted(SID, TOKEN, OTHER_SID));

    LoadedConfiguration loaded = load(Map.of(), file);

    assertThat(loaded.configuration())
        .isEqualTo(
            new Configuration(
                new HttpOptions("0.0.0.0", 0, 1 << 20, 7),
                new SipOptions(
                    "::",
                    5070,
                    Optional.of("sip.example.com"),
                    9,
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(3)),
                new MediaOptions(
                    new PortRange(30_000, 30_099), 3, Duration.ofMillis(60), Duration.ofSeconds(1)),
                new ConferenceOptions(12),
                new CallOptions(3, Duration.ofMinutes(10)),
                List.of(
                    new TrunkOptions(
                        "carrier",
                        "sip.carrier.example",
                        5070,
                        TrunkOptions.Transport.TCP,
                        List.of("+49", "+43"),
                        Optional.of(new SipCredentials("me", "trunk0secret")),
                        Optional.of("+4930123450"),
                        true),
                    new TrunkOptions(
                        "rest",
                        "10.0.0.2",
                        5060,
                        TrunkOptions.Transport.UDP,
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        false)),
                new StoreOptions(
                    directory.resolve("elsewhere"), directory.resolve("other").resolve("place.db")),
                new AccountOptions(
                    Optional.of(account(SID, TOKEN)),
                    List.of(account(OTHER_SID, "another0another0"))),
                new RestOptions(true),
                new McpOptions(
                    McpOptions.Authorization.TOKEN,
                    "me.too",
                    Optional.of(URI.create("https://rollcall.example.com")),
                    Set.of("inside.example", "10.0.0.1:8080"),
                    Set.of("https://app.example.com"),
                    5,
                    Duration.ofSeconds(90),
                    7,
                    6,
                    Optional.of(
                        new OAuthOptions(
                            URI.create("https://login.example.com/"),
                            Optional.of(URI.create("https://login.example.com/keys")),
                            "email",
                            false))),
                true,
                new SoundOptions(Duration.ofMillis(700), 2048),
                new LogOptions(LogOptions.Format.JSON, Level.DEBUG)));
    assertThat(loaded.file()).contains(file);
    assertThat(loaded.warnings()).isEmpty();
  }

  @Test
  void theEnvironmentOverridesTheFileWhichOverridesTheDefault() throws Exception {
    Path file = write("rollcall { http { host = \"10.0.0.1\", port = 81 } }");

    HttpOptions http = load(Map.of("ROLLCALL_HTTP_PORT", "82"), file).configuration().http();

    assertThat(http).isEqualTo(new HttpOptions("10.0.0.1", 82, 524_288, 256));
  }

  @Test
  void aVariableSetToNothingIsNotSet() throws Exception {
    Path file = write("rollcall.http.port = 81");

    LoadedConfiguration loaded =
        load(Map.of("ROLLCALL_HTTP_PORT", "", "ROLLCALL_CONFIG", ""), file);

    assertThat(loaded.configuration().http().port()).isEqualTo(81);
  }

  @Test
  void aFileMayUseVariablesOfItsOwn() throws Exception {
    Path file =
        write(
            """
            rollcall.http.port = ${PORT}
            rollcall.sip.host = ${?NOT_SET}
            """);

    Configuration configuration = load(Map.of("PORT", "4711"), file).configuration();

    assertThat(configuration.http().port()).isEqualTo(4711);
    assertThat(configuration.sip().host()).isEqualTo("127.0.0.1");
  }

  @Test
  void theFileIsTheNamedOneElseTheVariablesElseTheOneInTheWorkingDirectory() throws Exception {
    Path named = Files.writeString(directory.resolve("named.conf"), "rollcall.http.port = 1");
    Files.writeString(directory.resolve("variable.conf"), "rollcall.http.port = 2");
    Files.writeString(directory.resolve("rollcall.conf"), "rollcall.http.port = 3");
    Map<String, String> variable = Map.of("ROLLCALL_CONFIG", "variable.conf");

    assertThat(load(variable, named).configuration().http().port()).isEqualTo(1);
    assertThat(load(variable).configuration().http().port()).isEqualTo(2);
    assertThat(load(Map.of()).configuration().http().port()).isEqualTo(3);
  }

  @Test
  void aSecretInTheEnvironmentServesOneInTheFile() throws Exception {
    Path file = write("rollcall.account.sid = \"" + SID + "\"");

    Configuration configuration = load(Map.of("ROLLCALL_AUTH_TOKEN", TOKEN), file).configuration();

    assertThat(configuration.account().owner()).contains(account(SID, TOKEN));
  }

  @Test
  void furtherAccountsFitIntoOneVariable() throws Exception {
    Map<String, String> environment =
        Map.of("ROLLCALL_ACCOUNTS", SID + ":one1one1one1one1, " + OTHER_SID + ":two2two2two2two2");

    assertThat(load(environment).configuration().account().others())
        .containsExactly(account(SID, "one1one1one1one1"), account(OTHER_SID, "two2two2two2two2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ROLLCALL_HTTP_HOST | a b | http.host | an IP address or a host name",
        "ROLLCALL_HTTP_PORT | 65536 | http.port | a whole number from 0 to 65535",
        "ROLLCALL_HTTP_PORT | -1 | http.port | a whole number from 0 to 65535",
        "ROLLCALL_HTTP_PORT | 80.5 | http.port | a whole number from 0 to 65535",
        "ROLLCALL_HTTP_PORT | http | http.port | a whole number from 0 to 65535",
        "ROLLCALL_MCP_PUBLIC_URL | rollcall.example.com | mcp.public-url | http or https",
        "ROLLCALL_MCP_ALLOWED_ORIGINS | app.example.com | mcp.allowed-origins | scheme://host",
        "ROLLCALL_MCP_OPEN_USER | No One | mcp.open-user | a user's name",
        "ROLLCALL_MCP_OAUTH_JWKS_URL | https://a.example/k | mcp.oauth.jwks-url | mcp.oauth.issuer",
        "ROLLCALL_HTTP_MAX_BODY | 64 | http.max-body | with its unit",
        "ROLLCALL_HTTP_MAX_BODY | 64 lots | http.max-body | from 1024 to 16777216 bytes",
        "ROLLCALL_HTTP_MAX_BODY | 1 GiB | http.max-body | from 1024 to 16777216 bytes",
        "ROLLCALL_HTTP_MAX_CONCURRENT_REQUESTS | 0 | http.max-concurrent-requests | from 1",
        "ROLLCALL_SIP_HOST | sip:here/ | sip.host | an IP address or a host name",
        "ROLLCALL_SIP_PORT | 70000 | sip.port | a whole number from 0 to 65535",
        "ROLLCALL_SIP_ADVERTISED_HOST | x y | sip.advertised-host | an IP address or a host name",
        "ROLLCALL_SIP_MAX_CALLS | 0 | sip.max-calls | a whole number from 1",
        "ROLLCALL_SIP_KEEP_ALIVE_AFTER | 10 | sip.keep-alive-after | with its unit",
        "ROLLCALL_SIP_KEEP_ALIVE_AFTER | 1ms | sip.keep-alive-after | from 1s to 3600s",
        "ROLLCALL_SIP_KEEP_ALIVE_TIMEOUT | 2h | sip.keep-alive-timeout | from 1s to 600s",
        "ROLLCALL_RTP_PORTS | 20000 | media.rtp-ports | FIRST-LAST from 1024 to 65535",
        "ROLLCALL_RTP_PORTS | 1000-2000 | media.rtp-ports | FIRST-LAST from 1024 to 65535",
        "ROLLCALL_RTP_PORTS | 60000-65536 | media.rtp-ports | FIRST-LAST from 1024 to 65535",
        "ROLLCALL_RTP_PORTS | 20001-20002 | media.rtp-ports | at least one even port",
        "ROLLCALL_RTP_PORTS | 30000-20000 | media.rtp-ports | at least one even port",
        "ROLLCALL_MEDIA_THREADS | 257 | media.threads | a whole number from 0 to 256",
        "ROLLCALL_MEDIA_JITTER_BUFFER_MIN | 10ms | media.jitter-buffer.min | from 20ms to 1s",
        "ROLLCALL_MEDIA_JITTER_BUFFER_MAX | 10ms | media.jitter-buffer.max | from 20ms to 1s",
        "ROLLCALL_CONFERENCE_MAX_PARTICIPANTS | 251 | conference.max-participants | from 2 to 250",
        "ROLLCALL_DATA_DIR | ' ' | data-dir | the path of a folder",
        "ROLLCALL_DATABASE_URL | jdbc:sqlite: | database-url | jdbc:sqlite:PATH",
        "ROLLCALL_DATABASE_URL | jdbc:sqlite::memory: | database-url | jdbc:sqlite:PATH",
        "ROLLCALL_DATABASE_URL | jdbc:sqlite:a?mode=ro | database-url | jdbc:sqlite:PATH",
        "ROLLCALL_ACCOUNT_SID | x | account.sid | both account.sid and account.auth-token",
        "ROLLCALL_AUTH_TOKEN | x | account.auth-token | both account.sid and account.auth-token",
        "ROLLCALL_ACCOUNTS | AC1:x | accounts[0].sid | AC and 32 hexadecimal digits",
        "ROLLCALL_REST_STRICT | yes | rest.strict | true or false",
        "ROLLCALL_ALLOW_PRIVATE_TARGETS | 1 | allow-private-targets | true or false",
        "ROLLCALL_SOUND_TIMEOUT | 2 minutes | sound.timeout | from 100ms to 60s",
        "ROLLCALL_SOUND_MAX_SIZE | 1B | sound.max-size | from 1024 to 1073741824 bytes",
        "ROLLCALL_CALLS_PER_SECOND | 0 | calls.per-second | a whole number from 1 to 1000",
        "ROLLCALL_CALLS_LONGEST_QUEUE | 25h | calls.longest-queue | from 0s to 86400s",
        "ROLLCALL_TRUNKS | carrier | trunks | a list of",
        "ROLLCALL_TRUNKS | [{ name = a }] | trunks[0].host | an IP address or a host name",
        "ROLLCALL_TRUNKS | [{ name = a, host = h, port = 0 }] | trunks[0].port | 1 to 65535",
        "ROLLCALL_TRUNKS | [{ name = a, host = h, prefixes = [49] }] | trunks[0].prefixes | +49",
        "ROLLCALL_TRUNKS | [{ name = a, host = h, transport = tls }] | trunks[0].transport | tcp",
        "ROLLCALL_TRUNKS | [{ name = a, host = h, user = u }] | trunks[0].password | neither",
        "ROLLCALL_TRUNKS | [{ name = a, host = h, pass = x }] | trunks[0] | caller-id",
        "ROLLCALL_LOG_FORMAT | xml | log.format | one of text, json",
        "ROLLCALL_LOG_LEVEL | loud | log.level | one of error, warn, info, debug, trace",
      })
  void aWrongValueNamesTheOptionItsSourceAndWhatIsAllowed(
      String variable, String value, String option, String allowed) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> load(Map.of(variable, value)))
        .satisfies(
            problem ->
                assertThat(problem.getMessage())
                    .startsWith(option + ": ")
                    .contains(" from environment variable " + variable + "; allowed: ")
                    .contains(allowed)
                    .hasLineCount(1));
  }

  @Test
  void aWrongValueInAFileNamesTheFileAndTheLine() throws IOException {
    Path file = write("rollcall {\n  http {\n    port = eighty\n  }\n}\n");

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> load(Map.of(), file))
        .withMessage(
            "http.port: \"eighty\" from %s line 3; allowed: a whole number from 0 to 65535", file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "account { sid = \"%s\", auth-token = \"hush hush\" }",
        "account { sid = \"AC12\", auth-token = hushhush }",
        "account { auth-token = hushhush }",
        "accounts = [{ sid = \"%s\", auth-token = \"hush-hush\" }]",
        "accounts = [{ sid = \"%s\", auth-token = hushhush, name = x }]",
        "accounts = [{ sid = \"%s\", token = hushhush }]",
        "accounts = [hushhush]",
        "accounts = { token = hushhush }",
        "accounts = [{ sid = \"%s\", auth-token = a }, { sid = \"%s\", auth-token = hushhush }]",
        "account { sid = \"%s\", auth-token = hush\"hush }",
        "trunks = [{ name = a, host = h, password = hushhush }]",
        "trunks = [{ name = a, host = h, user = u, password = [hushhush] }]",
        "trunks = [{ name = a, host = h, port = x, user = u, password = hushhush }]",
        "trunks = [hushhush]",
        "trunks = \"[{ name = a, password = hushhush\"",
        "account { sid = \"%s\", auth-token = [hushhush }",
        "database-url = \"jdbc:postgresql://owner:hushhush@host/rollcall\"",
      })
  void noMessageShowsASecret(String options) throws IOException {
    Path file = write("rollcall {" + options.replace("%s", SID) + "}");

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> load(Map.of(), file))
        .satisfies(problem -> assertThat(problem.getMessage()).doesNotContain("hush"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rollcall.http.prt = 1 | http.prt: no such option | did you mean http.port?",
        "rollcall.htp.port = 1 | htp: no such option | reference.conf lists every option",
        "rollcall.http.port.x = 1 | http.port: object | allowed: a single value",
        "rollcall.http = 1 | http: a value | allowed: a group of options",
        "rollcall.http.port = null | http.port: null | allowed: a value, or leave it out",
        "rollcall.http.port = [1] | http.port: list | allowed: a single value",
        "http.port = 1 | http: no such option | did you mean rollcall.http?",
        "rollcall = 1 | rollcall: a value | allowed: rollcall { OPTIONS }",
        "rollcall { | neither HOCON nor JSON | line",
        "rollcall.http.port = ${NONE} | stands for nothing | line 1",
      })
  void aFileWithAnythingUnknownIsRefused(String text, String complaint, String advice)
      throws IOException {
    Path file = write(text);

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> load(Map.of(), file))
        .satisfies(
            problem ->
                assertThat(problem.getMessage())
                    .contains(complaint)
                    .contains(advice)
                    .contains(file.toString())
                    .hasLineCount(1));
  }

  @Test
  void aFileThatCannotBeReadIsRefused() {
    Path missing = directory.resolve("missing.conf");

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> load(Map.of(), missing))
        .withMessageContaining(missing + " does not exist");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> load(Map.of("ROLLCALL_CONFIG", directory.toString())))
        .withMessageContaining(directory + " cannot be read");
  }

  @Test
  void whatIsAllowedAndProbablyNotMeantIsWarnedOf() throws Exception {
    Map<String, String> environment =
        Map.of(
            "ROLLCALL_SIP_KEEP_ALIVE_AFTER", "19s",
            "ROLLCALL_RTP_PORTS", "20000-20009",
            "ROLLCALL_ACCOUNT_SID", SID,
            "ROLLCALL_AUTH_TOKEN", "short",
            "ROLLCALL_HTTP_PROT", "1",
            "ROLLCALL_SERVICE_HOST", "set by an orchestrator");

    assertThat(load(environment).warnings())
        .satisfiesExactly(
            warning -> assertThat(warning).contains("stays listed for about 30 s"),
            warning -> assertThat(warning).contains("carry 5 calls at once"),
            warning -> assertThat(warning).contains(SID, "can be guessed").doesNotContain("short "),
            warning ->
                assertThat(warning)
                    .contains("ROLLCALL_HTTP_PROT", "did you mean ROLLCALL_HTTP_PORT?"));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("written.conf"), text);
  }

  private LoadedConfiguration load(Map<String, String> environment) throws ConfigurationException {
    return new ConfigurationLoader(environment, directory).load(Optional.empty());
  }

  private LoadedConfiguration load(Map<String, String> environment, Path file)
      throws ConfigurationException {
    return new ConfigurationLoader(environment, directory).load(Optional.of(file));
  }

  private static Account account(String sid, String token) {
    return new Account(AccountSid.parse(sid).orElseThrow(), token);
  }

  @Test
  void withoutAuthorizationOnlyLoopbackMayBeListenedAt() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () ->
                load(Map.of("ROLLCALL_MCP_AUTHORIZATION", "off", "ROLLCALL_HTTP_HOST", "0.0.0.0")))
        .withMessageContainingAll("mcp.authorization", "loopback");
  }
}
