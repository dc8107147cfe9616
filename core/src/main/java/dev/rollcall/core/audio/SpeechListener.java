package dev.rollcall.core.audio;

import dev.rollcall.core.identity.CallSid;
import java.util.Map;

/** Hears who speaks. */
public interface SpeechListener {
  /**
   * Participants began or ceased to speak, all at about the same time. Told in order for each call,
   * by a thread that may block; short pauses are not ends of speech.
   *
   * @param speaking whether each of these calls speaks now, in the order in which it changed
   */
  void onSpeech(Map<CallSid, Boolean> speaking);
}
