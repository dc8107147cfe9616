package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.rest.server.ServerReport.Check;
import dev.rollcall.store.StoreStatistics;
import org.junit.jupiter.api.Test;

/** A database judged by what became of the last that was to be written. */
class StoreCheckTest {
  private static Check check(long commits, long failures, boolean lastFailed, int behind) {
    return StoreCheck.of(new StoreStatistics(commits, commits, 1, failures, lastFailed, 0), behind);
  }

  @Test
  void saysNoMoreThanWasTried() {
    assertThat(check(0, 0, false, 0))
        .isEqualTo(
            new Check(
                "store",
                true,
                "The database can be read, and nothing has been written yet; no change has failed"
                    + " since the start."));
  }

  @Test
  void isWellOnceTheLastWasWritten() {
    assertThat(check(9, 1_200, false, 0))
        .isEqualTo(
            new Check(
                "store",
                true,
                "The database can be read, and the last change was written; 1,200 changes could"
                    + " not be written since the start."));
  }

  @Test
  void isNotWellWhileTheLastFailed() {
    assertThat(check(9, 1, true, 0))
        .isEqualTo(
            new Check(
                "store",
                false,
                "The database can be read, but the last change could not be written, which the log"
                    + " explains; 1 change could not be since the start."));
  }

  @Test
  void isNotWellWhileDeparturesWait() {
    assertThat(check(9, 0, false, 2).ok()).isFalse();
    assertThat(check(9, 0, false, 2).explanation()).contains("2 conferences");
  }
}
