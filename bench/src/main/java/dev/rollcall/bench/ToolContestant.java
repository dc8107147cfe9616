package dev.rollcall.bench;

import dev.rollcall.bench.Wrk.Measured;
import java.io.IOException;
import java.time.Duration;

/**
 * One server called in one era.
 *
 * @param answerOctets how long the body of a good answer is
 */
record ToolContestant(String name, Process process, Wrk wrk, int answerOctets) {
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration MEASURED = Duration.ofSeconds(10);
  private static final Duration TRIAL = Duration.ofSeconds(5);
  private static final int MOST_TRIALS = 20;
  private static final int TRIALS_WITHOUT_GAIN = 2;
  private static final double GAIN = 1.03;

  /**
   * Calls until the compiler is done with the server: it gets no faster any more, which takes one
   * server longer than another. A hundred seconds at most.
   */
  void warmUp(int connections) throws IOException {
    double best = 0;
    int withoutGain = 0;
    for (int trial = 0; trial < MOST_TRIALS && withoutGain < TRIALS_WITHOUT_GAIN; trial++) {
      double rate = wrk.run(connections, TRIAL).rate();
      withoutGain = rate > best * GAIN ? 0 : withoutGain + 1;
      best = Math.max(best, rate);
    }
  }

  /**
   * Measures after a short warm-up.
   *
   * @throws IOException if a call failed, or what came was shorter than good answers are
   */
  Round measure(int connections) throws IOException {
    wrk.run(connections, WARM_UP);
    Duration before = LinuxProcess.cpuTime(process);
    Measured measured = wrk.run(connections, MEASURED);
    Duration cpu = LinuxProcess.cpuTime(process).minus(before);
    if (measured.bytes() / measured.requests() < answerOctets) {
      throw new IOException(
          name + " answered less than " + answerOctets + " octets per call: " + measured);
    }
    return new Round(measured, cpu.toNanos() / 1e3 / measured.requests());
  }

  /**
   * What was measured at once.
   *
   * @param cpuMicros CPU of the server's process per call
   */
  record Round(Measured measured, double cpuMicros) {
    double rate() {
      return measured.rate();
    }
  }
}
