package dev.rollcall.sip.call;

import dev.rollcall.sip.transaction.TimerSettings;
import dev.rollcall.sip.transport.TransportSettings;
import java.time.Duration;

/**
 * How calls are taken and made.
 *
 * @param transport where SIP is spoken
 * @param timers the time values of RFC 3261
 * @param maxCalls how many calls there may be at once, in and out; further ones get 503, or are not
 *     made
 * @param maxTransactions how many requests may be under way or remembered; further ones get 503
 * @param maxWaitingMessages how many messages may wait for their turn; further ones are dropped
 * @param retryAfter when a caller that got 503 may try again, whole seconds
 * @param keepAliveAfter how long a phone may be silent before it is asked whether it still lives,
 *     and how long after that it is asked again
 * @param keepAliveTimeout how long it has to answer before its call is ended
 * @param silenceCheck how often a silent phone's silence is looked at
 * @param closeWithin how long the end of all calls may take when the server stops
 */
public record SipSettings(
    TransportSettings transport,
    TimerSettings timers,
    int maxCalls,
    int maxTransactions,
    int maxWaitingMessages,
    Duration retryAfter,
    Duration keepAliveAfter,
    Duration keepAliveTimeout,
    Duration silenceCheck,
    Duration closeWithin) {

  /**
   * Defaults: the RFC's timers, 5 000 calls, 50 000 transactions, 20 000 waiting messages, a retry
   * after 10 s, 10 s of silence, 10 s for an answer, looked for every second, 2 s to stop.
   */
  public static SipSettings on(TransportSettings transport) {
    return new SipSettings(
        transport,
        TimerSettings.STANDARD,
        5_000,
        50_000,
        20_000,
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2));
  }

  public SipSettings withTimers(TimerSettings changed) {
    return new SipSettings(
        transport,
        changed,
        maxCalls,
        maxTransactions,
        maxWaitingMessages,
        retryAfter,
        keepAliveAfter,
        keepAliveTimeout,
        silenceCheck,
        closeWithin);
  }

  public SipSettings withMaxCalls(int changed) {
    return new SipSettings(
        transport,
        timers,
        changed,
        maxTransactions,
        maxWaitingMessages,
        retryAfter,
        keepAliveAfter,
        keepAliveTimeout,
        silenceCheck,
        closeWithin);
  }

  /** The same with another watch for phones that vanished. */
  public SipSettings withKeepAlive(Duration after, Duration timeout, Duration check) {
    return new SipSettings(
        transport,
        timers,
        maxCalls,
        maxTransactions,
        maxWaitingMessages,
        retryAfter,
        after,
        timeout,
        check,
        closeWithin);
  }

  /** The same with another limit for the end of all calls. */
  public SipSettings withCloseWithin(Duration changed) {
    return new SipSettings(
        transport,
        timers,
        maxCalls,
        maxTransactions,
        maxWaitingMessages,
        retryAfter,
        keepAliveAfter,
        keepAliveTimeout,
        silenceCheck,
        changed);
  }
}
