package dev.rollcall.server.sound;

import dev.rollcall.core.audio.Sound;
import dev.rollcall.core.audio.SoundLoader;
import dev.rollcall.core.audio.SoundRequest;
import dev.rollcall.core.audio.SoundUnavailableException;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.http.client.Fetcher;
import dev.rollcall.http.client.StreamedBody;
import dev.rollcall.media.sound.SoundProgram;
import dev.rollcall.media.sound.SoundStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Sound from addresses that apps name. What answers with XML is a TwiML document, anything else a
 * sound file.
 */
public final class WebSounds implements SoundLoader {
  private final SoundRequests requests;
  private final Duration patience;

  /**
   * @param authTokens what an account's requests are signed with
   * @param patience until sound begins, and between two pieces of it
   * @param maximumBytes how long a file may be
   */
  public WebSounds(
      Fetcher fetcher,
      Function<AccountSid, Optional<String>> authTokens,
      Duration patience,
      long maximumBytes) {
    this.patience = patience;
    requests = new SoundRequests(fetcher, authTokens, patience, maximumBytes);
  }

  @Override
  public Sound open(SoundRequest request) throws SoundUnavailableException {
    StreamedBody body = requests.open(request.source(), request);
    SoundProgram program =
        isDocument(body)
            ? new DocumentProgram(
                requests, request, patience, DocumentProgram.read(body, patience, System::nanoTime))
            : SoundProgram.of(file(body, request));
    return SoundStream.open(program, request.source().address().getHost(), patience);
  }

  private static boolean isDocument(StreamedBody body) {
    String type = body.contentType().orElse("").toLowerCase(Locale.ROOT);
    int parameters = type.indexOf(';');
    String plain = (parameters < 0 ? type : type.substring(0, parameters)).strip();
    return plain.equals("text/xml") || plain.equals("application/xml") || plain.endsWith("+xml");
  }

  /** The file that has begun to come; whoever plays it again asks for it again. */
  private SoundProgram.File file(StreamedBody begun, SoundRequest request) {
    AtomicReference<Optional<InputStream>> first =
        new AtomicReference<>(Optional.of(begun.bytes()));
    return new SoundProgram.File(
        request.source().address().getHost(),
        () -> {
          Optional<InputStream> here = first.getAndSet(Optional.empty());
          return here.isPresent() ? here.get() : requests.open(request.source(), request).bytes();
        },
        switch (request.use()) {
          case HOLD, WAIT -> SoundProgram.WITHOUT_END;
          case ANNOUNCEMENT -> 1;
        });
  }
}
