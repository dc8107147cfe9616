package dev.rollcall.server.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.audio.SoundUnavailableException;
import dev.rollcall.http.client.StreamedBody;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Documents come whole in time, or are given up. */
class DocumentProgramTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_BYTES = Duration.ofMillis(4_900);
  private static final byte[] DOCUMENT =
      "<Response><Play>a.wav</Play></Response>".getBytes(StandardCharsets.UTF_8);

  private final AtomicLong now = new AtomicLong();

  private static StreamedBody body(InputStream bytes) {
    return new StreamedBody(
        URI.create("http://app.example/doc.xml"), Optional.of("text/xml"), bytes);
  }

  @Test
  void aDocumentThatComesByteByByteIsGivenUpInTime() {
    InputStream dripping =
        new ByteArrayInputStream(DOCUMENT) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            now.addAndGet(BETWEEN_BYTES.toNanos());
            return super.read(target, offset, Math.min(length, 1));
          }
        };
    assertThatThrownBy(() -> DocumentProgram.read(body(dripping), PATIENCE, now::get))
        .isInstanceOf(SoundUnavailableException.class)
        .hasMessageContaining("still not whole after 5000 ms");
    assertThat(now.get()).isLessThanOrEqualTo(PATIENCE.plus(BETWEEN_BYTES).toNanos());
  }

  @Test
  void aDocumentThatComesInTimeIsRead() throws Exception {
    assertThat(DocumentProgram.read(body(new ByteArrayInputStream(DOCUMENT)), PATIENCE, now::get))
        .hasSize(1);
  }
}
