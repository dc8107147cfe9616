package dev.rollcall.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.delivery.LoggedEvent;
import dev.rollcall.core.delivery.Subject;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.ConferenceSid;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
  private static final int COMMITS_BEFORE_THE_END = 300;

  @TempDir Path directory;

  @Test
  void whatAKilledProcessAcknowledgedIsThere() throws Exception {
    Path file = directory.resolve("killed.db");
    AccountSid account = new RandomRecords(61).account();

    List<String> lines = linesOfAProcessKilledWhileItCommits(file, account);

    assertThat(lines).hasSizeGreaterThanOrEqualTo(COMMITS_BEFORE_THE_END);
    try (SqliteStore store = SqliteStore.open(file, StoreSettings.DEFAULT)) {
      List<LoggedEvent.Positioned> events = store.events(account, 0, Integer.MAX_VALUE);
      Set<Subject> told = new HashSet<>();
      for (LoggedEvent.Positioned event : events) {
        told.add(event.event().subject());
      }
      assertThat(events)
          .as("events without a gap")
          .extracting(LoggedEvent.Positioned::position)
          .isEqualTo(LongStream.rangeClosed(1, events.size()).boxed().toList());
      assertThat(store.pending())
          .as("a delivery for each event, and no other")
          .hasSameSizeAs(events)
          .allMatch(delivery -> told.contains(delivery.subject()));
      Set<ConferenceSid> unfinished = new HashSet<>();
      for (Conference conference : store.unfinished().conferences()) {
        unfinished.add(conference.sid());
      }
      for (String line : lines) {
        ConferenceSid sid = ConferenceSid.parse(line.split(" ", 2)[0]).orElseThrow();
        boolean over = line.endsWith(ConferenceStatus.COMPLETED.name());
        assertThat(over ? store.conference(account, sid).isPresent() : unfinished.contains(sid))
            .as(line)
            .isTrue();
        assertThat(told).contains(new Subject.OfConference(sid));
      }
    }
  }

  private static List<String> linesOfAProcessKilledWhileItCommits(Path file, AccountSid account)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CommittingProcess.class.getName(),
                file.toString(),
                account.text())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader output = process.inputReader()) {
      String line;
      while ((line = output.readLine()) != null) {
        // The last line may be cut short by the kill; it says nothing then.
        if (line.endsWith(ConferenceStatus.INIT.name())
            || line.endsWith(ConferenceStatus.COMPLETED.name())) {
          lines.add(line);
        }
        if (lines.size() == COMMITS_BEFORE_THE_END) {
          // By its handle: the process's own method would close its output before it is read.
          process.toHandle().destroyForcibly();
        }
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).as("exit code").isNotZero();
    return lines;
  }
}
