package dev.rollcall.store;

import dev.rollcall.core.access.ApiToken;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.access.TokenId;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.user.UserId;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tokens as rows. */
final class TokenTable {
  static final Table<ApiToken> TABLE =
      new Table<>(
          "api_token",
          Table.ID,
          List.of(
              Table.ID,
              "account_sid",
              "user_id",
              "label",
              "scopes",
              "hash",
              "created_at",
              "expires_at",
              "last_used_at",
              "revoked_at"),
          TokenTable::write,
          TokenTable::read);

  private TokenTable() {}

  private static void write(ApiToken token, Parameters parameters) throws SQLException {
    parameters
        .id(token.id())
        .sid(token.account())
        .id(token.user())
        .text(token.label())
        .text(token.scopes().stream().map(Scope::text).sorted().collect(Collectors.joining(" ")))
        .text(token.hash())
        .instant(token.created())
        .instant(token.expires())
        .instant(token.lastUsed())
        .instant(token.revoked());
  }

  private static ApiToken read(Row row) throws SQLException {
    return new ApiToken(
        row.id(Table.ID, TokenId::parse),
        row.id("account_sid", AccountSid::parse),
        row.id("user_id", UserId::parse),
        row.text("label"),
        row.parsed("scopes", TokenTable::scopes),
        row.text("hash"),
        row.instant("created_at"),
        row.optionalInstant("expires_at"),
        row.optionalInstant("last_used_at"),
        row.optionalInstant("revoked_at"));
  }

  private static Set<Scope> scopes(String text) throws UnreadableException {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    if (!text.isEmpty()) {
      for (String name : text.split(" ", -1)) {
        scopes.add(
            Scope.parse(name)
                .orElseThrow(() -> new UnreadableException("the scope \"" + name + "\"")));
      }
    }
    return scopes;
  }
}
