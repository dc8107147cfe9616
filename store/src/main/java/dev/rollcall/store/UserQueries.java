package dev.rollcall.store;

import dev.rollcall.core.access.ApiToken;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.user.User;
import dev.rollcall.core.user.UserId;
import dev.rollcall.store.Query.Order;
import java.util.List;
import java.util.UUID;

/** The questions about users and tokens in SQL. */
final class UserQueries {
  private UserQueries() {}

  static Query<User> user(AccountSid account, UserId id) {
    return Query.of(UserTable.TABLE).equal(Table.ID, id).equal("account_sid", account);
  }

  static Query<User> userNamed(AccountSid account, String name) {
    return Query.of(UserTable.TABLE).equal("account_sid", account).equal("name", name);
  }

  static Query<User> userAt(AccountSid account, String address) {
    return Query.of(UserTable.TABLE, "user_address cross join known_user")
        .where("known_user.id = user_address.user_id")
        .equal("user_address.account_sid", account)
        .equal("user_address.address", address);
  }

  static Query<User> users(AccountSid account, Seek<UUID> seek) {
    return Query.of(UserTable.TABLE)
        .equal("account_sid", account)
        .seek(Order.oldestFirst(Table.ID), seek, id -> List.of(id.toString()));
  }

  static Query<UserTable.Address> addresses(UserId user) {
    return Query.of(UserTable.ADDRESSES).equal("user_id", user).all(Order.oldestFirst("position"));
  }

  static Query<ApiToken> tokens() {
    return Query.of(TokenTable.TABLE).all(Order.oldestFirst(Table.ID));
  }
}
