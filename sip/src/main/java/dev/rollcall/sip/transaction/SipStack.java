package dev.rollcall.sip.transaction;

import dev.rollcall.sip.message.SipMessage;
import dev.rollcall.sip.transport.Peer;
import dev.rollcall.sip.transport.SipTransport;
import dev.rollcall.sip.transport.TransportSettings;
import java.io.IOException;
import java.util.random.RandomGenerator;

/** Transport, lanes and transactions, put together for one user. */
public final class SipStack implements AutoCloseable {
  private final Tokens tokens;
  private final CallLanes lanes;
  private final CallTimers timers;
  private final SipTransport transport;
  private final TransactionLayer transactions;

  /**
   * Takes the ports; nothing is received before {@link #start}.
   *
   * @param maxTransactions how many requests from peers may be under way or remembered
   * @param maxWaitingMessages how many messages may wait for their turn
   * @param random safe for use by many threads
   * @throws IOException if an address or port is not to be had
   */
  public SipStack(
      TransportSettings transportSettings,
      TimerSettings timerSettings,
      int maxTransactions,
      int maxWaitingMessages,
      Timers timers,
      RandomGenerator random,
      TransactionUser user)
      throws IOException {
    tokens = new Tokens(random);
    lanes = new CallLanes(SipStack::startThread, maxWaitingMessages);
    this.timers = new CallTimers(timers, lanes);
    transport = new SipTransport(transportSettings, this::receive, tokens::tag);
    transactions =
        new TransactionLayer(
            transport, lanes, this.timers, timerSettings, maxTransactions, tokens, user);
  }

  public void start() {
    transport.start();
  }

  public Tokens tokens() {
    return tokens;
  }

  public CallLanes lanes() {
    return lanes;
  }

  public CallTimers timers() {
    return timers;
  }

  public SipTransport transport() {
    return transport;
  }

  public TransactionLayer transactions() {
    return transactions;
  }

  /** Frees the ports; messages go nowhere any more. */
  @Override
  public void close() {
    transport.close();
  }

  private void receive(SipMessage message, Peer source) {
    transactions.receive(message, source);
  }

  private static void startThread(Runnable work) {
    Thread.ofVirtual().name("sip-call").start(work);
  }
}
