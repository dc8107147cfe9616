package dev.rollcall.server;

import dev.rollcall.core.audio.Clip;
import dev.rollcall.core.audio.ClipLoader;
import dev.rollcall.core.audio.ClipRequest;
import dev.rollcall.core.audio.ClipUnavailableException;
import dev.rollcall.http.client.FetchException;
import dev.rollcall.http.client.Fetcher;
import dev.rollcall.media.sound.Clips;

/** Clips that are fetched over HTTP and decoded to what the mixer plays. */
final class FetchedClips implements ClipLoader {
  private final Fetcher fetcher;

  FetchedClips(Fetcher fetcher) {
    this.fetcher = fetcher;
  }

  @Override
  public Clip load(ClipRequest request) throws ClipUnavailableException {
    try {
      byte[] bytes = fetcher.fetch(request.source(), request.method() == ClipRequest.Method.POST);
      return Clips.decode(bytes, request.source().getHost());
    } catch (FetchException e) {
      throw new ClipUnavailableException(e.explanation(), e);
    }
  }
}
