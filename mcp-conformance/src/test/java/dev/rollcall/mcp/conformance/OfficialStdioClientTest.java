package dev.rollcall.mcp.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.mcp.conformance.testing.SuiteInstallation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The official TypeScript client starts the bridge as its server, in each era. */
@Timeout(90)
class OfficialStdioClientTest {
  @ParameterizedTest(name = "{0}", quoteTextArguments = false)
  @ValueSource(strings = {"legacy", "2026-07-28"})
  void usesTheServerThroughTheBridge(String era) throws Exception {
    SuiteInstallation clients = SuiteInstallation.orSkip();

    JsonNode found;
    try (ConformanceServer server = ConformanceServer.start("127.0.0.1", 0)) {
      found = run(clients, era, server);
    }

    assertThat(found.path("server").stringValue("")).isEqualTo("rollcall-conformance");
    assertThat(found.path("tools").intValue()).isGreaterThan(25);
    assertThat(found.path("text").stringValue("")).contains("simple text response");
    // The client drops progress that it reads in one go with the result, as it may the last.
    assertThat(found.path("progress").toString()).startsWith("[0,50");
    assertThat(found.path("asked").stringValue("")).isEqualTo("Hello, Ada!");
    assertThat(found.path("resource").stringValue("")).contains("static text resource");
  }

  private static JsonNode run(SuiteInstallation clients, String era, ConformanceServer server)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of("target", "stdio-client"));
    Path output = folder.resolve(era + ".json");
    Path errors = folder.resolve(era + ".log");
    Process process =
        new ProcessBuilder(
                List.of(
                    clients.node().toString(),
                    Path.of("src/test/resources/clients/stdio.mjs").toString(),
                    clients.home().toAbsolutePath().toString(),
                    era,
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    BridgeProgram.class.getName(),
                    "http://127.0.0.1:" + server.address().getPort() + ConformanceServer.MOUNT))
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).as("exit status; see %s", errors).isZero();
    return Samples.JSON.readTree(Files.readAllBytes(output));
  }
}
