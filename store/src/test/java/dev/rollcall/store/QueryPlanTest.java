package dev.rollcall.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.call.CallFilter;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.ConferenceFilter;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.ParticipantSid;
import dev.rollcall.core.paging.Cursor;
import dev.rollcall.core.paging.InstantRange;
import dev.rollcall.core.paging.Keyset;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No question walks a whole table or sorts: a page costs the same in a long list. */
class QueryPlanTest {
  @TempDir Path directory;

  private final RandomRecords random = new RandomRecords(31);
  private final AccountSid account = random.account();
  private final ConferenceSid conference = new ConferenceSid(random.id());
  private SqliteStore store;
  private Connection connection;

  @BeforeEach
  void open() throws Exception {
    Path file = directory.resolve("plans.db");
    store = SqliteStore.open(file, StoreSettings.DEFAULT);
    connection = SqliteStore.writerSource(file, StoreSettings.DEFAULT).getConnection();
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
    store.close();
  }

  @Test
  void listsOfConferences() throws SQLException {
    ConferenceFilter byName =
        new ConferenceFilter(
            Optional.empty(), Optional.of("room"), InstantRange.ALWAYS, InstantRange.ALWAYS);
    for (Keyset keyset : keysets()) {
      assertThat(plan(Queries.conferences(account, ConferenceFilter.ALL, keyset)))
          .isEqualTo(search("conference", "conference_by_status", "status=?", keyset));
      assertThat(plan(Queries.conferences(account, byName, keyset)))
          .isEqualTo(search("conference", "conference_by_name", "friendly_name=?", keyset));
    }
  }

  @Test
  void listsOfParticipants() throws SQLException {
    ParticipantFilter coaching =
        new ParticipantFilter(Optional.of(true), Optional.of(false), Optional.of(true));
    for (ParticipantFilter filter : List.of(ParticipantFilter.ALL, coaching)) {
      for (Keyset keyset : keysets()) {
        assertThat(plan(Queries.participants(conference, filter, keyset)))
            .hasToString(
                "SEARCH participant USING INDEX participant_by_conference (conference_sid=?%s)"
                    .formatted(bound(keyset)));
      }
    }
  }

  @Test
  void listsOfCalls() throws SQLException {
    for (Keyset keyset : keysets()) {
      assertThat(plan(Queries.calls(account, CallFilter.ALL, keyset)))
          .isEqualTo(
              "SEARCH call USING INDEX call_by_account (account_sid=?%s)".formatted(bound(keyset)));
      assertThat(plan(Queries.calls(account, calls(Optional.of("to"), "to"), keyset)))
          .isEqualTo(search("call", "call_by_to", "to_address=?", keyset));
      assertThat(plan(Queries.calls(account, calls(Optional.of("from"), "from"), keyset)))
          .isEqualTo(search("call", "call_by_from", "from_address=?", keyset));
      assertThat(plan(Queries.calls(account, calls(Optional.empty(), "status"), keyset)))
          .isEqualTo(search("call", "call_by_status", "status=?", keyset));
    }
  }

  @Test
  void singleRecords() throws SQLException {
    assertThat(plan(Queries.conference(account, conference)))
        .isEqualTo("SEARCH conference USING INDEX sqlite_autoindex_conference_1 (sid=?)");
    assertThat(plan(Queries.participant(conference, new ParticipantSid(random.id()))))
        .startsWith("SEARCH participant USING INDEX ")
        .contains("sid=?");
    assertThat(plan(Queries.call(account, new CallSid(random.id()))))
        .startsWith("SEARCH call USING INDEX ")
        .contains("sid=?");
  }

  @Test
  void whatWasLiveIsFoundWithoutWalkingWhatIsOver() throws SQLException {
    assertThat(plan(Queries.unfinishedConferences()))
        .isEqualTo("SCAN conference USING INDEX conference_unfinished");
    assertThat(plan(Queries.unfinishedParticipants()))
        .isEqualTo("SCAN participant USING INDEX participant_unfinished");
    assertThat(plan(Queries.unfinishedCalls())).isEqualTo("SCAN call USING INDEX call_unfinished");
  }

  private List<Keyset> keysets() {
    return List.of(
        new Keyset(Optional.empty(), 50),
        new Keyset(Optional.of(Cursor.after(random.id())), 50),
        new Keyset(Optional.of(Cursor.before(random.id())), 50));
  }

  private static CallFilter calls(Optional<String> value, String column) {
    return new CallFilter(
        column.equals("to") ? value : Optional.empty(),
        column.equals("from") ? value : Optional.empty(),
        Optional.empty(),
        column.equals("status") ? Optional.of(CallStatus.BUSY) : Optional.empty(),
        InstantRange.ALWAYS,
        InstantRange.ALWAYS);
  }

  private static String search(String table, String index, String condition, Keyset keyset) {
    return "SEARCH %s USING INDEX %s (account_sid=? AND %s%s)"
        .formatted(table, index, condition, bound(keyset));
  }

  private static String bound(Keyset keyset) {
    return keyset
        .cursor()
        .map(
            cursor ->
                switch (cursor.direction()) {
                  case AFTER -> " AND sid<?";
                  case BEFORE -> " AND sid>?";
                })
        .orElse("");
  }

  private String plan(Query<?> query) throws SQLException {
    return Plans.of(connection, query.sql());
  }
}
