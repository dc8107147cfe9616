package dev.rollcall.server.command;

import dev.rollcall.core.identity.AccountSid;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One list of the API: where it is, and how its records read as a table. */
interface Listing {
  /** Path and query of its first page. */
  String firstPage(AccountSid account);

  /** The key of the records in a page's body. */
  String recordsKey();

  /** What to say when the server answers that it is not there. */
  String notFound();

  /** The table's headings. */
  List<String> headings();

  /** One record as the table's cells. */
  List<String> row(JsonNode record);
}
