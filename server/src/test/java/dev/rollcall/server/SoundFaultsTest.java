package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.twilio.rest.api.v2010.account.conference.Participant;
import com.twilio.type.PhoneNumber;
import dev.rollcall.core.testing.Await;
import dev.rollcall.phone.PhoneCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sound from addresses that hold none, half of one, or worse: the app is told why, and those in the
 * conference go on hearing each other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SoundFaultsTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "ROLLCALL_ALLOW_PRIVATE_TARGETS", "true",
          "ROLLCALL_CALLS_PER_SECOND", "1000",
          "ROLLCALL_SOUND_TIMEOUT", "2s");
  private static final int SOUND_HERTZ = 1_000;

  private final Tones tones =
      new Tones().with("ann", 400).with("bob", 650).with("sound", SOUND_HERTZ);
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer site;
  private App app;
  private TestServer server;
  private String conference;
  private PhoneCall ann;
  private PhoneCall bob;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    publish();
    server = TestServer.start(data, ENVIRONMENT);
    begin();
  }

  private void publish() throws IOException {
    app = App.start(TestServer.OWNER);
    site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.setExecutor(threads);
    byte[] wav = SoundFiles.wav(SOUND_HERTZ, 2);
    byte[] noise = SoundFiles.hostileMp3(new Random(11_172));
    serve("/good.wav", "audio/wav", wav);
    serve("/head.wav", "audio/wav", Arrays.copyOf(wav, 30));
    serve("/cut.wav", "audio/wav", Arrays.copyOf(wav, wav.length / 2));
    serve("/hostile.mp3", "audio/mpeg", noise);
    serve("/text", "text/plain", "no sound at all, only words".getBytes(StandardCharsets.UTF_8));
    serve("/say.xml", "text/xml", SoundFiles.document("<Say>Hello</Say>"));
    serve("/broken.xml", "text/xml", "<Response>".getBytes(StandardCharsets.UTF_8));
    serve("/circle.xml", "text/xml", SoundFiles.document("<Redirect>/circle.xml</Redirect>"));
    context("/absent.wav", exchange -> exchange.sendResponseHeaders(404, -1));
    context("/silent", exchange -> hang());
    context(
        "/stuck.wav",
        exchange -> {
          exchange.sendResponseHeaders(200, wav.length);
          exchange.getResponseBody().write(wav, 0, wav.length / 2);
          exchange.getResponseBody().flush();
          hang();
        });
    context(
        "/elsewhere",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/absent.wav");
          exchange.sendResponseHeaders(302, -1);
        });
    site.start();
  }

  @AfterAll
  void stop() {
    over.countDown();
    server.close();
    app.close();
    site.stop(0);
    threads.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/head.wav, cut off",
    "/hostile.mp3, ''",
    "/text, ''",
    "/say.xml, says Say",
    "/broken.xml, not well-formed",
    "/circle.xml, only redirect",
    "/absent.wav, 404",
    "/elsewhere, 404",
    "/silent, ''"
  })
  void anAnnouncementThatCannotBePlayedIsToldToTheApp(String path, String why) throws Exception {
    assertThat(announceToAll(path).statusCode()).isEqualTo(200);

    App.Told failed = awaitFailed(path, "");
    assertThat(failed.get("ReasonAnnouncementFailed")).isNotBlank().contains(why);
    assertTheConferenceGoesOn();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/cut.wav", "/stuck.wav"})
  void whatCameOfAnAnnouncementIsHeardBeforeItFails(String path) throws Exception {
    long mark = ann.mark();

    assertThat(announceToAll(path).statusCode()).isEqualTo(200);

    App.Told failed = awaitFailed(path, "");
    assertThat(failed.get("ReasonAnnouncementFailed")).isNotBlank();
    assertThat(Heard.framesWith(ann, mark, SOUND_HERTZ)).isBetween(35, 60);
    assertTheConferenceGoesOn();
  }

  @Test
  void anAnnouncementToOneThatFailsNamesTheOne() throws Exception {
    HttpResponse<String> answer =
        server
            .api()
            .post(participant("bob"), "AnnounceMethod=GET&AnnounceUrl=" + url("/absent.wav"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(awaitFailed("/absent.wav", "bob").get("ReasonAnnouncementFailed")).contains("404");
    assertTheConferenceGoesOn();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/head.wav",
        "/hostile.mp3",
        "/text",
        "/say.xml",
        "/broken.xml",
        "/circle.xml",
        "/absent.wav",
        "/elsewhere",
        "/silent"
      })
  void holdMusicThatCannotBeHadIsRefusedAndNobodyIsOnHold(String path) throws Exception {
    HttpResponse<String> refused =
        server.api().post(participant("bob"), "Hold=true&HoldMethod=GET&HoldUrl=" + url(path));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(JsonMapper.shared().readTree(refused.body()).get("code").asInt()).isEqualTo(11_200);
    assertThat(server.api().json(participant("bob")).get("hold").asBoolean()).isFalse();
    assertTheConferenceGoesOn();
  }

  @Test
  void holdMusicThatBreaksOffLeavesTheOneOnHoldAndTheOthersTogether() throws Exception {
    PhoneCall eve =
        server.dial(server.dialling("standup", "eve", 900).with("X-Rollcall-Muted", "true"));

    HttpResponse<String> held =
        server
            .api()
            .post(participant("eve"), "Hold=true&HoldMethod=GET&HoldUrl=" + url("/stuck.wav"));

    assertThat(held.statusCode()).isEqualTo(200);
    long mark = eve.mark();
    Await.until(
        () ->
            Heard.framesWith(eve, mark, SOUND_HERTZ) > 10
                ? Optional.empty()
                : Optional.of("eve hears nothing of what came"));
    assertTheConferenceGoesOn();
    server.api().post(participant("eve"), "Hold=false");
    tones.awaitHears(eve, Set.of("ann", "bob"));
    eve.hangUp();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/head.wav", "/hostile.mp3", "/say.xml", "/absent.wav", "/silent"})
  void whoWaitsForSoundThatCannotBeHadHearsMusic(String path) throws Exception {
    String room = "lobby" + asked.get();
    PhoneCall waiting = waiting(room, path);

    Await.until(
        () ->
            Tones.loudness(waiting, waiting.mark()) > 50
                ? Optional.empty()
                : Optional.of("who waits hears nothing"));
    server.dial(room, "moderator", 900);
    new Tones().with("moderator", 900).awaitHears(waiting, Set.of("moderator"));
    assertTheConferenceGoesOn();
  }

  @Test
  void whoWaitsHearsTheAppsSound() throws Exception {
    tones.awaitHears(waiting("foyer", "/good.wav"), Set.of("sound"));
  }

  @Test
  void soundIsNotAskedForAtPrivateAddressesUnlessAllowed(@TempDir Path elsewhere) throws Exception {
    int before = asked.get();
    try (TestServer careful = TestServer.start(elsewhere)) {
      PhoneCall eve = careful.dial("standup", "eve", 900);
      PhoneCall joe = careful.dial("standup", "joe", 1_200);

      HttpResponse<String> announced =
          careful
              .api()
              .post(
                  "Conferences/standup.json", "AnnounceMethod=GET&AnnounceUrl=" + url("/good.wav"));
      HttpResponse<String> held =
          careful
              .api()
              .post(
                  "Conferences/standup/Participants/eve.json",
                  "Hold=true&HoldMethod=GET&HoldUrl=" + url("/good.wav"));

      assertThat(announced.statusCode()).isEqualTo(200);
      assertThat(held.statusCode()).isEqualTo(400);
      assertThat(held.body()).contains("11200", "allow-private-targets");
      Tones both = new Tones().with("eve", 900).with("joe", 1_200).with("sound", SOUND_HERTZ);
      both.awaitHears(eve, Set.of("joe"));
      both.awaitHears(joe, Set.of("eve"));
    }
    assertThat(asked).hasValue(before);
  }

  private PhoneCall waiting(String room, String path) throws Exception {
    PhoneCall waiting =
        server.dial(
            server
                .dialling(room, "guest", 1_200)
                .with("X-Rollcall-Start-Conference-On-Enter", "false"));
    HttpResponse<String> answer =
        server
            .api()
            .post(
                "Conferences/" + room + "/Participants/guest.json",
                "WaitMethod=GET&WaitUrl=" + url(path));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return waiting;
  }

  /** A conference whose callback is the app's, with two who hear each other. */
  private void begin() throws Exception {
    conference =
        Participant.creator(
                "standup", new PhoneNumber("+4930123450"), new PhoneNumber("rollcall:tone"))
            .setLabel("keeper")
            .setMuted(true)
            .setConferenceStatusCallback(app.address("/conference"))
            .setConferenceStatusCallbackEvent(List.of("end", "announcement"))
            .create(server.sdk())
            .getConferenceSid();
    ann = server.dial("standup", "ann", tones.of("ann"));
    bob = server.dial("standup", "bob", tones.of("bob"));
    tones.awaitHears(ann, Set.of("bob"));
    tones.awaitHears(bob, Set.of("ann"));
  }

  private void assertTheConferenceGoesOn() {
    tones.awaitHears(ann, Set.of("bob"));
    tones.awaitHears(bob, Set.of("ann"));
    assertThat(app.told("/conference").stream().map(App.Told::event))
        .doesNotContain("conference-end", "announcement-end");
    assertThat(app.unsigned()).isEmpty();
  }

  /** The callback that says so of {@code path}, and of the participant with that label if any. */
  private App.Told awaitFailed(String path, String label) {
    Await.until(
        () ->
            failed(path, label).isPresent()
                ? Optional.empty()
                : Optional.of("no failure of " + path + " among " + app.told()));
    return failed(path, label).orElseThrow();
  }

  private Optional<App.Told> failed(String path, String label) {
    return app.told("/conference").stream()
        .filter(told -> told.event().equals("announcement-fail"))
        .filter(told -> told.get("AnnounceUrl").equals(url(path)))
        .filter(told -> told.get("ParticipantLabel").equals(label))
        .findFirst();
  }

  private HttpResponse<String> announceToAll(String path) throws Exception {
    return server
        .api()
        .post("Conferences/" + conference + ".json", "AnnounceMethod=GET&AnnounceUrl=" + url(path));
  }

  private String participant(String label) {
    return "Conferences/" + conference + "/Participants/" + label + ".json";
  }

  private String url(String path) {
    return "http://127.0.0.1:" + site.getAddress().getPort() + path;
  }

  private void serve(String path, String type, byte[] bytes) {
    context(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
        });
  }

  private void context(String path, Answer answer) {
    site.createContext(
        path,
        exchange -> {
          asked.incrementAndGet();
          try (exchange) {
            answer.to(exchange);
          }
        });
  }

  /** Says nothing more until the test is over. */
  private void hang() throws IOException {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the test ended", e);
    }
  }

  @FunctionalInterface
  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }
}
