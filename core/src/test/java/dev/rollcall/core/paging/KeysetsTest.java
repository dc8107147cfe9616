package dev.rollcall.core.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Stretches of lists in memory whose records change while they are read. */
final class KeysetsTest {
  @Test
  void whatIsAcceptedIsWhatIsAnsweredThoughTheRecordChangesMeanwhile() {
    AtomicBoolean live = new AtomicBoolean(true);
    NavigableMap<UUID, AtomicBoolean> records = new TreeMap<>();
    records.put(new UUID(0, 1), live);

    List<Boolean> read =
        Keysets.read(
            records,
            new Keyset(Optional.empty(), 10),
            Function.identity(),
            record -> record.getAndSet(false),
            isLive -> isLive);

    assertThat(read).containsExactly(true);
  }
}
