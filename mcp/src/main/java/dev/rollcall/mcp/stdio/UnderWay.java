package dev.rollcall.mcp.stdio;

/** A request that the server has not answered yet. */
final class UnderWay {
  private final boolean stateless;
  private final boolean endless;
  private volatile boolean cancelled;

  /**
   * A request of a client.
   *
   * @param stateless it is cancelled by going away, not by telling the server
   * @param endless its answer ends when the client has had enough
   */
  UnderWay(boolean stateless, boolean endless) {
    this.stateless = stateless;
    this.endless = endless;
  }

  boolean isStateless() {
    return stateless;
  }

  boolean isEndless() {
    return endless;
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** From now on nobody waits for an answer. */
  void cancel() {
    cancelled = true;
  }
}
