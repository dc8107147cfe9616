package dev.rollcall.mcp.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.mcp.stdio.StdioBridge;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A client that speaks through a bridge, by pipes. */
final class PipedClient implements AutoCloseable {
  private final Pipe toBridge = Pipe.open();
  private final Pipe fromBridge = Pipe.open();
  private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

  PipedClient(URI endpoint) throws IOException {
    StdioBridge bridge =
        new StdioBridge(
            Channels.newInputStream(toBridge.source()),
            Channels.newOutputStream(fromBridge.sink()),
            endpoint,
            Optional.empty());
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
    Thread.ofPlatform().daemon().name("client").start(this::listen);
  }

  void say(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      toBridge.sink().write(bytes);
    }
  }

  /** The next message, which must come. */
  JsonNode hear() throws InterruptedException {
    JsonNode message = heard.poll(20, TimeUnit.SECONDS);
    assertThat(message).as("a message of the bridge").isNotNull();
    return Optional.ofNullable(message).orElseThrow();
  }

  /** The messages up to the answer to request {@code id}, the answer last. */
  List<JsonNode> hearUntil(int id) throws InterruptedException {
    List<JsonNode> messages = new ArrayList<>();
    do {
      messages.add(hear());
    } while (messages.getLast().has("method") || messages.getLast().path("id").intValue(-1) != id);
    return messages;
  }

  /** The answer to request {@code id}; all before it is dropped. */
  JsonNode answer(int id) throws InterruptedException {
    return hearUntil(id).getLast();
  }

  /** The next message of {@code method}; all before it is dropped. */
  JsonNode hear(String method) throws InterruptedException {
    JsonNode message = hear();
    while (!message.path("method").stringValue("").equals(method)) {
      message = hear();
    }
    return message;
  }

  /** Ends the input, waits for the bridge to end, and asserts that it had no more to say. */
  void leaveInSilence() throws Exception {
    toBridge.sink().close();
    assertThat(ended.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(heard).isEmpty();
  }

  @Override
  public void close() throws IOException {
    toBridge.sink().close();
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(Channels.newReader(fromBridge.source(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        heard.add(Samples.JSON.readTree(line));
      }
    } catch (IOException e) {
      ended.completeExceptionally(e);
    }
  }
}
