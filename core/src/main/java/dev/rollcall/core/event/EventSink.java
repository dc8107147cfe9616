package dev.rollcall.core.event;

/** Takes what happened, after lists already show it. */
public interface EventSink {
  /**
   * Takes one event. Called in the order of {@link ConferenceEvent#sequence} for each conference,
   * by the thread that made the change while others wait for it, so it must neither block nor
   * throw.
   */
  void accept(ConferenceEvent event);

  /** Takes a step of a call, under the same rules; by default does nothing with it. */
  default void accept(CallEvent event) {}
}
