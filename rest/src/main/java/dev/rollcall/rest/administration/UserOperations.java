package dev.rollcall.rest.administration;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.paging.Slice;
import dev.rollcall.core.user.ActorType;
import dev.rollcall.core.user.NewUser;
import dev.rollcall.core.user.User;
import dev.rollcall.core.user.Users;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.JsonBytes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be done with users. */
final class UserOperations {
  private final Users users;

  UserOperations(Users users) {
    this.users = users;
  }

  HttpResponse create(AccountSid account, HttpRequest request) {
    ListQuery.refuseOthers(request.query(), Set.of());
    JsonArguments body =
        JsonArguments.of(request, Set.of("name", "type", "display_name", "addresses"));
    NewUser wanted =
        new NewUser(
            body.requiredText("name"),
            body.text("type").map(RecordFields::type).orElse(ActorType.USER),
            body.text("display_name"),
            body.texts("addresses").orElse(List.of()));
    return answer(201, users.create(account, wanted));
  }

  HttpResponse list(AccountSid account, HttpRequest request) {
    Slice<User> page = users.list(account, ListQuery.of(request, Set.of()));
    Optional<String> next =
        page.hasNext()
            ? Optional.of(ListQuery.cursor(page.items().getLast().id().id()))
            : Optional.empty();
    return HttpResponse.json(
        200,
        JsonBytes.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("users");
              page.items().forEach(user -> RecordFields.user(json, user));
              json.writeEndArray();
              RecordFields.nextCursor(json, next);
              json.writeEndObject();
            }));
  }

  HttpResponse read(AccountSid account, HttpRequest request, String reference) {
    ListQuery.refuseOthers(request.query(), Set.of());
    return answer(200, users.find(account, reference));
  }

  private static HttpResponse answer(int status, User user) {
    return HttpResponse.json(status, JsonBytes.write(json -> RecordFields.user(json, user)));
  }
}
