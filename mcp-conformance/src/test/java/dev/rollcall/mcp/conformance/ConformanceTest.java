package dev.rollcall.mcp.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.mcp.conformance.testing.SuiteInstallation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The official conformance suite, each required scenario a test. None is expected to fail. */
class ConformanceTest {
  private static final String MODERN = "2026-07-28";
  private static final String LEGACY = "2025-11-25";

  /** What is run with the sets, and held to here, though no revision requires it. */
  private static final Map<String, List<String>> BEYOND =
      Map.of(
          MODERN,
          List.of(
              "http-header-validation",
              "http-custom-header-server-validation",
              "json-schema-2020-12"),
          LEGACY,
          List.of("json-schema-2020-12", "server-session-lifecycle"));

  private static final Map<String, SuiteRun> RUNS = new TreeMap<>();

  /** Runs both sets at the same time against one server. */
  @BeforeAll
  static void runTheSuite() throws Exception {
    SuiteInstallation suite = SuiteInstallation.orSkip();
    try (ConformanceServer server = ConformanceServer.start("127.0.0.1", 0);
        ExecutorService runners = Executors.newFixedThreadPool(2)) {
      String url = "http://127.0.0.1:" + server.address().getPort() + ConformanceServer.MOUNT;
      Map<String, Future<SuiteRun>> running = new TreeMap<>();
      for (String revision : List.of(MODERN, LEGACY)) {
        Path folder = Path.of("target", "conformance", revision).toAbsolutePath();
        running.put(revision, runners.submit(() -> SuiteRun.of(suite, revision, url, folder)));
      }
      for (Map.Entry<String, Future<SuiteRun>> run : running.entrySet()) {
        RUNS.put(run.getKey(), run.getValue().get());
      }
    }
  }

  @ParameterizedTest(name = "{0} has {1} scenarios", quoteTextArguments = false)
  @CsvSource({MODERN + ", 37", LEGACY + ", 30"})
  void theSetIsWhole(String revision, int scenarios) {
    assertThat(run(revision).required()).doesNotHaveDuplicates().hasSize(scenarios);
  }

  @ParameterizedTest(name = "{0} {1}", quoteTextArguments = false)
  @MethodSource("scenarios")
  void passes(String revision, String name) {
    SuiteRun run = run(revision);
    Scenario scenario =
        run.scenario(name)
            .orElseThrow(() -> new AssertionError("came to no end; see " + run.log()));
    assertThat(scenario.checks()).filteredOn(check -> !check.isGood()).isEmpty();
    assertThat(scenario.checks()).extracting(Scenario.Check::status).contains("SUCCESS");
  }

  static Stream<Arguments> scenarios() {
    List<Arguments> all = new ArrayList<>();
    RUNS.forEach(
        (revision, run) ->
            Stream.concat(
                    run.required().stream(), BEYOND.getOrDefault(revision, List.of()).stream())
                .forEach(name -> all.add(Arguments.of(revision, name))));
    return all.stream();
  }

  private static SuiteRun run(String revision) {
    SuiteRun run = RUNS.get(revision);
    assertThat(run).as("the run of %s", revision).isNotNull();
    return run;
  }
}
