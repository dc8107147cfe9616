package dev.rollcall.browser;

import com.sun.net.httpserver.HttpServer;
import dev.rollcall.phone.Spectrum;
import dev.rollcall.phone.Voice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** A web server with a sound to be announced: ten seconds of a tone. All else is not found. */
final class Sounds implements AutoCloseable {
  static final int HERTZ = 1_200;

  private static final int SECONDS = 10;

  private final HttpServer server;

  private Sounds(HttpServer server) {
    this.server = server;
  }

  static Sounds start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] wav = wav();
    server.createContext(
        "/tone.wav",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "audio/wav");
          exchange.sendResponseHeaders(200, wav.length);
          exchange.getResponseBody().write(wav);
          exchange.close();
        });
    server.start();
    return new Sounds(server);
  }

  String tone() {
    return address("/tone.wav");
  }

  /** Where nothing is. */
  String nothing() {
    return address("/nothing.wav");
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static byte[] wav() throws IOException {
    short[] samples = new short[SECONDS * Spectrum.SAMPLE_RATE];
    Voice.tone(HERTZ, Hearing.AMPLITUDE).speak(samples);
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    AudioSystem.write(
        new AudioInputStream(
            new ByteArrayInputStream(bytes.array()),
            new AudioFormat(Spectrum.SAMPLE_RATE, 16, 1, true, false),
            samples.length),
        AudioFileFormat.Type.WAVE,
        file);
    return file.toByteArray();
  }
}
