package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.rollcall.phone.PhoneCall;
import dev.rollcall.phone.Spectrum;
import dev.rollcall.phone.Voice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hold music from an address of the app's. */
final class HoldMusicTest {
  private static final int MUSIC_HERTZ = 1_500;

  private final Tones tones =
      new Tones().with("ann", 400).with("bob", 650).with("music", MUSIC_HERTZ);
  @TempDir private Path data;
  private HttpServer site;

  @BeforeEach
  void publishMusic() throws IOException {
    byte[] wav = wav();
    site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.createContext(
        "/music.wav",
        exchange -> {
          exchange.sendResponseHeaders(200, wav.length);
          exchange.getResponseBody().write(wav);
          exchange.close();
        });
    site.createContext(
        "/text",
        exchange -> {
          exchange.sendResponseHeaders(200, 5);
          exchange.getResponseBody().write(new byte[5]);
          exchange.close();
        });
    site.start();
  }

  @AfterEach
  void unpublish() {
    site.stop(0);
  }

  @Test
  void isPlayedToWhoIsOnHoldAndToNobodyElse() throws Exception {
    try (TestServer server =
        TestServer.start(data, Map.of("ROLLCALL_ALLOW_PRIVATE_TARGETS", "true"))) {
      PhoneCall ann = server.dial("standup", "ann", tones.of("ann"));
      PhoneCall bob = server.dial("standup", "bob", tones.of("bob"));
      tones.awaitHears(bob, Set.of("ann"));

      assertThat(hold(server, "/music.wav").statusCode()).isEqualTo(200);
      long annMark = ann.mark();
      long bobMark = bob.mark();

      assertThat(tones.hearsFrom(ann, annMark)).containsExactly("music");
      assertThat(tones.hearsFrom(bob, bobMark)).isEmpty();
    }
  }

  @Test
  void isRefusedIfItCannotBeHadAndNothingChanges() throws Exception {
    try (TestServer server =
        TestServer.start(data, Map.of("ROLLCALL_ALLOW_PRIVATE_TARGETS", "true"))) {
      server.dial("standup", "ann", tones.of("ann"));

      for (String path : Set.of("/absent.wav", "/text")) {
        HttpResponse<String> refused = hold(server, path);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("11200");
      }
      assertThat(
              server
                  .api()
                  .json("Conferences/standup/Participants/ann.json")
                  .get("hold")
                  .asBoolean())
          .isFalse();
    }
  }

  @Test
  void isNotFetchedFromPrivateAddressesUnlessAllowed() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      server.dial("standup", "ann", tones.of("ann"));

      HttpResponse<String> refused = hold(server, "/music.wav");

      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("allow-private-targets");
    }
  }

  private HttpResponse<String> hold(TestServer server, String path) throws Exception {
    String address = "http://127.0.0.1:" + site.getAddress().getPort() + path;
    return server
        .api()
        .post("Conferences/standup/Participants/ann.json", "Hold=true&HoldUrl=" + address);
  }

  /** A second of tone at 16 kHz, so that it has to be brought to the rate of telephones. */
  private static byte[] wav() throws IOException {
    short[] samples = new short[Spectrum.SAMPLE_RATE];
    Voice.tone(MUSIC_HERTZ / 2, Tones.AMPLITUDE).speak(samples);
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    AudioFormat format = new AudioFormat(2 * Spectrum.SAMPLE_RATE, 16, 1, true, false);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, samples.length),
        AudioFileFormat.Type.WAVE,
        file);
    return file.toByteArray();
  }
}
