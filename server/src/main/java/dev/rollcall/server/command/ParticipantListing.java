package dev.rollcall.server.command;

import dev.rollcall.core.identity.AccountSid;
import java.time.ZoneId;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The participants of one conference. */
record ParticipantListing(String conference, ParameterList filters, ZoneId zone)
    implements Listing {
  private static final List<String> HEADINGS =
      List.of("NAME/LABEL", "FROM", "CALL", "STATUS", "MUTED", "HOLD", "COACHING", "SINCE");

  @Override
  public String firstPage(AccountSid account) {
    return "/2010-04-01/Accounts/"
        + account
        + "/Conferences/"
        + ParameterList.encoded(conference)
        + "/Participants.json"
        + filters.query();
  }

  @Override
  public String recordsKey() {
    return "participants";
  }

  @Override
  public String notFound() {
    return "no conference " + conference + "; rollcall conferences list shows those there are";
  }

  @Override
  public List<String> headings() {
    return HEADINGS;
  }

  @Override
  public List<String> row(JsonNode record) {
    String label = Fields.text(record, "label");
    return List.of(
        label.equals(Fields.ABSENT) ? Fields.text(record, "name") : label,
        Fields.text(record, "from"),
        Fields.text(record, "call_sid"),
        Fields.text(record, "status"),
        Fields.yesOrNo(record, "muted"),
        Fields.yesOrNo(record, "hold"),
        coaching(record),
        Fields.time(record, "date_created", zone));
  }

  private static String coaching(JsonNode record) {
    String coached = Fields.text(record, "call_sid_to_coach");
    return record.path("coaching").asBoolean(false) && !coached.equals(Fields.ABSENT)
        ? coached
        : Fields.yesOrNo(record, "coaching");
  }
}
