package dev.rollcall.sip.transaction;

import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.transport.MessageSender;
import dev.rollcall.sip.transport.Peer;
import java.time.Duration;

/** What one transaction needs of its surroundings; everything it starts comes back on its lane. */
final class TransactionContext {
  private final MessageSender sender;
  private final CallLanes lanes;
  private final CallTimers timers;
  private final TimerSettings settings;
  private final TransactionCounters counters;
  private final String callId;

  TransactionContext(
      MessageSender sender,
      CallLanes lanes,
      CallTimers timers,
      TimerSettings settings,
      TransactionCounters counters,
      String callId) {
    this.sender = sender;
    this.lanes = lanes;
    this.timers = timers;
    this.settings = settings;
    this.counters = counters;
    this.callId = callId;
  }

  TimerSettings settings() {
    return settings;
  }

  Timers.Timer after(Duration delay, Runnable action) {
    return timers.start(callId, delay, action);
  }

  void send(SipRequest request, Peer target, Runnable whenFailed) {
    sender.send(request, target, () -> lanes.run(callId, whenFailed));
  }

  void respond(SipResponse response, Peer source, Runnable whenFailed) {
    sender.respond(response, source, () -> lanes.run(callId, whenFailed));
  }

  void countResponse(int status) {
    counters.countResponse(status);
  }
}
