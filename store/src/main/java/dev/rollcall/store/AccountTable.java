package dev.rollcall.store;

import dev.rollcall.core.account.Account;
import dev.rollcall.core.account.AccountStatus;
import dev.rollcall.core.account.ApiKey;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.KeySid;
import java.sql.SQLException;
import java.util.List;

/** Sub-accounts and API keys as rows. */
final class AccountTable {
  static final Table<Account> TABLE =
      new Table<>(
          "account",
          Table.SID,
          List.of(
              Table.SID,
              "owner_sid",
              "friendly_name",
              "status",
              "auth_token",
              "created_at",
              "updated_at"),
          AccountTable::write,
          AccountTable::read);

  static final Table<ApiKey> KEYS =
      new Table<>(
          "api_key",
          Table.SID,
          List.of(Table.SID, "account_sid", "friendly_name", "hash", "created_at", "updated_at"),
          AccountTable::writeKey,
          AccountTable::readKey);

  private AccountTable() {}

  private static void write(Account account, Parameters parameters) throws SQLException {
    parameters
        .sid(account.sid())
        .sid(account.owner())
        .text(account.friendlyName())
        .name(account.status())
        .text(account.authToken())
        .instant(account.created())
        .instant(account.updated());
  }

  private static Account read(Row row) throws SQLException {
    return new Account(
        row.id(Table.SID, AccountSid::parse),
        row.id("owner_sid", AccountSid::parse),
        row.text("friendly_name"),
        row.name("status", AccountStatus.class),
        row.text("auth_token"),
        row.optionalInstant("created_at"),
        row.optionalInstant("updated_at"));
  }

  private static void writeKey(ApiKey key, Parameters parameters) throws SQLException {
    parameters
        .sid(key.sid())
        .sid(key.account())
        .text(key.friendlyName())
        .text(key.hash())
        .instant(key.created())
        .instant(key.updated());
  }

  private static ApiKey readKey(Row row) throws SQLException {
    return new ApiKey(
        row.id(Table.SID, KeySid::parse),
        row.id("account_sid", AccountSid::parse),
        row.text("friendly_name"),
        row.text("hash"),
        row.instant("created_at"),
        row.instant("updated_at"));
  }
}
