package dev.rollcall.core.catalogue;

import dev.rollcall.core.journal.Change;

/** An API of the registry as it is to be from now on. */
public sealed interface CatalogueChange extends Change {
  record OfEntry(CatalogueEntry entry) implements CatalogueChange {}

  /** The API of this name is no more. */
  record Gone(String name) implements CatalogueChange {}
}
