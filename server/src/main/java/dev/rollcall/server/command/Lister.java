package dev.rollcall.server.command;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Fetches a list to its end and prints it. */
final class Lister {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final RestClient client;
  private final Surroundings surroundings;
  private final boolean json;

  /**
   * @param json whether to print the records as they came, instead of a table
   */
  Lister(RestClient client, Surroundings surroundings, boolean json) {
    this.client = client;
    this.surroundings = surroundings;
    this.json = json;
  }

  /** Prints the whole list, or nothing if any page of it cannot be had. */
  int list(Listing listing) throws CommandException {
    List<JsonNode> records = client.records(listing);
    if (json) {
      surroundings.out().println(JSON.writeValueAsString(records));
    } else {
      Table table = new Table(listing.headings());
      records.forEach(record -> table.add(listing.row(record)));
      table.lines(surroundings.colour()).forEach(surroundings.out()::println);
    }
    return ExitStatus.OK;
  }
}
