package dev.rollcall.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.rollcall.mcp.conformance.testing.SuiteInstallation;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The snippets of a page do what the page does, run as they are copied. */
class SnippetsTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int PATIENCE = 120;

  /** Whatever means something to a shell, to one of the languages, or in an address. */
  private static final String AWKWARD =
      "Ann's \"q\" $HOME `id` \\n \\u0041 \"\"\" ''' ü 🎉 ${x} #{y} %41 +a&b=c;!!";

  /** Set to {@code true} where an absent program is a failure, as an absent MCP suite is. */
  private static final String REQUIRED = "ROLLCALL_REQUIRE_CONFORMANCE";

  private static final Map<String, String> OF_THE_OWNER =
      Map.of(
          "ROLLCALL_ACCOUNT_SID", LiveServer.OWNER.sid().text(),
          "ROLLCALL_AUTH_TOKEN", LiveServer.OWNER.authToken());

  @RegisterExtension final Browsing browsing = new Browsing();
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"2026-07-28", "2025-11-25"})
  void aConversationIsMadeAsThePageMakesIt(String revision) throws Exception {
    String token = browsing.server().api().token("alice").get("secret").asString();
    ToolPage page = ToolPage.mcp(tab(), "create_conversation").with(token).era(revision);
    page.typed(Map.of("title", AWKWARD));

    Map<String, String> answers = runAll(page, true, Map.of("ROLLCALL_TOKEN", token));

    assertThat(answers).hasSize(5);
    answers.forEach(
        (language, answer) ->
            assertThat(structured(answer).path("title").asString())
                .as(language)
                .isEqualTo(AWKWARD));
    assertThat(
            Mcp.call(browsing.server().origin(), token, "list_conversations", Map.of())
                .path("data"))
        .hasSize(answers.size());
  }

  @Test
  void participantsAreListedAsThePageListsThem() throws Exception {
    String token = browsing.server().api().token("alice").get("secret").asString();
    String conversation =
        Mcp.call(browsing.server().origin(), token, "create_conversation", Map.of())
            .path("id")
            .asString();
    ToolPage page = ToolPage.mcp(tab(), "list_conversation_participants").with(token);
    page.field("conversation_id").fill(conversation);
    page.run();

    runAll(page, true, Map.of("ROLLCALL_TOKEN", token))
        .forEach(
            (language, answer) ->
                assertThat(structured(answer)).as(language).isEqualTo(page.value()));
  }

  @Test
  void somebodyIsMutedAsThePageDoesIt() throws Exception {
    Api api = browsing.server().api();
    api.callIn("it's%20up", "rollcall:tone", "ann");
    ToolPage page = ToolPage.rest(tab(), "twilio", "updateParticipant");
    page.as(LiveServer.OWNER.sid().text(), LiveServer.OWNER.authToken());
    page.field("ConferenceSid").fill("it's up");
    page.field("CallSid").fill("ann");
    page.page().getByLabel("Muted").selectOption("true");

    Map<String, String> answers = runAll(page, false, OF_THE_OWNER);

    assertThat(answers).hasSize(4);
    answers.forEach(
        (language, answer) -> {
          assertThat(JSON.readTree(answer).path("label").asString()).as(language).isEqualTo("ann");
          assertThat(JSON.readTree(answer).path("muted").asBoolean()).as(language).isTrue();
        });
  }

  @Test
  void aFormTakesEveryText() throws Exception {
    String name = "@Ann's \"q\" = $HOME `id` \\n a;b&c +%41 ü 🎉";
    ToolPage page =
        ofTheOwner(tab(), "twilio", "createAccount").typed(Map.of("FriendlyName", name));
    runAll(page, false, OF_THE_OWNER)
        .forEach(
            (language, answer) ->
                assertThat(JSON.readTree(answer).path("friendly_name").asString())
                    .as(language)
                    .isEqualTo(name));
  }

  /** No name may have a line break: that the server says so shows that it came there. */
  @Test
  void aFormTakesALineBreakToo() throws Exception {
    Tab tab = tab().expecting("400 POST /2010-04-01/Accounts.json");
    ToolPage page =
        ofTheOwner(tab, "twilio", "createAccount").typed(Map.of("FriendlyName", "@a\n=b'\"\n"));
    page.run();
    assertThat(page.said()).contains("control characters");

    runAll(page, false, OF_THE_OWNER)
        .forEach(
            (language, answer) ->
                assertThat(JSON.readTree(answer).path("message"))
                    .as(language)
                    .isEqualTo(page.value().path("message")));
  }

  @Test
  void aBodyOfJsonTakesEveryText() throws Exception {
    ToolPage page =
        ofTheOwner(tab(), "rollcall", "createToken").typed(Map.of("user", "ann", "label", AWKWARD));
    runAll(page, false, OF_THE_OWNER)
        .forEach(
            (language, answer) ->
                assertThat(JSON.readTree(answer).path("label").asString())
                    .as(language)
                    .isEqualTo(AWKWARD));
  }

  /** Neither a constant of Java nor a word of a command may be as long as a message. */
  @Test
  void aLongTextIsTaken() throws Exception {
    String token = browsing.server().api().token("alice").get("secret").asString();
    String conversation =
        Mcp.call(browsing.server().origin(), token, "create_conversation", Map.of())
            .path("id")
            .asString();
    String text = (AWKWARD + "\n@=").repeat(900);
    ToolPage page = ToolPage.mcp(tab(), "create_conversation_message").with(token);
    page.typed(Map.of("conversation_id", conversation, "text", text));

    runAll(page, true, Map.of("ROLLCALL_TOKEN", token))
        .forEach(
            (language, answer) ->
                assertThat(structured(answer).path("parts").path(0).path("text").asString())
                    .as(language)
                    .isEqualTo(text));
  }

  private ToolPage ofTheOwner(Tab tab, String api, String tool) {
    return ToolPage.rest(tab, api, tool)
        .as(LiveServer.OWNER.sid().text(), LiveServer.OWNER.authToken());
  }

  private Tab tab() {
    Tab tab = browsing.tab().expecting("401 GET /console/session");
    tab.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    return tab;
  }

  /** What each language's snippet prints. */
  private Map<String, String> runAll(ToolPage page, boolean isMcp, Map<String, String> environment)
      throws IOException, InterruptedException {
    SuiteInstallation npm = SuiteInstallation.orSkip();
    List.of("bash", "curl", "python3").forEach(SnippetsTest::require);
    Files.createSymbolicLink(folder.resolve("node_modules"), npm.home().resolve("node_modules"));
    Map<String, String> answers = new LinkedHashMap<>();
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    answers.put("curl", run(environment, npm, "bash", file("call.sh", page.snippet("curl"))));
    answers.put(
        "Java", run(environment, npm, java.toString(), file("Call.java", page.snippet("Java"))));
    answers.put(
        "TypeScript",
        run(environment, npm, npm.node().toString(), file("call.mts", page.snippet("TypeScript"))));
    answers.put(
        "Python", run(environment, npm, "python3", file("call.py", page.snippet("Python"))));
    if (isMcp) {
      answers.put(
          "Inspector",
          run(environment, npm, "bash", file("inspect.sh", page.snippet("Inspector"))));
    }
    return answers;
  }

  private String file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
    return name;
  }

  private String run(Map<String, String> environment, SuiteInstallation npm, String... command)
      throws IOException, InterruptedException {
    Path answer = Files.createTempFile(folder, "answer", ".txt");
    Path errors = Files.createTempFile(folder, "errors", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(answer.toFile())
            .redirectError(errors.toFile());
    Map<String, String> variables = builder.environment();
    variables.putAll(environment);
    variables.put("LC_ALL", "C.UTF-8");
    // The Inspector needs the newer Node too.
    variables.merge(
        "PATH",
        Objects.requireNonNull(npm.node().getParent()).toString(),
        (old, own) -> own + File.pathSeparator + old);
    Process process = builder.start();
    if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(String.join(" ", command) + " does not end");
    }
    assertThat(process.exitValue())
        .as(() -> String.join(" ", command) + "\n" + text(answer) + text(errors))
        .isZero();
    return text(answer);
  }

  /** The structured content of an answer, whether it is shown with its message around it or not. */
  private static JsonNode structured(String answer) {
    // Some answers come as a stream, whose events curl shows as they are.
    String text =
        answer
            .lines()
            .filter(line -> line.startsWith("data: {"))
            .reduce((_, last) -> last)
            .map(line -> line.substring("data: ".length()))
            .orElse(answer);
    JsonNode json = JSON.readTree(text);
    return List.of(json.path("result"), json).stream()
        .map(each -> each.path("structuredContent"))
        .filter(JsonNode::isObject)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no structured content in " + answer));
  }

  /** Where a program is absent, skips the test or fails it, as is asked for. */
  private static void require(String program) {
    boolean isThere =
        Optional.ofNullable(System.getenv("PATH")).stream()
            .flatMap(path -> Arrays.stream(path.split(File.pathSeparator)))
            .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    if (!isThere) {
      String why = "the snippets cannot be run: there is no " + program + " on the PATH";
      if (Boolean.parseBoolean(System.getenv(REQUIRED))) {
        fail(why);
      }
      abort(why);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
