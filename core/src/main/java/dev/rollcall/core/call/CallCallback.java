package dev.rollcall.core.call;

import dev.rollcall.core.web.WebTarget;
import java.util.Set;

/** Where an app is told of a call's progress, and of which steps. */
public record CallCallback(WebTarget target, Set<CallProgress> steps) {
  public CallCallback {
    steps = Set.copyOf(steps);
  }
}
