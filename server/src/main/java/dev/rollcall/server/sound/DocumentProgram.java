package dev.rollcall.server.sound;

import dev.rollcall.core.audio.SoundRequest;
import dev.rollcall.core.audio.SoundUnavailableException;
import dev.rollcall.core.web.WebTarget;
import dev.rollcall.http.client.StreamedBody;
import dev.rollcall.media.sound.SoundProgram;
import dev.rollcall.rest.twiml.MalformedTwimlException;
import dev.rollcall.rest.twiml.SoundDocument;
import dev.rollcall.rest.twiml.Verb;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.LongSupplier;

/** What a TwiML document says, verb after verb, and what the documents say that it redirects to. */
final class DocumentProgram implements SoundProgram {
  /** How many documents in a row may say nothing but where the next one is. */
  private static final int MOST_REDIRECTS = 10;

  private final SoundRequests requests;
  private final SoundRequest request;
  private final Duration patience;
  private final Queue<Verb> verbs;
  private int redirects;

  /**
   * @param patience how long each further document may take to come
   */
  DocumentProgram(
      SoundRequests requests, SoundRequest request, Duration patience, List<Verb> verbs) {
    this.patience = patience;
    this.requests = requests;
    this.request = request;
    this.verbs = new ArrayDeque<>(verbs);
  }

  /**
   * Reads a document to its end and closes it.
   *
   * @param within how long all of it may take to come; a sender that is slower may keep us waiting
   *     for one more piece of it, whose own limit is the stream's
   * @throws SoundUnavailableException if it does not come whole, or is none that can be played
   */
  static List<Verb> read(StreamedBody document, Duration within, LongSupplier nanoClock)
      throws SoundUnavailableException {
    try (document) {
      byte[] bytes = whole(document.bytes(), within, nanoClock);
      return SoundDocument.read(bytes, document.address());
    } catch (IOException | MalformedTwimlException e) {
      throw new SoundUnavailableException(
          document.address().getHost()
              + " gave a document that cannot be played. "
              + e.getMessage(),
          e);
    }
  }

  private static byte[] whole(InputStream document, Duration within, LongSupplier nanoClock)
      throws IOException {
    long begun = nanoClock.getAsLong();
    byte[] bytes = new byte[SoundDocument.LONGEST + 1];
    int length = 0;
    int count;
    while ((count = document.read(bytes, length, bytes.length - length)) > 0) {
      length += count;
      if (nanoClock.getAsLong() - begun > within.toNanos()) {
        throw new IOException("It was still not whole after " + within.toMillis() + " ms.");
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  @Override
  public Optional<Segment> next() throws SoundUnavailableException {
    while (!verbs.isEmpty()) {
      switch (verbs.remove()) {
        case Verb.Play(URI source, int times) -> {
          redirects = 0;
          return Optional.of(file(source, times));
        }
        case Verb.Pause(var length) when length.isPositive() -> {
          redirects = 0;
          return Optional.of(new Silence(length));
        }
        case Verb.Pause _ -> {}
        case Verb.Redirect(WebTarget document) -> follow(document);
      }
    }
    return Optional.empty();
  }

  private File file(URI source, int times) {
    return new File(
        source.getHost(),
        () -> requests.open(source, request).bytes(),
        times == 0 ? WITHOUT_END : times);
  }

  private void follow(WebTarget document) throws SoundUnavailableException {
    if (++redirects > MOST_REDIRECTS) {
      throw new SoundUnavailableException(
          document.address().getHost()
              + " gave "
              + MOST_REDIRECTS
              + " documents in a row that only redirect; let one play something.");
    }
    List<Verb> next = read(requests.open(document, request), patience, System::nanoTime);
    verbs.clear();
    verbs.addAll(next);
  }
}
