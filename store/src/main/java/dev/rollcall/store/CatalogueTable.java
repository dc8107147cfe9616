package dev.rollcall.store;

import dev.rollcall.core.catalogue.CatalogueEntry;
import java.sql.SQLException;
import java.util.List;

/** APIs that were added to the registry as rows. */
final class CatalogueTable {
  static final String NAME = "name";

  static final Table<CatalogueEntry> TABLE =
      new Table<>(
          "catalogue_entry",
          NAME,
          List.of(NAME, "content", "created_at", "updated_at"),
          CatalogueTable::write,
          CatalogueTable::read);

  private CatalogueTable() {}

  private static void write(CatalogueEntry entry, Parameters parameters) throws SQLException {
    parameters
        .text(entry.name())
        .text(entry.content())
        .instant(entry.created())
        .instant(entry.updated());
  }

  private static CatalogueEntry read(Row row) throws SQLException {
    return new CatalogueEntry(
        row.text(NAME), row.text("content"), row.instant("created_at"), row.instant("updated_at"));
  }
}
