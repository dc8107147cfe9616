package dev.rollcall.store;

import dev.rollcall.core.journal.Change;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Takes old events and deliveries away. A change like those it stands among in the writer's queue,
 * so nothing is written while it works.
 *
 * <p>The last event of each account stays: no position is ever given twice, and no reader's place
 * lies behind the end of the log. So does the last one of each conference that is not over, from
 * whose number a restart goes on.
 */
final class Forgetting implements Change {
  static final String EVENTS =
      """
      delete from event where position in (
        select position from event as old
        where happened_at < ?
        and position < (
          select max(position) from event as other where other.account_sid = old.account_sid)
        and not (
          exists (
            select 1 from conference
            where conference.sid = old.subject_sid and conference.status <> 'completed')
          and sequence = (
            select max(sequence) from event as other where other.subject_sid = old.subject_sid))
        order by happened_at limit ?)\
      """;

  static final String DELIVERIES =
      """
      delete from delivery where id in (
        select id from delivery
        where state <> 'pending' and created_at < ?
        order by created_at limit ?)\
      """;

  private final Instant before;
  private final int limit;
  private int forgotten;

  /**
   * @param limit how many events, and how many deliveries, at most
   */
  Forgetting(Instant before, int limit) {
    this.before = before;
    this.limit = limit;
  }

  /** Called by the writer. */
  void carryOut(Statements statements) throws SQLException {
    forgotten = delete(EVENTS, statements) + delete(DELIVERIES, statements);
  }

  /** How many there were, once this has been committed. */
  int forgotten() {
    return forgotten;
  }

  private int delete(String sql, Statements statements) throws SQLException {
    PreparedStatement delete = statements.prepared(sql);
    new Parameters(delete).number(Query.firstMillisNotBefore(before)).number(limit);
    return delete.executeUpdate();
  }
}
