package dev.rollcall.server.sound;

import dev.rollcall.core.audio.SoundRequest;
import dev.rollcall.core.audio.SoundUnavailableException;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.web.WebMethod;
import dev.rollcall.core.web.WebTarget;
import dev.rollcall.http.client.FetchException;
import dev.rollcall.http.client.Fetcher;
import dev.rollcall.http.client.OutgoingRequest;
import dev.rollcall.http.client.StreamLimits;
import dev.rollcall.http.client.StreamedBody;
import dev.rollcall.http.client.Timeouts;
import dev.rollcall.rest.webhook.TwilioSignature;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * How an app is asked for sound: signed like a webhook and, by POST, told for whom it is. By GET
 * nothing is added to the address, since addresses of stored files are often signed as they are.
 */
final class SoundRequests {
  private final Fetcher fetcher;
  private final Function<AccountSid, Optional<String>> authTokens;
  private final Timeouts timeouts;
  private final StreamLimits limits;

  /**
   * @param patience until sound begins, and between two pieces of it
   * @param maximumBytes how long a file may be
   */
  SoundRequests(
      Fetcher fetcher,
      Function<AccountSid, Optional<String>> authTokens,
      Duration patience,
      long maximumBytes) {
    this.fetcher = fetcher;
    this.authTokens = authTokens;
    timeouts = new Timeouts(patience, patience, patience);
    limits = new StreamLimits(maximumBytes, patience);
  }

  /** Asks {@code source}, on behalf of whoever wanted {@code request}. */
  StreamedBody open(WebTarget source, SoundRequest request) throws SoundUnavailableException {
    SequencedMap<String, String> parameters =
        source.method() == WebMethod.POST ? parameters(request) : new LinkedHashMap<>();
    OutgoingRequest outgoing =
        source.method() == WebMethod.POST
            ? OutgoingRequest.post(source.address(), parameters, timeouts)
            : OutgoingRequest.get(source.address(), parameters, timeouts);
    Optional<String> signature =
        authTokens
            .apply(request.account())
            .map(token -> TwilioSignature.of(token, source.address(), parameters));
    try {
      return fetcher.open(
          signature
              .map(text -> outgoing.with(Map.of(TwilioSignature.HEADER, text)))
              .orElse(outgoing),
          limits);
    } catch (FetchException e) {
      throw new SoundUnavailableException(e.explanation(), e);
    }
  }

  /** A file that a document names. */
  StreamedBody open(URI file, SoundRequest request) throws SoundUnavailableException {
    return open(new WebTarget(file, WebMethod.GET), request);
  }

  private static SequencedMap<String, String> parameters(SoundRequest request) {
    SequencedMap<String, String> parameters = new LinkedHashMap<>();
    parameters.put("AccountSid", request.account().text());
    request.call().ifPresent(call -> parameters.put("CallSid", call.text()));
    parameters.put("ConferenceSid", request.conference().text());
    return parameters;
  }
}
