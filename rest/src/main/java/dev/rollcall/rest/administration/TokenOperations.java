package dev.rollcall.rest.administration;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.access.ApiToken;
import dev.rollcall.core.access.IssuedToken;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.access.TokenId;
import dev.rollcall.core.access.Tokens;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.paging.Slice;
import dev.rollcall.core.user.ActorType;
import dev.rollcall.core.user.User;
import dev.rollcall.core.user.UserId;
import dev.rollcall.core.user.Users;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.JsonBytes;
import dev.rollcall.rest.ApiError;
import dev.rollcall.rest.ApiException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What can be done with tokens. */
final class TokenOperations {
  private static final Set<String> FIELDS =
      Set.of("user", "type", "label", "scopes", "expires_in", "create_user");

  private final Users users;
  private final Tokens tokens;

  TokenOperations(Users users, Tokens tokens) {
    this.users = users;
    this.tokens = tokens;
  }

  HttpResponse issue(AccountSid account, HttpRequest request) {
    ListQuery.refuseOthers(request.query(), Set.of());
    JsonArguments body = JsonArguments.of(request, FIELDS);
    String reference = body.requiredText("user");
    Optional<ActorType> type = body.text("type").map(RecordFields::type);
    String label = body.text("label").orElse("");
    Set<Scope> scopes =
        body.texts("scopes").map(TokenOperations::scopes).orElse(Tokens.USUAL_SCOPES);
    Optional<Duration> lifetime = body.number("expires_in").map(Duration::ofSeconds);
    boolean createUser = body.flag("create_user").orElse(true);
    // Before a user is made, so that a refused request leaves nothing behind.
    Tokens.check(label, scopes, lifetime);
    User user = user(account, reference, type, createUser);
    IssuedToken issued = tokens.issue(user, label, scopes, lifetime);
    return HttpResponse.json(
        201,
        JsonBytes.write(
            json -> {
              json.writeStartObject();
              RecordFields.token(json, issued.token(), user.name());
              json.writeStringProperty("secret", issued.secret());
              json.writeEndObject();
            }));
  }

  HttpResponse list(AccountSid account, HttpRequest request) {
    Seek<UUID> seek = ListQuery.of(request, Set.of("user"));
    Optional<UserId> owner =
        request.query().last("user").map(reference -> users.find(account, reference).id());
    Slice<ApiToken> page = tokens.list(account, owner, seek);
    Optional<String> next =
        page.hasNext()
            ? Optional.of(ListQuery.cursor(page.items().getLast().id().id()))
            : Optional.empty();
    Map<UserId, String> names = new HashMap<>();
    return HttpResponse.json(
        200,
        JsonBytes.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("tokens");
              for (ApiToken token : page.items()) {
                json.writeStartObject();
                RecordFields.token(
                    json,
                    token,
                    names.computeIfAbsent(
                        token.user(), id -> users.find(account, id.text()).name()));
                json.writeEndObject();
              }
              json.writeEndArray();
              RecordFields.nextCursor(json, next);
              json.writeEndObject();
            }));
  }

  HttpResponse revoke(AccountSid account, HttpRequest request, String id) {
    ListQuery.refuseOthers(request.query(), Set.of());
    TokenId named =
        TokenId.parse(id)
            .orElseThrow(
                () ->
                    new RefusedException(
                        Problem.TOKEN_NOT_FOUND,
                        "That is no id of a token. List the tokens of this account to see their"
                            + " ids."));
    ApiToken revoked = tokens.revoke(account, named);
    String userName = users.find(account, revoked.user().text()).name();
    return HttpResponse.json(
        200,
        JsonBytes.write(
            json -> {
              json.writeStartObject();
              RecordFields.token(json, revoked, userName);
              json.writeEndObject();
            }));
  }

  private User user(
      AccountSid account, String reference, Optional<ActorType> type, boolean createUser) {
    User user =
        createUser && UserId.parse(reference).isEmpty()
            ? users.named(account, reference, type.orElse(ActorType.USER))
            : users.find(account, reference);
    if (!type.orElse(user.type()).equals(user.type())) {
      throw new ApiException(
          ApiError.CONFLICT,
          "The user '"
              + user.name()
              + "' is of type "
              + RecordFields.typeName(user.type())
              + ": leave the type away, or choose another name.");
    }
    return user;
  }

  private static Set<Scope> scopes(List<String> texts) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String text : texts) {
      scopes.add(
          Scope.parse(text)
              .orElseThrow(
                  () ->
                      JsonArguments.invalid(
                          "'"
                              + JsonArguments.shown(text)
                              + "' is no scope; there are "
                              + Arrays.stream(Scope.values())
                                  .map(Scope::text)
                                  .collect(Collectors.joining(", "))
                              + ".")));
    }
    return scopes;
  }
}
