package dev.rollcall.core.catalogue;

import java.time.Instant;

/**
 * One API as it is kept.
 *
 * @param name what it is called; no two entries have the same
 * @param content everything the registry knows of it, in the registry's own JSON
 * @param created when it was added
 * @param updated when it was last changed
 */
public record CatalogueEntry(String name, String content, Instant created, Instant updated) {
  /** Without the content, which may be megabytes. */
  @Override
  public String toString() {
    return "CatalogueEntry[" + name + ", " + content.length() + " characters]";
  }
}
