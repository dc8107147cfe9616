package dev.rollcall.mcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A client at the other end of a bridge. */
final class StdioClient implements AutoCloseable {
  static final Patience BRISK =
      new Patience(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofMillis(10));

  private final Pipe pipe = Pipe.open();
  private final Lines heard = new Lines();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

  StdioClient(URI endpoint) throws IOException {
    this(endpoint, Optional.empty(), BRISK);
  }

  StdioClient(URI endpoint, Optional<String> token, Patience patience) throws IOException {
    StdioBridge bridge =
        new StdioBridge(Channels.newInputStream(pipe.source()), heard, endpoint, token, patience);
    Thread.ofPlatform()
        .name("bridge")
        .start(
            () -> {
              try {
                bridge.run();
                ended.complete(true);
              } catch (IOException | InterruptedException | RuntimeException e) {
                ended.completeExceptionally(e);
              }
            });
  }

  void say(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      pipe.sink().write(bytes);
    }
  }

  /** The next line, which must come. */
  String hear() throws InterruptedException {
    String line = heard.lines.poll(20, TimeUnit.SECONDS);
    assertThat(line).as("a line of the bridge").isNotNull();
    return String.valueOf(line);
  }

  JsonNode hearMessage() throws InterruptedException {
    return ClientMessage.JSON.readTree(hear());
  }

  /** Asserts that all there was to hear has been heard. To be called after {@link #leave}. */
  void hearsNoMore() {
    assertThat(heard.lines).isEmpty();
  }

  /** Ends the input and waits for the bridge to end. */
  void leave() throws Exception {
    pipe.sink().close();
    assertThat(ended.get(20, TimeUnit.SECONDS)).isTrue();
  }

  @Override
  public void close() throws IOException {
    pipe.sink().close();
  }

  /** Takes whole lines in. */
  private static final class Lines extends OutputStream {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Override
    public void write(int each) {
      throw new AssertionError("a line must be written in one go");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
      assertThat(text).endsWith("\n");
      assertThat(text.indexOf('\n')).isEqualTo(text.length() - 1);
      lines.add(text.strip());
    }
  }
}
