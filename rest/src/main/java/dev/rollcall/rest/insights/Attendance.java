package dev.rollcall.rest.insights;

import dev.rollcall.core.call.Parties;
import dev.rollcall.core.conference.Departure;
import dev.rollcall.core.conference.Participant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who took part in a conference, in numbers. Those who were called and never came do not count.
 *
 * @param mostAtOnce how many were in it at once, at most
 * @param different how many pairs of a calling and a called address were in it: a person who came
 *     twice counts once, and so many are called from one number as are called
 */
record Attendance(int mostAtOnce, int different) {
  /** Nobody. */
  static final Attendance NONE = new Attendance(0, 0);

  /** A step over a threshold: first those who leave, then those who come. */
  private record Step(Instant at, int order, int change) {}

  /** Counts {@code participants}: all there ever were, in any order. */
  static Attendance of(Iterable<Participant> participants) {
    List<Step> steps = new ArrayList<>();
    Set<List<String>> addresses = new HashSet<>();
    for (Participant each : participants) {
      if (each.joined().isEmpty()) {
        continue;
      }
      Instant joined = each.joined().get();
      steps.add(new Step(joined, 1, 1));
      each.departure()
          .map(Departure::at)
          .ifPresent(left -> steps.add(new Step(left, left.equals(joined) ? 2 : 0, -1)));
      Parties parties = each.parties();
      addresses.add(List.of(parties.from(), parties.to()));
    }
    steps.sort(Comparator.comparing(Step::at).thenComparingInt(Step::order));
    int now = 0;
    int most = 0;
    for (Step step : steps) {
      now += step.change();
      most = Math.max(most, now);
    }
    return new Attendance(most, addresses.size());
  }
}
