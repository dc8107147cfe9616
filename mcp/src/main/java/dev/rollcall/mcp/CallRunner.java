package dev.rollcall.mcp;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs handlers: within their time, and so that nothing they throw gets further. */
final class CallRunner {
  private static final Logger log = LoggerFactory.getLogger(McpServer.class);

  private final Deadlines deadlines;
  private final AtomicInteger running = new AtomicInteger();

  CallRunner(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  int running() {
    return running.get();
  }

  Duration timeout() {
    return deadlines.timeout();
  }

  /** Runs {@code work} once, on the current thread. */
  <P> Work.Outcome run(Work<P> work, Round<P> round, String requestId) {
    long began = System.nanoTime();
    running.incrementAndGet();
    Future<?> deadline = deadlines.begin(round.cancellation());
    Work.Outcome outcome;
    try {
      round.cancellation().begin();
      outcome = work.run(round);
    } catch (McpException e) {
      outcome = new Work.Outcome.Done(Answer.of(e));
    } catch (InterruptedException e) {
      outcome = interrupted(work, round);
    } catch (RuntimeException | StackOverflowError e) {
      outcome = broken(work, round, requestId, e);
    } finally {
      deadline.cancel(false);
      round.cancellation().end();
      running.decrementAndGet();
    }
    log.atDebug()
        .addKeyValue("request", requestId)
        .addKeyValue("name", work.name())
        .addKeyValue("outcome", describe(outcome))
        .addKeyValue("micros", (System.nanoTime() - began) / 1_000)
        .log("handler ended");
    return outcome;
  }

  private <P> Work.Outcome broken(Work<P> work, Round<P> round, String requestId, Throwable cause) {
    if (round.cancellation().isCancelled()) {
      return interrupted(work, round);
    }
    log.atError()
        .setCause(cause)
        .addKeyValue("request", requestId)
        .addKeyValue("name", work.name())
        .log("a handler failed");
    return new Work.Outcome.Done(
        work.failed(
            "The server failed while it worked on this; whether anything was done is not known."
                + " Its log names the request "
                + requestId
                + "."));
  }

  private <P> Work.Outcome interrupted(Work<P> work, Round<P> round) {
    return new Work.Outcome.Done(ended(work, round));
  }

  /** The answer to a call that was cancelled. */
  <P> Answer ended(Work<P> work, Round<P> round) {
    return switch (round.cancellation().cause().orElse(Cancellation.Cause.SHUTDOWN)) {
      case CLIENT -> new Answer.Nothing();
      case TIMEOUT ->
          work.failed(
              "This took longer than "
                  + deadlines.timeout().toMillis() / 1_000.0
                  + " s and was stopped; whether anything was done is not known.");
      case SHUTDOWN -> work.failed("The server is stopping. Call again in a minute.");
    };
  }

  /** Logs what got past everything else. */
  static void logLost(Throwable cause) {
    log.atError().setCause(cause).log("a call failed outside of its handler");
  }

  private static String describe(Work.Outcome outcome) {
    return switch (outcome) {
      case Work.Outcome.Asks _ -> "asks the client";
      case Work.Outcome.Done(Answer.Result _) -> "result";
      case Work.Outcome.Done(Answer.Fault fault) -> "error " + fault.code();
      case Work.Outcome.Done(Answer.Nothing _) -> "cancelled";
    };
  }
}
