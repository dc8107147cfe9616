package dev.rollcall.sip.call;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.signalling.Admission;
import dev.rollcall.sip.transaction.CallLanes;
import dev.rollcall.sip.transaction.SipStack;

/**
 * What every call needs.
 *
 * @param besideLanes runs what may take a while
 * @param account who owns the calls from outside
 * @param lookup finds the hosts of calls to outside
 */
record CallEnvironment(
    SipSettings settings,
    SipStack stack,
    CallLanes besideLanes,
    Admission admission,
    AccountSid account,
    AudioSessions audio,
    HostLookup lookup,
    CallRegistry calls) {

  /** Does what may take a while beside the lanes; for one call in order, one thing at a time. */
  void beside(String callId, Runnable work) {
    besideLanes.run(callId, work);
  }

  int retryAfterSeconds() {
    return Math.toIntExact(settings.retryAfter().toSeconds());
  }
}
