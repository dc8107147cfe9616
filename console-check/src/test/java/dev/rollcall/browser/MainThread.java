package dev.rollcall.browser;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the tasks of a page's main thread took, out of Chromium's trace. Besides the time on the
 * clock there is the time that the thread worked, which tells a slow page from a busy machine.
 */
record MainThread(List<Task> tasks) {
  /** What has to be traced for it. */
  static final String CATEGORIES = "disabled-by-default-devtools.timeline";

  private static final double LONG = 50;
  private static final double MICROSECONDS = 1_000;

  /** One task, in milliseconds. */
  record Task(double clock, double work) {}

  static MainThread read(byte[] trace) {
    List<Task> tasks = new ArrayList<>();
    for (JsonNode event : JsonMapper.shared().readTree(trace).get("traceEvents")) {
      if (event.path("name").asString("").equals("RunTask") && event.has("tdur")) {
        tasks.add(
            new Task(
                event.get("dur").asDouble() / MICROSECONDS,
                event.get("tdur").asDouble() / MICROSECONDS));
      }
    }
    return new MainThread(
        tasks.stream().sorted(Comparator.comparingDouble(Task::work).reversed()).toList());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d tasks, %d of them with more than 50 ms of work, the most %.1f ms; together %.0f ms",
        tasks.size(),
        tasks.stream().filter(task -> task.work() > LONG).count(),
        tasks.isEmpty() ? 0 : tasks.getFirst().work(),
        tasks.stream().mapToDouble(Task::work).sum());
  }
}
