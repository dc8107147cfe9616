package dev.rollcall.http;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be done if something ends before its time. Decided once: either it happens, and every
 * action runs once, or it is ruled out, and none does. Safe for use by many threads.
 */
final class EarlyEnd {
  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

  private enum State {
    POSSIBLE,
    HAPPENED,
    RULED_OUT
  }

  private State state = State.POSSIBLE;
  private List<Runnable> actions = new ArrayList<>(0);

  /** Has {@code action} run if the early end comes; runs it at once if that is already so. */
  void then(Runnable action) {
    synchronized (this) {
      if (state == State.POSSIBLE) {
        actions.add(action);
      }
      if (state != State.HAPPENED) {
        return;
      }
    }
    run(action);
  }

  /** It has come; runs the actions unless it was ruled out or had come before. */
  void happened() {
    decide(State.HAPPENED).forEach(EarlyEnd::run);
  }

  /** It cannot come any more; forgets the actions. */
  void ruledOut() {
    decide(State.RULED_OUT);
  }

  private synchronized List<Runnable> decide(State decision) {
    if (state != State.POSSIBLE) {
      return List.of();
    }
    state = decision;
    List<Runnable> waiting = actions;
    actions = List.of();
    return waiting;
  }

  private static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("an action for a lost client failed");
    }
  }
}
