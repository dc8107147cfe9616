package dev.rollcall.server.command;

import dev.rollcall.core.identity.AccountSid;
import java.time.ZoneId;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The conferences of an account. */
record ConferenceListing(ParameterList filters, ZoneId zone) implements Listing {
  private static final List<String> HEADINGS =
      List.of("NAME", "CONFERENCE", "STATUS", "SINCE", "ENDED BECAUSE");

  @Override
  public String firstPage(AccountSid account) {
    return "/2010-04-01/Accounts/" + account + "/Conferences.json" + filters.query();
  }

  @Override
  public String recordsKey() {
    return "conferences";
  }

  @Override
  public String notFound() {
    return "the server knows no list of conferences; is it Rollcall?";
  }

  @Override
  public List<String> headings() {
    return HEADINGS;
  }

  @Override
  public List<String> row(JsonNode record) {
    return List.of(
        Fields.text(record, "friendly_name"),
        Fields.text(record, "sid"),
        Fields.text(record, "status"),
        Fields.time(record, "date_created", zone),
        Fields.text(record, "reason_conference_ended"));
  }
}
