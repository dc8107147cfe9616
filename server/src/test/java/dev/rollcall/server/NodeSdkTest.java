package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official Node SDK makes every call that the server answers. */
final class NodeSdkTest {
  private static final Path WALK = Path.of("src/test/resources/node/walk.mjs");

  /** The steps of the walk: one that is lost there is missed here. */
  private static final List<String> STEPS =
      List.of(
          "create participant",
          "create participant in the conference by sid",
          "fetch participant",
          "fetch participant by label",
          "list participants",
          "page through participants",
          "mute participant",
          "hold participant",
          "coach participant",
          "change the rules of a participant",
          "announce to participant",
          "announce to conference",
          "fetch conference",
          "list conferences",
          "remove participant",
          "fetch call",
          "list calls",
          "end call",
          "end conference",
          "fetch conference summary",
          "list conference summaries",
          "list participant summaries",
          "fetch participant summary",
          "create account",
          "list accounts",
          "fetch account",
          "update account",
          "act as the sub-account",
          "create key",
          "list keys",
          "fetch key",
          "update key",
          "use key",
          "remove key");

  private static final Map<String, String> ENVIRONMENT =
      Map.of("ROLLCALL_ALLOW_PRIVATE_TARGETS", "true", "ROLLCALL_CALLS_PER_SECOND", "1000");

  @TempDir private Path data;
  @TempDir private Path outputs;

  @Test
  void walksTheWholeApi() throws Exception {
    NodeSdk sdk = NodeSdk.orSkip();
    Path output = outputs.resolve("output");
    Path errors = outputs.resolve("errors");
    try (App app = App.start(TestServer.OWNER);
        TestServer server = TestServer.start(data, ENVIRONMENT)) {
      app.publish("/sound.wav", "audio/wav", SoundFiles.wav(1_000, 1));
      Process process =
          new ProcessBuilder(
                  sdk.node(),
                  WALK.toString(),
                  sdk.home().toString(),
                  "http://127.0.0.1:" + server.http().getPort(),
                  TestServer.OWNER.sid().text(),
                  TestServer.OWNER.authToken(),
                  app.address("/sound.wav").toString())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }

      assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    }
    assertThat(Files.readAllLines(output))
        .containsExactlyElementsOf(STEPS.stream().map("ok "::concat).toList());
  }
}
