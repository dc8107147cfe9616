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

  /** Calls for {@code time} without looking at the figures. */
  void warmUp(int connections, Duration time) throws IOException {
    wrk.run(connections, time);
  }

  /**
   * Measures after a short warm-up.
   *
   * @throws IOException if a call failed, or what came was shorter than good answers are
   */
  Round measure(int connections) throws IOException {
    warmUp(connections, WARM_UP);
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
