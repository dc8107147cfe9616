package dev.rollcall.core.audio;

import dev.rollcall.core.identity.CallSid;

/** Hears who speaks. */
public interface SpeechListener {
  /**
   * A participant began or ceased to speak. Told in order for each call, by a thread that may
   * block; short pauses are not ends of speech.
   */
  void onSpeech(CallSid call, boolean speaking);
}
