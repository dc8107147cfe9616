package dev.rollcall.bench;

import dev.rollcall.ocp.Compatibility;
import dev.rollcall.ocp.discovery.Discovery;
import dev.rollcall.ocp.discovery.DiscoveryException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How long the tools of an API take to be found in its description, once it is in memory: the first
 * time on a JVM, and later. Each way to read has a JVM of its own, so that none is warmed by
 * another.
 */
public final class DiscoveryTime {
  private static final int READS = 30;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final PrintStream out = System.out;

  private DiscoveryTime() {}

  /**
   * Measures all ways to read {@code file} and prints them.
   *
   * @throws IOException if one fails, or takes longer than a minute
   */
  static void measure(Path file) throws IOException, InterruptedException {
    out.println(
        String.format(
            Locale.ROOT,
            "%-40s %10s %16s %8s",
            String.format(Locale.ROOT, "description of %,d bytes", Files.size(file)),
            "first ms",
            "median of " + READS + " ms",
            "tools"));
    for (Compatibility compatibility : Compatibility.values()) {
      measure(file, compatibility);
    }
  }

  private static void measure(Path file, Compatibility compatibility)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                    "-cp",
                    System.getProperty("java.class.path"),
                    DiscoveryTime.class.getName(),
                    compatibility.name(),
                    file.toString()))
            .inheritIO()
            .start();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException("%s cannot be read in a minute".formatted(file));
      }
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new IOException("%s cannot be read; the reason is above".formatted(file));
    }
  }

  /**
   * Measures one way to read and prints it.
   *
   * @param arguments the {@link Compatibility} and the description's file
   */
  public static void main(String[] arguments) throws IOException {
    Compatibility compatibility = Compatibility.valueOf(arguments[0]);
    byte[] document = Files.readAllBytes(Path.of(arguments[1]));
    try {
      int tools = 0;
      List<Long> nanos = new ArrayList<>();
      for (int read = 0; read <= READS; read++) {
        long began = System.nanoTime();
        tools = new Discovery(compatibility).read(document).tools().size();
        nanos.add(System.nanoTime() - began);
      }
      out.println(
          String.format(
              Locale.ROOT,
              "  %-38s %10.1f %16.1f %8d",
              compatibility,
              nanos.getFirst() / 1e6,
              Times.of(nanos.subList(1, nanos.size())).percentile(50),
              tools));
    } catch (DiscoveryException unreadable) {
      System.err.println(arguments[1] + ": " + unreadable.getMessage());
      System.exit(1);
    }
  }
}
