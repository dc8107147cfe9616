package dev.rollcall.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.catalogue.CatalogueChange;
import dev.rollcall.core.catalogue.CatalogueEntry;
import dev.rollcall.core.journal.Change;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueRoundTripTest {
  private static final int MEGABYTE = 1 << 20;

  @TempDir Path directory;

  private final RandomRecords random = new RandomRecords(191);
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = directory.resolve("catalogue.db");
  }

  @Test
  void everyEntryIsThereAfterTheStoreWasClosedAndOpenedByName() throws Exception {
    List<CatalogueEntry> entries = new ArrayList<>();
    for (int i = 10; i < 60; i++) {
      entries.add(entry("api-" + i, random.text()));
    }
    entries.add(entry("large", "é".repeat(MEGABYTE)));
    try (SqliteStore store = open()) {
      store.commit(entries.reversed().stream().<Change>map(CatalogueChange.OfEntry::new).toList());
    }

    try (SqliteStore store = open()) {
      assertThat(store.catalogue().entries()).containsExactlyElementsOf(entries);
    }
  }

  @Test
  void theLaterChangeStays() throws Exception {
    CatalogueEntry before = entry("weather", "{}");
    CatalogueEntry after =
        new CatalogueEntry("weather", "{\"a\":1}", before.created(), random.instant());
    try (SqliteStore store = open()) {
      store.commit(
          List.of(new CatalogueChange.OfEntry(before), new CatalogueChange.OfEntry(after)));
      assertThat(store.catalogue().entries()).containsExactly(after);
      store.commit(List.of(new CatalogueChange.OfEntry(before)));
      assertThat(store.catalogue().entries()).containsExactly(before);
    }
  }

  @Test
  void anEntryThatIsGoneIsNotThereAfterARestart() throws Exception {
    CatalogueEntry kept = entry("kept", "{}");
    CatalogueEntry again = entry("again", "{\"again\":true}");
    try (SqliteStore store = open()) {
      store.commit(
          List.of(
              new CatalogueChange.OfEntry(kept),
              new CatalogueChange.OfEntry(entry("gone", "{}")),
              new CatalogueChange.OfEntry(entry("again", "{}"))));
      store.commit(List.of(new CatalogueChange.Gone("gone")));
      store.commit(List.of(new CatalogueChange.Gone("again"), new CatalogueChange.OfEntry(again)));
      store.commit(
          List.of(
              new CatalogueChange.OfEntry(entry("short", "{}")),
              new CatalogueChange.Gone("short")));
      store.commit(List.of(new CatalogueChange.Gone("never there")));
    }

    try (SqliteStore store = open()) {
      assertThat(store.catalogue().entries()).containsExactly(again, kept);
    }
  }

  private CatalogueEntry entry(String name, String content) {
    return new CatalogueEntry(name, content, random.instant(), random.instant());
  }

  private SqliteStore open() throws StoreException {
    return SqliteStore.open(file, StoreSettings.DEFAULT);
  }
}
