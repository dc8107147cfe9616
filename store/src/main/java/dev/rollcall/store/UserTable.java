package dev.rollcall.store;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.user.ActorType;
import dev.rollcall.core.user.User;
import dev.rollcall.core.user.UserId;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Users as rows; their addresses are rows of their own. */
final class UserTable {
  /** Reads users without their addresses. */
  static final Table<User> TABLE =
      new Table<>(
          "known_user",
          Table.ID,
          List.of(Table.ID, "account_sid", "type", "name", "display_name", "created_at"),
          UserTable::write,
          UserTable::read);

  static final Table<Address> ADDRESSES =
      new Table<>(
          "user_address",
          List.of("account_sid", "address"),
          List.of("account_sid", "address", "user_id", "position"),
          Map.of(),
          true,
          UserTable::write,
          UserTable::readAddress);

  /** An address that a user calls from. */
  record Address(AccountSid account, String address, UserId user, long position) {}

  private UserTable() {}

  private static void write(User user, Parameters parameters) throws SQLException {
    parameters
        .id(user.id())
        .sid(user.account())
        .name(user.type())
        .text(user.name())
        .text(user.displayName())
        .instant(user.created());
  }

  private static User read(Row row) throws SQLException {
    return new User(
        row.id(Table.ID, UserId::parse),
        row.id("account_sid", AccountSid::parse),
        row.name("type", ActorType.class),
        row.text("name"),
        row.text("display_name"),
        List.of(),
        row.instant("created_at"));
  }

  private static void write(Address address, Parameters parameters) throws SQLException {
    parameters
        .sid(address.account())
        .text(address.address())
        .id(address.user())
        .number(address.position());
  }

  private static Address readAddress(Row row) throws SQLException {
    return new Address(
        row.id("account_sid", AccountSid::parse),
        row.text("address"),
        row.id("user_id", UserId::parse),
        row.number("position"));
  }
}
