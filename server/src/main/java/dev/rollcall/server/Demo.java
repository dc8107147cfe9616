package dev.rollcall.server;

import dev.rollcall.core.account.Account;
import dev.rollcall.phone.Dialling;
import dev.rollcall.phone.PhoneCall;
import dev.rollcall.phone.PhoneException;
import dev.rollcall.phone.PhoneRack;
import dev.rollcall.phone.Spectrum;
import dev.rollcall.phone.Voice;
import dev.rollcall.rest.administration.AdministrationApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The main job on one screen: three telephones of ours call in over real SIP and RTP, the list is
 * asked as an app would ask it, one phone is muted, and the phones themselves say whom they hear.
 */
final class Demo {
  private static final String ROOM = "standup";
  private static final List<Speaker> SPEAKERS =
      List.of(new Speaker("ann", 400), new Speaker("bob", 650), new Speaker("eve", 900));
  private static final String TOOL = "list_conference_participants";
  private static final int AMPLITUDE = 6_000;
  private static final int HEARD = 1_500;
  private static final int LISTENED_SAMPLES = 800;
  private static final Duration LISTEN_AT_MOST = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final Account account;
  private final PrintWriter out;
  private final Doors doors;
  private final JsonMapper json = JsonMapper.shared();

  Demo(RollcallServer server, Account account, PrintWriter out) {
    this.account = account;
    this.out = out;
    doors = new Doors(server);
  }

  /** Plays; the phones stay in the conference until what is returned is closed. */
  AutoCloseable run() throws DemoException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      InetSocketAddress sip = doors.sip();
      out.println();
      out.println(
          "Three phones dial sip:" + ROOM + "@" + sip.getHostString() + ":" + sip.getPort() + ".");
      PhoneRack rack = rack(sip.getAddress());
      List<PhoneCall> phones = dial(rack, sip);

      String conference =
          records(
                  ask(client, list("Conferences.json?Status=in-progress&FriendlyName=" + ROOM)),
                  "conferences")
              .get(0)
              .get("sid")
              .asString();
      String participants = "Conferences/" + conference + "/Participants";
      JsonNode before = show(client, list(participants + ".json"));
      tellWhoHearsWhom(phones, Optional.empty());

      JsonNode second = records(before, "participants").get(1);
      out.println();
      out.println("Muting " + second.get("name").asString() + ":");
      show(
          client,
          change(participants + "/" + second.get("call_sid").asString() + ".json", "Muted=true"));
      out.println("And the list again:");
      show(client, list(participants + ".json"));
      tellWhoHearsWhom(phones, Optional.of(second.get("name").asString()));

      askAsAgent(client);

      out.println();
      out.println("Try:  ./rollcall participants list " + ROOM);
      out.println("Call a test phone in, which says what it hears:");
      out.println(
          "$ curl -u "
              + credentials()
              + " -d From=demo -d To=rollcall:echo '"
              + doors.rest(account)
              + "/Conferences/"
              + ROOM
              + "/Participants.json'");
      out.println(
          "Or call in yourself: sip:" + ROOM + "@" + sip.getHostString() + ":" + sip.getPort());
      return rack;
    }
  }

  /** The same list as an agent gets it, with a token that is good for the evening. */
  private void askAsAgent(HttpClient client) throws DemoException, InterruptedException {
    String tokens = doors.http() + AdministrationApi.MOUNT + "/tokens";
    HttpRequest issue =
        request(tokens)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"user\":\"demo\",\"expires_in\":43200}"))
            .build();
    String token = ask(client, new Asked(issue, "")).get("secret").asString();
    String message =
        """
        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"%s",\
        "arguments":{"conference":"%s","limit":1},\
        "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
        "io.modelcontextprotocol/clientCapabilities":{}}}}\
        """
            .formatted(TOOL, ROOM);
    List<String> headers =
        List.of(
            "Authorization: Bearer " + token,
            "Content-Type: application/json",
            "Accept: application/json, text/event-stream",
            "MCP-Protocol-Version: 2026-07-28",
            "Mcp-Method: tools/call",
            "Mcp-Name: " + TOOL);
    HttpRequest.Builder call =
        HttpRequest.newBuilder(URI.create(doors.mcp())).POST(BodyPublishers.ofString(message));
    StringBuilder curl = new StringBuilder("curl '").append(doors.mcp()).append('\'');
    for (String header : headers) {
      int colon = header.indexOf(':');
      call.header(header.substring(0, colon), header.substring(colon + 2));
      curl.append(" -H '").append(header).append('\'');
    }
    out.println();
    out.println("An agent asks the same over MCP, one participant a page:");
    show(
        client,
        new Asked(call.build(), curl.append(" -d '").append(message).append('\'').toString()));
  }

  private static PhoneRack rack(InetAddress host) throws DemoException {
    try {
      return new PhoneRack(host);
    } catch (IOException e) {
      throw new DemoException("there is no port for the phones: " + e.getMessage(), e);
    }
  }

  private static List<PhoneCall> dial(PhoneRack rack, InetSocketAddress sip)
      throws DemoException, InterruptedException {
    try {
      List<PhoneCall> phones = new ArrayList<>();
      for (Speaker speaker : SPEAKERS) {
        Voice voice = Voice.tone(speaker.hertz(), AMPLITUDE);
        phones.add(
            rack.dial(
                Dialling.of(speaker.name(), sip, ROOM, voice)
                    .with("X-Rollcall-Label", speaker.name())));
      }
      return phones;
    } catch (PhoneException | IOException e) {
      throw new DemoException("a phone could not call in: " + e.getMessage(), e);
    }
  }

  private JsonNode show(HttpClient client, Asked asked) throws DemoException, InterruptedException {
    out.println();
    out.println("$ " + asked.curl());
    JsonNode body = ask(client, asked);
    out.println(json.writerWithDefaultPrettyPrinter().writeValueAsString(body));
    return body;
  }

  private JsonNode ask(HttpClient client, Asked asked) throws DemoException, InterruptedException {
    try {
      HttpResponse<String> response =
          client.send(asked.request(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new DemoException(
            asked.request().uri() + " answered " + response.statusCode() + ": " + response.body());
      }
      return json.readTree(response.body());
    } catch (IOException e) {
      throw new DemoException(asked.request().uri() + " did not answer: " + e.getMessage(), e);
    }
  }

  private static List<JsonNode> records(JsonNode body, String name) {
    return body.get(name).valueStream().toList();
  }

  private Asked list(String path) {
    String address = doors.rest(account) + "/" + path;
    return new Asked(
        request(address).GET().build(), "curl -u " + credentials() + " '" + address + "'");
  }

  private Asked change(String path, String form) {
    String address = doors.rest(account) + "/" + path;
    HttpRequest request =
        request(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return new Asked(request, "curl -u " + credentials() + " -d " + form + " '" + address + "'");
  }

  private HttpRequest.Builder request(String address) {
    byte[] credentials = credentials().getBytes(StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(URI.create(address))
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
  }

  private String credentials() {
    return account.sid() + ":" + account.authToken();
  }

  /**
   * Listens until each phone hears all others but the muted one, or shows what it is after a while.
   */
  private void tellWhoHearsWhom(List<PhoneCall> phones, Optional<String> muted) {
    long end = System.nanoTime() + LISTEN_AT_MOST.toNanos();
    while (System.nanoTime() < end
        && !phones.stream().allMatch(phone -> heard(phone).equals(expected(phone, muted)))) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    out.println("What the phones hear, by the tone of each:");
    for (PhoneCall phone : phones) {
      List<String> heard = heard(phone);
      out.println(
          "  "
              + phone.name()
              + " hears "
              + (heard.isEmpty() ? "nobody" : String.join(" and ", heard)));
    }
    out.flush();
  }

  private static List<String> expected(PhoneCall listener, Optional<String> muted) {
    return SPEAKERS.stream()
        .map(Speaker::name)
        .filter(name -> !name.equals(listener.name()) && !muted.equals(Optional.of(name)))
        .toList();
  }

  private static List<String> heard(PhoneCall phone) {
    short[] lately = phone.heardLast(LISTENED_SAMPLES);
    return SPEAKERS.stream()
        .filter(speaker -> Spectrum.amplitude(lately, speaker.hertz()) > HEARD)
        .map(Speaker::name)
        .toList();
  }

  /** A phone and its tone. */
  private record Speaker(String name, int hertz) {}

  /** A request and how to make it by hand. */
  private record Asked(HttpRequest request, String curl) {}
}
