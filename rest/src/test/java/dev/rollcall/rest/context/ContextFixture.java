package dev.rollcall.rest.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.event.CallEvent;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.event.EventSink;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.testing.MemoryStore;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.http.HttpHandler;
import dev.rollcall.ocp.context.AgentContext;
import dev.rollcall.ocp.context.ContextHeaders;
import dev.rollcall.rest.RestSettings;
import dev.rollcall.rest.TwilioApi;
import dev.rollcall.rest.door.DoorFixture;
import dev.rollcall.rest.door.DoorFixture.Answer;
import dev.rollcall.rest.events.EventFeed;
import dev.rollcall.rest.events.EventSettings;
import dev.rollcall.rest.events.EventsDoor;
import dev.rollcall.rest.insights.InsightsApi;
import dev.rollcall.rest.openapi.OpenApiDoor;
import dev.rollcall.rest.webhook.WebhookPorts;
import dev.rollcall.rest.webhook.WebhookSettings;
import dev.rollcall.rest.webhook.Webhooks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** REST doors that take contexts, over a real roster whose events are logged as in the product. */
final class ContextFixture implements AutoCloseable {
  static final String BASE = TwilioApi.MOUNT + "/Accounts/" + TestRoster.ACCOUNT;
  static final String PARTICIPANTS = BASE + "/Conferences/standup/Participants.json";

  private final MemoryStore store = new MemoryStore();
  private final Webhooks webhooks =
      new Webhooks(
          new WebhookPorts(
              store,
              store,
              _ -> Optional.of(DoorFixture.TOKEN),
              new SidGenerator(InstantSource.system(), new Random(1)),
              InstantSource.system(),
              new Random(2)),
          new WebhookSettings(
              true,
              Duration.ofMillis(4),
              Duration.ofMillis(40),
              Duration.ofHours(1),
              100,
              8,
              4,
              Duration.ofMillis(300),
              Duration.ofDays(30),
              Duration.ofHours(1)));
  private final EventFeed feed = new EventFeed();
  final TestRoster core = new TestRoster(TestRoster.SETTINGS, store, webhooks, new Both());
  final Accounts accounts = DoorFixture.accounts();
  final DoorFixture doors;

  private final class Both implements EventSink {
    @Override
    public void accept(ConferenceEvent event) {
      webhooks.accept(event);
      feed.accept(event);
    }

    @Override
    public void accept(CallEvent event) {
      webhooks.accept(event);
      feed.accept(event);
    }
  }

  ContextFixture() {
    HttpHandler events =
        inContext(
            new EventsDoor(
                accounts, core.roster(), store, feed, EventSettings.USUAL, System::nanoTime));
    doors =
        new DoorFixture(
            core.clock(),
            Map.of(
                TwilioApi.MOUNT,
                inContext(
                    new TwilioApi(
                        accounts, core.roster(), new RestSettings(false), System::nanoTime)),
                EventsDoor.MOUNT,
                events,
                EventsDoor.CONFERENCES_MOUNT,
                events,
                InsightsApi.MOUNT,
                inContext(new InsightsApi(accounts, core.roster())),
                OpenApiDoor.MOUNT,
                inContext(new OpenApiDoor())));
  }

  private HttpHandler inContext(HttpHandler door) {
    return new ContextDoor(door, accounts, core.roster(), core.clock());
  }

  /** Asks as the account's owner. */
  Answer ask(String method, String path, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.putIfAbsent("Authorization", DoorFixture.OWNER);
    return doors.send(method, path, all);
  }

  /** The newest event of the account as it is listed. */
  JsonNode lastEvent() {
    JsonNode events = doors.get(EventsDoor.MOUNT + "?limit=1000").isOk().body().get("events");
    return events.get(events.size() - 1);
  }

  /** The context that an answer carries, in JSON. */
  static JsonNode session(Answer answer) {
    String value = answer.header(ContextHeaders.SESSION);
    assertThat(value).isNotEmpty().hasSizeLessThan(8_192);
    AgentContext read =
        ContextHeaders.standard().decode(name -> answer.headers().firstValue(name)).orElseThrow();
    assertThat(read.contextId()).isEqualTo(answer.header(ContextHeaders.CONTEXT_ID));
    return JsonMapper.shared().readTree(Base64.getDecoder().decode(value));
  }

  /** The line that an answer tells of the roster. */
  static String summary(Answer answer) {
    return session(answer).get("context_summary").asString();
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packer = new GZIPOutputStream(out)) {
      packer.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static String packed(String text) {
    return "gzip:"
        + Base64.getEncoder().encodeToString(packed(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Sends exactly these bytes, of Latin-1, and reads until the server closes. */
  String raw(String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), doors.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the head of a raw answer has a field of this name. */
  static boolean hasField(String raw, String name) {
    return raw.substring(0, raw.indexOf("\r\n\r\n"))
        .toLowerCase(Locale.ROOT)
        .contains("\r\n" + name.toLowerCase(Locale.ROOT) + ":");
  }

  @Override
  public void close() {
    feed.close();
    doors.close();
    core.close();
    webhooks.close();
  }
}
