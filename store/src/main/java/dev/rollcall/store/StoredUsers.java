package dev.rollcall.store;

import dev.rollcall.core.access.ApiToken;
import dev.rollcall.core.access.TokenRecords;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.user.User;
import dev.rollcall.core.user.UserId;
import dev.rollcall.core.user.UserRecords;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Users and their tokens as questions to the database. */
final class StoredUsers implements UserRecords, TokenRecords {
  private final Reads reads;

  StoredUsers(Reads reads) {
    this.reads = reads;
  }

  @Override
  public Optional<User> user(AccountSid account, UserId id) {
    return found(UserQueries.user(account, id)).stream().findFirst();
  }

  @Override
  public Optional<User> userNamed(AccountSid account, String name) {
    return found(UserQueries.userNamed(account, name)).stream().findFirst();
  }

  @Override
  public Optional<User> userAt(AccountSid account, String address) {
    return found(UserQueries.userAt(account, address)).stream().findFirst();
  }

  @Override
  public List<User> users(AccountSid account, Seek<UUID> seek) {
    return found(UserQueries.users(account, seek));
  }

  @Override
  public List<ApiToken> tokens() {
    return reads.answer(UserQueries.tokens()::run);
  }

  private List<User> found(Query<User> query) {
    return reads.answer(
        statements -> {
          List<User> users = new ArrayList<>();
          for (User user : query.run(statements)) {
            users.add(withAddresses(user, statements));
          }
          return users;
        });
  }

  private static User withAddresses(User user, Statements statements) throws SQLException {
    return new User(
        user.id(),
        user.account(),
        user.type(),
        user.name(),
        user.displayName(),
        UserQueries.addresses(user.id()).run(statements).stream()
            .map(UserTable.Address::address)
            .toList(),
        user.created());
  }
}
