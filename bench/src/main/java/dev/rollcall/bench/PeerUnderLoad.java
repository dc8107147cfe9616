package dev.rollcall.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** {@link OfficialSdkPeer} in a process of its own, on a JVM with the options ours has. */
final class PeerUnderLoad implements AutoCloseable {
  private final Process process;
  private final URI address;

  private PeerUnderLoad(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts it with {@code tool}, as {@link OfficialSdkPeer#main} wants it; its log is there too.
   */
  static PeerUnderLoad start(Path folder, JsonNode tool) throws IOException {
    Path file = Files.writeString(folder.resolve("peer.json"), tool.toString());
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms32m",
                "-XX:+UseCompactObjectHeaders",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                OfficialSdkPeer.class.getName(),
                file.toString()));
    builder.redirectError(folder.resolve("peer.log").toFile());
    Process process = builder.start();
    // Not closed: the process could not write any more.
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    String port = lines.readLine();
    if (port == null) {
      throw new IOException("the official SDK's server did not start; see " + folder);
    }
    return new PeerUnderLoad(process, URI.create("http://127.0.0.1:" + port + "/mcp"));
  }

  Process process() {
    return process;
  }

  URI address() {
    return address;
  }

  @Override
  public void close() {
    LinuxProcess.end(process);
  }
}
