package dev.rollcall.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.DeliveryFilter;
import dev.rollcall.core.delivery.Subject;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.paging.Cursor;
import dev.rollcall.core.paging.Keyset;
import dev.rollcall.core.paging.Seek;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reading, writing and forgetting cost the same with a thousand events and deliveries and with
 * thirty thousand. Cost is what SQLite's virtual machine carries out.
 */
class ManyEventsTest {
  private static final int FEW = 1_000;
  private static final int MANY = 30_000;
  private static final int PAGE = 50;
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  /** The machine spends an instruction or two on what it has not done before. */
  private static final Offset<Integer> SAME = Offset.offset(8);

  @TempDir Path directory;

  private final RandomRecords random = new RandomRecords(161);
  private final AccountSid account = random.account();
  private final ConferenceSid conference = new ConferenceSid(random.id());
  private final RandomDeliveries make = new RandomDeliveries(random, account);
  private SqliteStore store;
  private Connection connection;
  private int filled;

  @BeforeEach
  void open() throws Exception {
    Path file = directory.resolve("many.db");
    store = SqliteStore.open(file, StoreSettings.DEFAULT);
    connection = SqliteStore.writerSource(file, StoreSettings.DEFAULT).getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma cache_size = -131072");
    }
    connection.setAutoCommit(false);
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
    store.close();
  }

  @Test
  void whatIsAskedAndWrittenCostsTheSame() throws Exception {
    fill(FEW);
    Costs few = costs();
    assertThat(List.of(few.events(), few.eventsOfConference(), few.deliveries()))
        .allMatch(cost -> cost > PAGE);

    fill(MANY);
    Costs many = costs();
    assertThat(many.events()).isCloseTo(few.events(), SAME);
    assertThat(many.eventsOfConference()).isCloseTo(few.eventsOfConference(), SAME);
    assertThat(many.lastPosition()).isCloseTo(few.lastPosition(), SAME);
    assertThat(many.lastSequence()).isCloseTo(few.lastSequence(), SAME);
    assertThat(many.deliveries()).isCloseTo(few.deliveries(), SAME);
    assertThat(many.failedOfConference()).isCloseTo(few.failedOfConference(), SAME);
    assertThat(many.writing()).isCloseTo(few.writing(), SAME);
    assertThat(many.forgetting()).isCloseTo(few.forgetting(), SAME);
  }

  private record Costs(
      int events,
      int eventsOfConference,
      int lastPosition,
      int lastSequence,
      int deliveries,
      int failedOfConference,
      int writing,
      int forgetting) {}

  private Costs costs() throws SQLException {
    long middle = filled / 2;
    Keyset page = new Keyset(Optional.of(Cursor.after(new UUID(middle << 16, 0))), PAGE);
    DeliveryFilter failed =
        new DeliveryFilter(
            Optional.of(Delivery.State.FAILED), Optional.of(new Subject.OfConference(conference)));
    Costs costs =
        new Costs(
            cost(DeliveryQueries.events(account, Seek.after(middle, PAGE))::run),
            cost(DeliveryQueries.events(account, conference, Seek.after(middle, PAGE))::run),
            cost(
                statements ->
                    DeliveryQueries.eventsOf(account)
                        .greatest(DeliveryQueries.POSITION, statements)),
            cost(
                statements ->
                    DeliveryQueries.eventsOf(conference)
                        .greatest(DeliveryQueries.SEQUENCE, statements)),
            cost(DeliveryQueries.deliveries(account, DeliveryFilter.ALL, page)::run),
            cost(
                DeliveryQueries.deliveries(account, failed, new Keyset(Optional.empty(), PAGE))
                    ::run),
            cost(this::write),
            cost(
                statements -> {
                  Forgetting forgetting = new Forgetting(Instant.MAX, PAGE);
                  forgetting.carryOut(statements);
                  assertThat(forgetting.forgotten()).isEqualTo(2 * PAGE);
                  return forgetting;
                }));
    connection.rollback();
    return costs;
  }

  private int write(Statements statements) throws SQLException {
    PreparedStatement insert = statements.prepared(EventTable.TABLE.upsert());
    EventTable.TABLE.bind(EventTable.next(make.event(make.conference(), 1, FIRST)), insert);
    return insert.executeUpdate();
  }

  private int cost(Reads.Question<?> work) throws SQLException {
    try (Statements statements = new Statements(connection)) {
      return Plans.instructions(connection, () -> work.ask(statements));
    }
  }

  /**
   * Makes it so many events and deliveries, all of one conference; one delivery failed, the first.
   */
  private void fill(int size) throws SQLException {
    insert(
        """
        insert into event
          (subject_sid, sequence, position, account_sid, happened_at, name, parameters)
        with recursive each (number) as
          (select ? union all select number + 1 from each where number < ?)
        select ?, number, number, ?, ? + number, 'participant-join', '{}' from each
        """,
        size);
    insert(
        """
        insert into delivery
          (id, account_sid, subject_sid, sequence, event, target_url, target_method, body, state,
           attempts, created_at, updated_at)
        with recursive each (number) as
          (select ? union all select number + 1 from each where number < ?)
        select printf('%08x-%04x-0000-0000-000000000000', number >> 16, number & 65535), account,
          conference, number, 'participant-join', 'http://127.0.0.1/', 'post', '',
          case number when 1 then 'failed' else 'delivered' end, 1, at, at
        from each, (select ? as conference, ? as account, ? as at)
        """,
        size);
    connection.commit();
    filled = size;
  }

  private void insert(String sql, int upTo) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      new Parameters(insert)
          .number(filled + 1)
          .number(upTo)
          .sid(conference)
          .sid(account)
          .instant(FIRST);
      insert.executeUpdate();
    }
  }
}
