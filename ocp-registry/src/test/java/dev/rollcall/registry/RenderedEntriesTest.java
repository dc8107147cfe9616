package dev.rollcall.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.pages.SharedEnd;
import dev.rollcall.registry.RawClient.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class RenderedEntriesTest {
  private final RenderedEntries rendered = new RenderedEntries();
  private final Entry own =
      OwnEntries.of(RegistryFixture.ownDescription(), Instant.EPOCH).getFirst();

  @Test
  void toolsAreWrittenOnceForAllOrigins() {
    assertThat(rendered.tools(own.at("http://made-up-1.example")))
        .isSameAs(rendered.tools(own.at("http://made-up-2.example")));
  }

  @Test
  void toolsAreWrittenOnceForAllWhoAskAtOnce() throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<SharedEnd>> calls = Collections.nCopies(8, () -> rendered.tools(own));
      List<SharedEnd> ends = new ArrayList<>();
      for (Future<SharedEnd> each : callers.invokeAll(calls)) {
        ends.add(each.get());
      }

      assertThat(ends).allMatch(each -> each.equals(ends.getFirst()));
    }
  }

  @Test
  void toolsThatChangedAreWrittenAnew() {
    SharedEnd before = rendered.tools(own);

    assertThat(rendered.tools(with(own, own.tools().subList(0, 1)))).isNotSameAs(before);
  }

  /** Random digits are what compresses worst. */
  @Test
  void theLargestEntryIsKept() {
    byte[] bytes = new byte[Descriptions.MOST_BYTES_OF_A_TOOL / 2];
    Random random = new Random(5);
    List<RegisteredTool> tools = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      random.nextBytes(bytes);
      String json = "\"" + HexFormat.of().formatHex(bytes) + "\"";
      tools.add(new RegisteredTool("t", "t-" + i, "", "GET", "/", Optional.empty(), json));
    }
    Entry largest = with(own, tools);

    assertThat(rendered.tools(largest)).isSameAs(rendered.tools(largest));
  }

  private static Entry with(Entry entry, List<RegisteredTool> tools) {
    return new Entry(
        entry.id(),
        entry.name(),
        entry.profile(),
        entry.version(),
        entry.baseUrl(),
        entry.baseUrlGiven(),
        entry.openapiUrl(),
        entry.validationError(),
        entry.accessible(),
        entry.created(),
        entry.updated(),
        entry.lastValidated(),
        tools,
        entry.own());
  }

  @Test
  void whatIsCompressedInPartsIsTheWhole() throws IOException {
    try (RegistryFixture registry = new RegistryFixture(false)) {
      for (String host : List.of("a.example", "a-longer-one.example:8443")) {
        String request = "GET /registry/twilio HTTP/1.1\r\nHost: " + host + "\r\n";
        Answer plain = RawClient.ask(registry.port(), request + "\r\n");
        Answer compressed =
            RawClient.bytes(registry.port(), request + "Accept-Encoding: gzip\r\n\r\n");

        assertThat(plain.json().path("base_url").asString()).isEqualTo("http://" + host);
        assertThat(compressed.header("content-encoding")).contains("gzip");
        assertThat(compressed.header("etag")).isEqualTo(plain.header("etag"));
        byte[] bytes = compressed.body().getBytes(StandardCharsets.ISO_8859_1);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
          assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(plain.body());
        }
      }
    }
  }
}
