package dev.rollcall.http.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;

/**
 * The body of an answer with a status of 2xx, to be read while it comes. Whoever has it closes it.
 *
 * @param address where it came from in the end, redirects followed
 * @param contentType the header of that name
 * @param bytes as they come. The sender is held back while nobody reads, so any length takes little
 *     memory. A read throws {@link IOException} with a sentence for whoever gave the address if the
 *     body ends too early, is too long, or stays silent for too long; by then all that came before
 *     was read. Closing lets go of the connection at once.
 */
public record StreamedBody(URI address, Optional<String> contentType, InputStream bytes)
    implements AutoCloseable {
  @Override
  public void close() {
    try {
      bytes.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
