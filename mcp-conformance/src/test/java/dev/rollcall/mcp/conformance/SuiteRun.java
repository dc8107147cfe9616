package dev.rollcall.mcp.conformance;

import dev.rollcall.mcp.conformance.testing.SuiteInstallation;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One run of a set of requirements against a server. All scenarios of a set run in one process,
 * since starting one takes longer than most scenarios.
 *
 * @param required the scenarios an implementation has to pass, in the suite's words and order
 * @param scenarios how each scenario that was run ended; those that came to no end are missing
 * @param log what the suite printed
 */
record SuiteRun(List<String> required, Map<String, Scenario> scenarios, Path log) {
  private static final Duration LONGEST_SCENARIO = Duration.ofSeconds(20);
  private static final Duration LONGEST_RUN = Duration.ofMinutes(2);
  private static final Pattern RESULT = Pattern.compile("server-(.+)-\\d{4}-\\d\\d-\\d\\dT.*");

  /** Runs the set of {@code revision} against {@code url}; results are left in {@code folder}. */
  static SuiteRun of(SuiteInstallation suite, String revision, String url, Path folder)
      throws IOException, InterruptedException {
    empty(folder);
    Path list = folder.resolve("list.txt");
    run(suite, list, "list", "--server", "--requirements", revision);
    Path log = folder.resolve("log.txt");
    run(
        suite,
        log,
        "server",
        "--url",
        url,
        "--requirements",
        revision,
        "--timeout",
        Long.toString(LONGEST_SCENARIO.toMillis()),
        "--output-dir",
        folder.toString());
    return new SuiteRun(required(Files.readAllLines(list)), results(folder), log);
  }

  /** How {@code name} ended, if it did. */
  Optional<Scenario> scenario(String name) {
    return Optional.ofNullable(scenarios.get(name));
  }

  private static void run(SuiteInstallation suite, Path output, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(suite.node().toString());
    command.add(suite.program().toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    // The exit status says what the results say; a run that is cut off leaves results missing.
    if (!process.waitFor(LONGEST_RUN.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
    }
  }

  /** The names between the heading of the server scenarios and the blank line after them. */
  private static List<String> required(List<String> lines) {
    return lines.stream()
        .dropWhile(line -> !line.startsWith("Server scenarios"))
        .skip(1)
        .takeWhile(line -> !line.isBlank())
        .map(line -> line.strip().substring("- ".length()))
        .toList();
  }

  private static Map<String, Scenario> results(Path folder) throws IOException {
    Map<String, Scenario> scenarios = new HashMap<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.toList()) {
        Matcher matcher = RESULT.matcher(entry.getFileName().toString());
        Path checks = entry.resolve("checks.json");
        if (matcher.matches() && Files.isRegularFile(checks)) {
          scenarios.put(matcher.group(1), scenario(matcher.group(1), checks));
        }
      }
    }
    return scenarios;
  }

  private static Scenario scenario(String name, Path checks) throws IOException {
    List<Scenario.Check> read = new ArrayList<>();
    for (JsonNode check : Samples.JSON.readTree(Files.readAllBytes(checks))) {
      read.add(
          new Scenario.Check(
              check.path("id").stringValue(""),
              check.path("status").stringValue("FAILURE"),
              check.path("description").stringValue(""),
              check.path("errorMessage").stringValue("")));
    }
    return new Scenario(name, read);
  }

  private static void empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e)
                throws IOException {
              Files.delete(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    }
    Files.createDirectories(folder);
  }
}
