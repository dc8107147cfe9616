package dev.rollcall.core.catalogue;

import java.util.List;

/** Added APIs, read from where they were journaled. Asked once, at the start. */
public interface CatalogueRecords {
  /** All that there are, by name. */
  List<CatalogueEntry> entries();
}
