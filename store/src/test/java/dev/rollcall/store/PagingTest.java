package dev.rollcall.store;

import static dev.rollcall.store.RandomRecords.change;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceFilter;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.paging.Cursor;
import dev.rollcall.core.paging.Keyset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagingTest {
  private static final int RECORDS = 1_000;
  private static final int PAGE = 7;

  @TempDir Path directory;

  private final RandomRecords random = new RandomRecords(21);
  private final AccountSid account = random.account();
  private List<ConferenceSid> newestFirst = List.of();
  private SqliteStore store;

  @BeforeEach
  void fill() throws Exception {
    store = SqliteStore.open(directory.resolve("paging.db"), StoreSettings.DEFAULT);
    List<Change> changes =
        Stream.generate(() -> completed())
            .limit(RECORDS)
            .<Change>map(Change.OfConference::new)
            .toList();
    store.commit(changes);
    newestFirst =
        changes.stream()
            .map(change -> ((Change.OfConference) change).conference().sid())
            .sorted(Comparator.reverseOrder())
            .toList();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void walkingDownSkipsAndRepeatsNothingWhileOthersCome() throws Exception {
    List<ConferenceSid> seen = new ArrayList<>();
    Optional<Cursor> cursor = Optional.empty();
    while (true) {
      List<ConferenceSid> page = page(cursor);
      assertThat(page.size()).isLessThanOrEqualTo(PAGE);
      if (page.isEmpty()) {
        break;
      }
      seen.addAll(page);
      assertThat(seen).as("a walk that ends").hasSizeLessThan(4 * RECORDS);
      cursor = Optional.of(Cursor.after(page.getLast().id()));
      insertSome();
    }

    assertThat(seen).isSortedAccordingTo(Comparator.reverseOrder()).doesNotHaveDuplicates();
    assertThat(seen).containsAll(newestFirst);
    assertThat(seen.stream().filter(newestFirst::contains).toList()).isEqualTo(newestFirst);
  }

  @Test
  void walkingUpSkipsAndRepeatsNothingWhileOthersCome() throws Exception {
    List<ConferenceSid> seen = new ArrayList<>();
    seen.add(newestFirst.getLast());
    while (true) {
      List<ConferenceSid> page = page(Optional.of(Cursor.before(seen.getFirst().id())));
      if (page.isEmpty()) {
        break;
      }
      seen.addAll(0, page);
      assertThat(seen).as("a walk that ends").hasSizeLessThan(4 * RECORDS);
      if (seen.size() < 2 * RECORDS) {
        insertSome();
      }
    }

    assertThat(seen).isSortedAccordingTo(Comparator.reverseOrder()).doesNotHaveDuplicates();
    assertThat(seen.stream().filter(newestFirst::contains).toList()).isEqualTo(newestFirst);
  }

  private List<ConferenceSid> page(Optional<Cursor> cursor) {
    return store.conferences(account, ConferenceFilter.ALL, new Keyset(cursor, PAGE)).stream()
        .map(Conference::sid)
        .toList();
  }

  /** Some land above the place of the reader, some below. */
  private void insertSome() throws Exception {
    store.commit(List.of(change(completed()), change(completed())));
  }

  private Conference completed() {
    return random.conference(account, ConferenceStatus.COMPLETED);
  }
}
