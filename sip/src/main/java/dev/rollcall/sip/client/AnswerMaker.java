package dev.rollcall.sip.client;

import dev.rollcall.sip.sdp.SessionDescription;
import java.util.Optional;

/** Makes our answers to the other side's offers. Must not block. */
public interface AnswerMaker {
  /** Our answer; empty if we cannot speak as offered. */
  Optional<SessionDescription> answer(SessionDescription offer);
}
