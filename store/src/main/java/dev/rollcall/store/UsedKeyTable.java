package dev.rollcall.store;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.ParticipantSid;
import dev.rollcall.core.journal.UsedKey;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Used idempotency keys as rows. */
final class UsedKeyTable {
  static final Table<UsedKey> TABLE =
      new Table<>(
          "used_key",
          List.of("account_sid", "idempotency_key"),
          List.of(
              "account_sid",
              "idempotency_key",
              "fingerprint",
              "conference_sid",
              "participant_sid",
              "created_at"),
          Map.of(),
          true,
          UsedKeyTable::write,
          UsedKeyTable::read);

  private UsedKeyTable() {}

  private static void write(UsedKey used, Parameters parameters) throws SQLException {
    parameters
        .sid(used.account())
        .text(used.key())
        .text(used.fingerprint())
        .sid(used.conference())
        .sid(used.participant())
        .instant(used.created());
  }

  private static UsedKey read(Row row) throws SQLException {
    return new UsedKey(
        row.id("account_sid", AccountSid::parse),
        row.text("idempotency_key"),
        row.text("fingerprint"),
        row.id("conference_sid", ConferenceSid::parse),
        row.id("participant_sid", ParticipantSid::parse),
        row.instant("created_at"));
  }
}
