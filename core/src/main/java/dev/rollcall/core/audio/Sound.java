package dev.rollcall.core.audio;

/**
 * Recorded sound on its way to one listener, or to all of a conference: it is fetched and decoded
 * while it plays, and is played once. What is inside is the audio side's own.
 *
 * <p>Whoever has a sound that is not given to {@link ConferenceAudio} closes it. Closing twice does
 * nothing.
 */
public interface Sound extends AutoCloseable {
  /** Where it came from, for the log. */
  String source();

  /** Stops fetching. Returns at once and never throws. */
  @Override
  void close();
}
