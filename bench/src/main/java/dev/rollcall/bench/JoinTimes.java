package dev.rollcall.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * How soon an app knows that a test phone has joined. The phones are called at even intervals,
 * whether or not earlier ones have joined, into a few conferences in turn; all stay until the end.
 *
 * @param toldAfterAsked from sending the request that calls the phone to the webhook's arrival
 * @param toldAfterJoined from the time in the join's event, which is taken before the commit, to
 *     the webhook's arrival: more than from the commit
 * @param toldAfterShown from the stream's telling, which follows the commit, to the webhook's
 *     arrival: less than from the commit, and negative where the webhook was first
 * @param shownAfterAsked from sending the request to the stream's telling
 * @param answeredAfterAsked from sending the request to its answer, which does not wait for the
 *     join
 * @param rate how many requests were really sent per second
 */
record JoinTimes(
    Times toldAfterAsked,
    Times toldAfterJoined,
    Times toldAfterShown,
    Times shownAfterAsked,
    Times answeredAfterAsked,
    double rate) {
  private static final int ROOMS = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * Calls {@code joins} phones, {@code perSecond} each second, and ends their conferences.
   *
   * @throws IOException if a phone is not told to have joined within half a minute
   */
  static JoinTimes measure(
      ServerUnderLoad server, WebhookReceiver receiver, JoinStream stream, int joins, int perSecond)
      throws IOException, InterruptedException, ExecutionException {
    String callback = URLEncoder.encode(receiver.address(), StandardCharsets.UTF_8);
    String form =
        "From=%2B4930123450&To=rollcall%3Atone&ConferenceStatusCallbackEvent=join"
            + "&ConferenceStatusCallback="
            + callback;
    List<Future<Asked>> asking = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long began = System.nanoTime();
      for (int i = 0; i < joins; i++) {
        awaitMoment(began + i * Duration.ofSeconds(1).toNanos() / perSecond);
        String path = "Conferences/joins" + i % ROOMS + "/Participants.json";
        asking.add(threads.submit(() -> ask(server, path, form)));
      }
    }
    List<Asked> asked = new ArrayList<>();
    for (Future<Asked> each : asking) {
      asked.add(each.get());
    }
    JoinTimes times = times(asked, receiver, stream);
    for (int room = 0; room < ROOMS; room++) {
      server.submit("Conferences/joins" + room + ".json", "Status=completed");
    }
    return times;
  }

  private static JoinTimes times(List<Asked> asked, WebhookReceiver receiver, JoinStream stream)
      throws IOException {
    List<Long> toldAfterAsked = new ArrayList<>();
    List<Long> toldAfterJoined = new ArrayList<>();
    List<Long> toldAfterShown = new ArrayList<>();
    List<Long> shownAfterAsked = new ArrayList<>();
    List<Long> answeredAfterAsked = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (Asked each : asked) {
      while (receiver.join(each.call()).isEmpty() || stream.join(each.call()).isEmpty()) {
        if (System.nanoTime() - deadline > 0) {
          throw new IOException(
              each.call() + " has not joined, or neither webhook nor stream told it in time");
        }
        LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
      }
      Arrival told = receiver.join(each.call()).orElseThrow();
      JoinStream.Join join = stream.join(each.call()).orElseThrow();
      toldAfterAsked.add(told.nanos() - each.sent());
      toldAfterJoined.add(Duration.between(join.happened(), told.at()).toNanos());
      toldAfterShown.add(told.nanos() - join.shown().nanos());
      shownAfterAsked.add(join.shown().nanos() - each.sent());
      answeredAfterAsked.add(each.answered() - each.sent());
    }
    double seconds = (asked.getLast().sent() - asked.getFirst().sent()) / 1e9;
    return new JoinTimes(
        Times.of(toldAfterAsked),
        Times.of(toldAfterJoined),
        Times.of(toldAfterShown),
        Times.of(shownAfterAsked),
        Times.of(answeredAfterAsked),
        (asked.size() - 1) / seconds);
  }

  private static Asked ask(ServerUnderLoad server, String path, String form)
      throws IOException, InterruptedException {
    long sent = System.nanoTime();
    String call = server.submit(path, form).get("call_sid").asString();
    return new Asked(call, sent, System.nanoTime());
  }

  private static void awaitMoment(long moment) {
    for (long now = System.nanoTime(); now < moment; now = System.nanoTime()) {
      LockSupport.parkNanos(moment - now);
    }
  }

  /** A phone that is called, and when that was asked for and answered. */
  private record Asked(String call, long sent, long answered) {}
}
