package dev.rollcall.bench;

import dev.rollcall.ocp.OcpAgent;
import dev.rollcall.ocp.Registration;
import dev.rollcall.ocp.call.ToolAnswer;
import dev.rollcall.ocp.context.AgentContext;
import dev.rollcall.ocp.context.ContextHeaders;
import dev.rollcall.phone.Dialling;
import dev.rollcall.phone.PhoneRack;
import dev.rollcall.phone.Voice;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the Open Context Protocol costs an agent: a call of {@code listParticipant} with the agent's
 * context beside the same request sent by the HTTP client alone, how long the context gets, and
 * finding the tools in a description.
 *
 * <p>Both kinds of calls go through one client to one server, in turns of a few, so that a machine
 * that gets slower does so for both.
 */
public final class ContextCost {
  private static final String ROOM = "standup";
  private static final int PHONES = 3;
  private static final String TOOL = "listParticipant";

  /**
   * Until the compiler is done with most of a call. A call adds three interactions, so the context
   * keeps as many as it may long before the end.
   */
  private static final int WARM_UP = 1_000;

  private static final Set<Integer> SESSIONS_SHOWN = Set.of(1, 100, 1_000);
  private static final int CALLS_IN_A_TURN = 25;
  private static final int MOST_TURNS = 40;

  /** After this no turn is begun. */
  private static final Duration MEASURED = Duration.ofSeconds(30);

  private static final PrintStream out = System.out;

  private final HttpClient client;
  private final NotedClient noted;
  private final OcpAgent agent;
  private final Map<String, String> parameters =
      Map.of("AccountSid", ServerUnderLoad.ACCOUNT, "ConferenceSid", ROOM);

  private ContextCost(ServerUnderLoad server, HttpClient client) {
    this.client = client;
    noted = new NotedClient(client);
    agent =
        OcpAgent.builder("bench-agent")
            .user("alice")
            .workspace("rollcall")
            .goal("see who is in the standup")
            .withoutFiles()
            .registryUrl(server.origin() + "/api/v1")
            .httpClient(noted)
            .build();
    agent.registerApi(
        "twilio",
        Registration.fromRegistry().withHeader("Authorization", ServerUnderLoad.authorization()));
  }

  /**
   * Runs once.
   *
   * @param arguments the checkout's folder, and a description whose tools are to be found if it is
   *     not to be the server's own
   */
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
    out.println(
        String.format(
            Locale.ROOT,
            "%d processors, which others load with %.1f",
            machine.getAvailableProcessors(),
            machine.getSystemLoadAverage()));
    Path folder = Files.createTempDirectory("rollcall-bench");
    try (ServerUnderLoad server = ServerUnderLoad.start(root, folder);
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        PhoneRack phones = new PhoneRack(InetAddress.getLoopbackAddress())) {
      Path description =
          arguments.length > 1 ? Path.of(arguments[1]) : ownDescription(server, client, folder);
      DiscoveryTime.measure(description);
      for (int phone = 0; phone < PHONES; phone++) {
        phones.dial(Dialling.of("phone" + phone, server.sip(), ROOM, Voice.silence()));
      }
      new ContextCost(server, client).run();
    }
    System.exit(0);
  }

  private static Path ownDescription(ServerUnderLoad server, HttpClient client, Path folder)
      throws IOException, InterruptedException {
    URI address = URI.create(server.origin() + "/openapi.json");
    HttpResponse<Path> answer =
        client.send(
            HttpRequest.newBuilder(address).build(),
            BodyHandlers.ofFile(folder.resolve("openapi.json")));
    if (answer.statusCode() != 200) {
      throw new IOException(address + " answered " + answer.statusCode());
    }
    return answer.body();
  }

  private void run() throws IOException, InterruptedException {
    int listed = agent.callTool(TOOL, parameters).json().path("participants").size();
    if (listed != PHONES) {
      throw new IOException(listed + " participants listed instead of " + PHONES);
    }
    showSession(1);
    for (int call = 2; call <= WARM_UP; call++) {
      callTool();
      if (SESSIONS_SHOWN.contains(call)) {
        showSession(call);
      }
      send(noted.last());
    }
    List<Long> bare = new ArrayList<>();
    List<Long> called = new ArrayList<>();
    List<Long> encoded = new ArrayList<>();
    long began = System.nanoTime();
    for (int turn = 0;
        turn < MOST_TURNS && System.nanoTime() - began < MEASURED.toNanos();
        turn++) {
      HttpRequest request = noted.last();
      repeat(bare, () -> send(request));
      repeat(called, this::callTool);
      repeat(encoded, this::encode);
    }
    show(Times.of(bare), Times.of(called), Times.of(encoded));
  }

  private void callTool() throws IOException {
    ToolAnswer answer = agent.callTool(TOOL, parameters);
    if (!answer.ok()) {
      throw new IOException("callTool answered " + answer.status() + ": " + answer.text());
    }
  }

  /** What a client without an agent does: it makes the request, sends it and takes the bytes. */
  private void send(HttpRequest like) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(like, (_, _) -> true).build();
    HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(request.uri() + " answered " + answer.statusCode());
    }
  }

  private void encode() throws IOException {
    if (!ContextHeaders.standard().encode(agent.context()).containsKey(ContextHeaders.SESSION)) {
      throw new IOException("the context has no session");
    }
  }

  private static void repeat(List<Long> nanos, Work work) throws IOException, InterruptedException {
    for (int i = 0; i < CALLS_IN_A_TURN; i++) {
      long began = System.nanoTime();
      work.run();
      nanos.add(System.nanoTime() - began);
    }
  }

  private void showSession(int call) throws IOException {
    HttpHeaders sent = noted.last().headers();
    String session = sent.firstValue(ContextHeaders.SESSION).orElse("");
    AgentContext context =
        ContextHeaders.standard()
            .decode(sent::firstValue)
            .orElseThrow(() -> new IOException("no context that can be read was sent"));
    out.println(
        String.format(
            Locale.ROOT,
            "OCP-Session at call %,5d: %,6d bytes with %,4d interactions",
            call,
            session.length(),
            context.history().size()));
  }

  private static void show(Times bare, Times called, Times encoded) {
    out.println(
        row(
            String.format(
                Locale.ROOT,
                "%s of %d phones, %,d calls each",
                TOOL,
                PHONES,
                called.nanos().size()),
            "median µs",
            "p99 µs"));
    out.println(row("  the HTTP client alone, same request", micros(bare, 50), micros(bare, 99)));
    out.println(row("  OcpAgent.callTool", micros(called, 50), micros(called, 99)));
    out.println(row("    difference", difference(called, bare, 50), difference(called, bare, 99)));
    out.println(row("    ratio", ratio(called, bare, 50), ratio(called, bare, 99)));
    out.println(
        row(
            "  writing the context's headers, by itself",
            micros(encoded, 50),
            micros(encoded, 99)));
  }

  private static String micros(Times times, int percent) {
    return decimal(times.percentile(percent) * 1e3, 0);
  }

  private static String difference(Times times, Times other, int percent) {
    return decimal((times.percentile(percent) - other.percentile(percent)) * 1e3, 0);
  }

  private static String ratio(Times times, Times other, int percent) {
    return decimal(times.percentile(percent) / other.percentile(percent), 2);
  }

  private static String decimal(double value, int places) {
    return String.format(Locale.ROOT, "%." + places + "f", value);
  }

  private static String row(String what, String median, String high) {
    return String.format(Locale.ROOT, "%-46s %10s %10s", what, median, high);
  }

  /** What is measured. */
  private interface Work {
    void run() throws IOException, InterruptedException;
  }
}
