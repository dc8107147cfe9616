package dev.rollcall.bench;

import dev.rollcall.bench.ToolContestant.Round;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How often {@code list_conversation_participants} can be called for a conversation of 50 members,
 * and how long a call takes: this server beside the official Java SDK with Jetty, which has the
 * same definition and gives the same answer.
 *
 * <p>They take turns within each round, so that a machine that gets slower does so for both; the
 * ratios are of one round each. Server and wrk share the machine.
 */
public final class ToolLoad {
  private static final String TOOL = "list_conversation_participants";
  private static final int MEMBERS = 50;
  private static final int SESSIONS = 50;
  private static final List<Integer> CONNECTIONS = List.of(16, 50);
  private static final int CALLERS_OF_THE_TARGET = 50;
  private static final int ROUNDS = 3;
  private static final PrintStream out = System.out;

  private final Path folder;
  private final Path script;
  private final ObjectNode arguments = JsonMapper.shared().createObjectNode();

  private ToolLoad(Path root, Path folder) {
    this.folder = folder;
    script = root.resolve("bench/src/main/wrk/calls.lua");
  }

  /**
   * Runs once.
   *
   * @param arguments the checkout's folder
   */
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    Path folder = Files.createTempDirectory("rollcall-bench");
    try (ServerUnderLoad server = ServerUnderLoad.start(root, folder)) {
      new ToolLoad(root, folder).run(server);
    }
    System.exit(0);
  }

  private void run(ServerUnderLoad server) throws Exception {
    URI address = URI.create(server.origin() + "/mcp");
    Map<String, String> token = Map.of("Authorization", "Bearer " + token(server));
    McpClient client = McpClient.modern(address, token);
    arguments.put("conversation_id", conversation(server, client));
    JsonNode expected = client.call(TOOL, arguments);
    requireMembers(expected);
    ObjectNode tool = JsonMapper.shared().createObjectNode();
    tool.set("tool", client.definition(TOOL));
    tool.set("answer", expected.path("structuredContent"));
    tool.set("text", expected.path("content").path(0).path("text"));
    try (PeerUnderLoad peer = PeerUnderLoad.start(folder, tool)) {
      compare(
          List.of(
              contestant("ours", server.process(), address, token, true, expected),
              contestant("ours", server.process(), address, token, false, expected),
              contestant(
                  "official SDK", peer.process(), peer.address(), Map.of(), false, expected)));
    }
  }

  private static String token(ServerUnderLoad server) throws IOException, InterruptedException {
    ObjectNode wanted = JsonMapper.shared().createObjectNode().put("user", "member0");
    return server.post("/rollcall/v1/tokens", wanted).path("secret").asString();
  }

  /** A conversation of the caller's and of as many more as are missing. */
  private static String conversation(ServerUnderLoad server, McpClient client)
      throws IOException, InterruptedException {
    ObjectNode title = JsonMapper.shared().createObjectNode().put("title", "fifty");
    String id =
        client.call("create_conversation", title).path("structuredContent").path("id").asString();
    for (int member = 1; member < MEMBERS; member++) {
      String name = "member" + member;
      server.post("/rollcall/v1/users", JsonMapper.shared().createObjectNode().put("name", name));
      client.call(
          "create_conversation_participant",
          JsonMapper.shared()
              .createObjectNode()
              .put("conversation_id", id)
              .put("participant", name));
    }
    return id;
  }

  private static void requireMembers(JsonNode result) throws IOException {
    int members = result.path("structuredContent").path("data").size();
    if (members != MEMBERS) {
      throw new IOException(members + " members instead of " + MEMBERS + ": " + result);
    }
  }

  /** A server in one era, once it has given the answer that is expected of all. */
  private ToolContestant contestant(
      String name,
      Process process,
      URI address,
      Map<String, String> headers,
      boolean modern,
      JsonNode expected)
      throws IOException {
    List<String> sessions = new ArrayList<>();
    McpClient client =
        modern ? McpClient.modern(address, headers) : McpClient.legacy(address, headers);
    for (int session = 0; session < SESSIONS && !modern; session++) {
      McpClient.legacy(address, headers).session().ifPresent(sessions::add);
    }
    JsonNode result = client.call(TOOL, arguments);
    for (String part : List.of("structuredContent", "content")) {
      if (!result.path(part).equals(expected.path(part))) {
        throw new IOException(name + " answers something else: " + result);
      }
    }
    Wrk wrk =
        new Wrk(
            address.toString(),
            script,
            folder,
            client.headers("tools/call", Optional.of(TOOL)),
            client.body(Wrk.ID, "tools/call", McpClient.callOf(TOOL, arguments)),
            sessions);
    int octets =
        result.path("structuredContent").toString().getBytes(StandardCharsets.UTF_8).length
            + result.path("content").toString().getBytes(StandardCharsets.UTF_8).length;
    String era = modern ? McpClient.MODERN : McpClient.LEGACY;
    return new ToolContestant(name + ", " + era, process, wrk, octets);
  }

  private static void compare(List<ToolContestant> contestants) throws IOException {
    OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
    out.println(
        String.format(
            Locale.ROOT,
            "%d processors, which others load with %.1f; warming up",
            machine.getAvailableProcessors(),
            machine.getSystemLoadAverage()));
    for (ToolContestant each : contestants) {
      each.warmUp(CONNECTIONS.getLast());
    }
    out.println(
        "%s of %d members; each row 10 s; ratio: the rate beside the peer's of that round"
            .formatted(TOOL, MEMBERS));
    out.println(
        row("callers", "", "calls/s", "mean ms", "p50 ms", "p99 ms", "CPU µs/call", "ratio"));
    for (int connections : CONNECTIONS) {
      List<List<Round>> rounds = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        rounds.add(round(contestants, connections));
      }
      for (int i = 0; i < contestants.size() - 1; i++) {
        int one = i;
        out.println(
            String.format(
                Locale.ROOT,
                "%7d %-26s medians: %.2f times the peer's rate (to be at least 2), mean %.2f ms%s",
                connections,
                contestants.get(i).name(),
                median(rounds, each -> each.get(one).rate() / each.getLast().rate()),
                median(rounds, each -> each.get(one).measured().mean()),
                connections == CALLERS_OF_THE_TARGET ? " (to be under 1)" : ""));
      }
    }
  }

  /** Each in turn; the peer is the last. */
  private static List<Round> round(List<ToolContestant> contestants, int connections)
      throws IOException {
    List<Round> rounds = new ArrayList<>();
    for (ToolContestant each : contestants) {
      rounds.add(each.measure(connections));
    }
    for (int i = 0; i < contestants.size(); i++) {
      double ratio = rounds.get(i).rate() / rounds.getLast().rate();
      print(connections, contestants.get(i).name(), rounds.get(i), ratio);
    }
    return rounds;
  }

  private static double median(List<List<Round>> rounds, ToDoubleFunction<List<Round>> figure) {
    return rounds.stream()
        .mapToDouble(figure)
        .sorted()
        .skip(rounds.size() / 2)
        .findFirst()
        .orElseThrow();
  }

  private static void print(int connections, String name, Round round, double ratio) {
    Wrk.Measured measured = round.measured();
    out.println(
        row(
            Integer.toString(connections),
            name,
            decimal(measured.rate(), 0),
            decimal(measured.mean(), 2),
            decimal(measured.p50(), 2),
            decimal(measured.p99(), 2),
            decimal(round.cpuMicros(), 1),
            decimal(ratio, 2)));
  }

  private static String row(
      String connections,
      String name,
      String rate,
      String mean,
      String p50,
      String p99,
      String cpu,
      String ratio) {
    return String.format(
        "%7s %-26s %9s %8s %8s %8s %12s %6s", connections, name, rate, mean, p50, p99, cpu, ratio);
  }

  private static String decimal(double value, int places) {
    return String.format(Locale.ROOT, "%." + places + "f", value);
  }
}
