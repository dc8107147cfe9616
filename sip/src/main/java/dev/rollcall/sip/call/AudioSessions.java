package dev.rollcall.sip.call;

import dev.rollcall.core.identity.CallSid;

/** What the signalling side asks of the audio side. Safe for use by many threads. */
public interface AudioSessions {
  /**
   * Opens a port for a call's audio. Nothing is sent before the session is configured.
   *
   * @throws AudioUnavailableException if no port is free
   */
  AudioSession open(CallSid call) throws AudioUnavailableException;
}
