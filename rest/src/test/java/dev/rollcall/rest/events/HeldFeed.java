package dev.rollcall.rest.events;

import dev.rollcall.core.event.CallEvent;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.event.EventSink;
import java.util.ArrayDeque;
import java.util.Queue;

/** Gives events to a feed at once, or holds them back as if they were not published yet. */
final class HeldFeed implements EventSink {
  private final EventFeed feed;
  private final Queue<Runnable> held = new ArrayDeque<>();
  private boolean holding;

  HeldFeed(EventFeed feed) {
    this.feed = feed;
  }

  synchronized void hold() {
    holding = true;
  }

  synchronized void release() {
    holding = false;
    held.forEach(Runnable::run);
    held.clear();
  }

  @Override
  public void accept(ConferenceEvent event) {
    pass(() -> feed.accept(event));
  }

  @Override
  public void accept(CallEvent event) {
    pass(() -> feed.accept(event));
  }

  private synchronized void pass(Runnable event) {
    if (holding) {
      held.add(event);
    } else {
      event.run();
    }
  }
}
