package dev.rollcall.sip.call;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.signalling.Admission;
import dev.rollcall.sip.transaction.SipStack;
import java.util.function.Consumer;

/**
 * What every call needs.
 *
 * @param account who owns the calls
 * @param whenOver told of each call that is over
 */
record CallEnvironment(
    SipSettings settings,
    SipStack stack,
    Admission admission,
    AccountSid account,
    AudioSessions audio,
    Consumer<IncomingCall> whenOver) {

  /** Does what may take a while beside the lanes. */
  void beside(Runnable work) {
    Thread.ofVirtual().name("sip-call-work").start(work);
  }

  int retryAfterSeconds() {
    return Math.toIntExact(settings.retryAfter().toSeconds());
  }
}
