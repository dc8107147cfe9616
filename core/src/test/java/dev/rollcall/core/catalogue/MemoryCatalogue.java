package dev.rollcall.core.catalogue;

import dev.rollcall.core.journal.Change;
import dev.rollcall.core.journal.Journal;
import dev.rollcall.core.journal.JournalException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The journal and the records of added APIs in memory; can be told to fail. */
public final class MemoryCatalogue implements Journal, CatalogueRecords {
  private final ConcurrentNavigableMap<String, CatalogueEntry> entries =
      new ConcurrentSkipListMap<>();
  private volatile boolean failing;

  /** Lets every commit fail from now on, or no longer. */
  public void failing(boolean fail) {
    failing = fail;
  }

  @Override
  public void commit(List<Change> changes) throws JournalException {
    if (failing) {
      throw new JournalException("the disk is full", new IOException("No space left on device"));
    }
    for (Change change : changes) {
      switch (change) {
        case CatalogueChange.OfEntry(CatalogueEntry entry) -> entries.put(entry.name(), entry);
        case CatalogueChange.Gone(String name) -> entries.remove(name);
        default -> throw new IllegalArgumentException("kept elsewhere");
      }
    }
  }

  @Override
  public List<CatalogueEntry> entries() {
    return List.copyOf(entries.values());
  }
}
