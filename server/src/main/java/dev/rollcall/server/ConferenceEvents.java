package dev.rollcall.server;

import dev.rollcall.core.event.CallEvent;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.event.EventSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Passes what happens in conferences and calls on to all who want to know, in the order in which
 * they came.
 */
final class ConferenceEvents implements EventSink {
  private final List<EventSink> listeners = new CopyOnWriteArrayList<>();

  void add(EventSink listener) {
    listeners.add(listener);
  }

  @Override
  public void accept(ConferenceEvent event) {
    for (EventSink listener : listeners) {
      listener.accept(event);
    }
  }

  @Override
  public void accept(CallEvent event) {
    for (EventSink listener : listeners) {
      listener.accept(event);
    }
  }
}
