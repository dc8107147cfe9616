package dev.rollcall.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.DeliveryFilter;
import dev.rollcall.core.delivery.DeliveryId;
import dev.rollcall.core.delivery.Subject;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.paging.Cursor;
import dev.rollcall.core.paging.Keyset;
import dev.rollcall.core.paging.Seek;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No question about events, deliveries or keys walks a whole table, sorts, or walks what it skips.
 */
class DeliveryPlanTest {
  @TempDir Path directory;

  private final RandomRecords random = new RandomRecords(151);
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
  void events() throws SQLException {
    assertThat(plan(DeliveryQueries.events(account, Seek.after(7L, 50))))
        .isEqualTo("SEARCH event USING INDEX event_by_account (account_sid=? AND position>?)");
    assertThat(plan(DeliveryQueries.events(account, conference, Seek.after(7L, 50))))
        .isEqualTo(
            "SEARCH event USING INDEX sqlite_autoindex_event_1 (subject_sid=? AND sequence>?)");
    assertThat(plan(DeliveryQueries.eventsOf(account).greatestSql(DeliveryQueries.POSITION)))
        .isEqualTo("SEARCH event USING COVERING INDEX event_by_account (account_sid=?)");
    assertThat(plan(DeliveryQueries.eventsOf(conference).greatestSql(DeliveryQueries.SEQUENCE)))
        .isEqualTo("SEARCH event USING COVERING INDEX sqlite_autoindex_event_1 (subject_sid=?)");
  }

  @Test
  void deliveries() throws SQLException {
    Optional<Delivery.State> state = Optional.of(Delivery.State.FAILED);
    Optional<Subject> subject = Optional.of(new Subject.OfConference(conference));
    for (Keyset keyset : keysets()) {
      assertThat(plan(DeliveryQueries.deliveries(account, DeliveryFilter.ALL, keyset)))
          .isEqualTo(search("delivery_by_account", "", keyset));
      assertThat(
              plan(
                  DeliveryQueries.deliveries(
                      account, new DeliveryFilter(state, Optional.empty()), keyset)))
          .isEqualTo(search("delivery_by_state", " AND state=?", keyset));
      assertThat(
              plan(
                  DeliveryQueries.deliveries(
                      account, new DeliveryFilter(Optional.empty(), subject), keyset)))
          .isEqualTo(search("delivery_by_subject", " AND subject_sid=?", keyset));
      assertThat(
              plan(DeliveryQueries.deliveries(account, new DeliveryFilter(state, subject), keyset)))
          .isEqualTo(
              search("delivery_by_subject_and_state", " AND subject_sid=? AND state=?", keyset));
    }
    assertThat(plan(DeliveryQueries.pending()))
        .isEqualTo("SCAN delivery USING INDEX delivery_pending");
    assertThat(plan(DeliveryQueries.delivery(account, new DeliveryId(random.id()))))
        .isEqualTo("SEARCH delivery USING INDEX sqlite_autoindex_delivery_1 (id=?)");
  }

  @Test
  void usedKeys() throws SQLException {
    assertThat(plan(Queries.usedKey(account, "key")))
        .isEqualTo(
            "SEARCH used_key USING INDEX sqlite_autoindex_used_key_1 (account_sid=? AND"
                + " idempotency_key=?)");
  }

  @Test
  void forgetting() throws SQLException {
    assertThat(plan(Forgetting.EVENTS))
        .contains("SEARCH old USING INDEX event_by_time (happened_at<?)")
        .doesNotContain("SCAN", "TEMP B-TREE");
    assertThat(plan(Forgetting.DELIVERIES))
        .contains("INDEX delivery_by_time (created_at<?)")
        .doesNotContain("SCAN", "TEMP B-TREE");
  }

  private List<Keyset> keysets() {
    return List.of(
        new Keyset(Optional.empty(), 50),
        new Keyset(Optional.of(Cursor.after(random.id())), 50),
        new Keyset(Optional.of(Cursor.before(random.id())), 50));
  }

  private static String search(String index, String conditions, Keyset keyset) {
    String bound =
        keyset
            .cursor()
            .map(
                cursor ->
                    switch (cursor.direction()) {
                      case AFTER -> " AND id<?";
                      case BEFORE -> " AND id>?";
                    })
            .orElse("");
    return "SEARCH delivery USING INDEX %s (account_sid=?%s%s)".formatted(index, conditions, bound);
  }

  private String plan(Query<?> query) throws SQLException {
    return plan(query.sql());
  }

  private String plan(String sql) throws SQLException {
    return Plans.of(connection, sql);
  }
}
