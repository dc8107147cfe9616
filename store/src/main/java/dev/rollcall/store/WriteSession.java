package dev.rollcall.store;

import dev.rollcall.core.access.TokenChange;
import dev.rollcall.core.account.AccountChange;
import dev.rollcall.core.catalogue.CatalogueChange;
import dev.rollcall.core.conversation.Conversation;
import dev.rollcall.core.conversation.ConversationChange;
import dev.rollcall.core.delivery.DeliveryChange;
import dev.rollcall.core.identity.KeySid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.user.User;
import dev.rollcall.core.user.UserChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The writer's connection and its statements. Used by one thread. */
final class WriteSession implements AutoCloseable {
  private static final String STATUS_OF_CONVERSATION =
      "select status from conversation where id = ?";
  private static final String STATUS_TO_MEMBERSHIPS =
      "update membership set conversation_status = ? where conversation_id = ?"
          + " and state = 'joined'";
  private static final String FORGET_ADDRESSES = "delete from user_address where user_id = ?";
  private static final String FORGET_KEY = "delete from api_key where sid = ?";
  private static final String FORGET_ENTRY = "delete from catalogue_entry where name = ?";

  private final Connection connection;
  private final Statements statements;
  private final Map<String, PreparedStatement> upserts = new HashMap<>();

  /** Takes {@code connection} over, also if this fails. */
  WriteSession(Connection connection) throws SQLException {
    this.connection = connection;
    statements = new Statements(connection);
    try {
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** One commit of a batch that cannot be made durable while the others can. */
  record Refused(PendingCommit commit, Exception why) {}

  /**
   * Makes the changes of {@code batch} durable in one transaction and answers which commits are not
   * part of it because a statement of theirs failed.
   *
   * @throws SQLException if nothing of the batch became durable; then this session must be closed
   */
  List<Refused> write(List<PendingCommit> batch) throws SQLException {
    List<Refused> refused = new ArrayList<>();
    for (PendingCommit commit : batch) {
      Savepoint before = connection.setSavepoint();
      try {
        for (Change change : commit.changes()) {
          write(change);
        }
      } catch (SQLException | RuntimeException e) {
        try {
          connection.rollback(before);
        } catch (SQLException transactionGone) {
          // The failure took the whole transaction along, as that of a full disk does.
          transactionGone.addSuppressed(e);
          throw e instanceof SQLException first ? first : transactionGone;
        }
        refused.add(new Refused(commit, e));
      }
      connection.releaseSavepoint(before);
    }
    connection.commit();
    return refused;
  }

  private void write(Change change) throws SQLException {
    switch (change) {
      case Change.OfConference(var record) -> write(ConferenceTable.TABLE, record);
      case Change.OfParticipant(var record) -> write(ParticipantTable.TABLE, record);
      case Change.OfCall(var record) -> write(CallTable.TABLE, record);
      case Change.OfUsedKey(var record) -> write(UsedKeyTable.TABLE, record);
      case DeliveryChange.OfEvent(var record) -> write(EventTable.TABLE, EventTable.next(record));
      case DeliveryChange.OfDelivery(var record) -> write(DeliveryTable.TABLE, record);
      case AccountChange.OfAccount(var record) -> write(AccountTable.TABLE, record);
      case AccountChange.OfKey(var record) -> write(AccountTable.KEYS, record);
      case AccountChange.KeyGone(var key) -> delete(key);
      case CatalogueChange.OfEntry(var record) -> write(CatalogueTable.TABLE, record);
      case CatalogueChange.Gone(var name) -> forgetEntry(name);
      case Forgetting forgetting -> forgetting.carryOut(statements);
      case UserChange(var record) -> write(record);
      case TokenChange(var record) -> write(TokenTable.TABLE, record);
      case ConversationChange.OfConversation(var record) -> write(record);
      case ConversationChange.OfMembership(var record) -> write(MembershipTable.TABLE, record);
      case ConversationChange.OfMessage(var record) -> write(MessageTable.TABLE, record);
      case ConversationChange.OfEvent(var record) -> write(ConversationEventTable.TABLE, record);
      case ConversationChange.OfHuddle(var record) -> write(HuddleTable.TABLE, record);
      default -> throw ChangeOrder.unknown(change);
    }
  }

  private void write(User user) throws SQLException {
    write(UserTable.TABLE, user);
    PreparedStatement forget = statements.prepared(FORGET_ADDRESSES);
    new Parameters(forget).id(user.id());
    forget.executeUpdate();
    for (int i = 0; i < user.addresses().size(); i++) {
      write(
          UserTable.ADDRESSES,
          new UserTable.Address(user.account(), user.addresses().get(i), user.id(), i));
    }
  }

  private void delete(KeySid key) throws SQLException {
    PreparedStatement delete = statements.prepared(FORGET_KEY);
    new Parameters(delete).sid(key);
    delete.executeUpdate();
  }

  private void forgetEntry(String name) throws SQLException {
    PreparedStatement delete = statements.prepared(FORGET_ENTRY);
    new Parameters(delete).text(name);
    delete.executeUpdate();
  }

  /** The memberships learn of a new status; to look for it is cheap, and it seldom is new. */
  private void write(Conversation conversation) throws SQLException {
    if (hasAnotherStatus(conversation)) {
      PreparedStatement update = statements.prepared(STATUS_TO_MEMBERSHIPS);
      new Parameters(update).name(conversation.status()).id(conversation.id());
      update.executeUpdate();
    }
    write(ConversationTable.TABLE, conversation);
  }

  private boolean hasAnotherStatus(Conversation conversation) throws SQLException {
    PreparedStatement question = statements.prepared(STATUS_OF_CONVERSATION);
    new Parameters(question).id(conversation.id());
    try (ResultSet result = question.executeQuery()) {
      return result.next()
          && !EnumNames.of(conversation.status()).equals(result.getString("status"));
    }
  }

  private <R> void write(Table<R> table, R record) throws SQLException {
    PreparedStatement upsert = upserts.get(table.name());
    if (upsert == null) {
      upsert = connection.prepareStatement(table.upsert());
      upserts.put(table.name(), upsert);
    }
    table.bind(record, upsert);
    if (upsert.executeUpdate() == 0) {
      throw new SQLIntegrityConstraintViolationException(
          "another " + table.name() + " has the same " + String.join(" and ", table.key()));
    }
  }

  /** Gives the connection back; what was not committed is undone. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
