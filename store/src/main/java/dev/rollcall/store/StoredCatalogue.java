package dev.rollcall.store;

import dev.rollcall.core.catalogue.CatalogueEntry;
import dev.rollcall.core.catalogue.CatalogueRecords;
import dev.rollcall.store.Query.Order;
import java.util.List;

/** Added APIs as a question to the database. */
final class StoredCatalogue implements CatalogueRecords {
  private final Reads reads;

  StoredCatalogue(Reads reads) {
    this.reads = reads;
  }

  @Override
  public List<CatalogueEntry> entries() {
    return reads.answer(
        Query.of(CatalogueTable.TABLE).all(Order.oldestFirst(CatalogueTable.NAME))::run);
  }
}
