package dev.rollcall.rest;

import dev.rollcall.core.account.Account;
import dev.rollcall.core.account.AccountFilter;
import dev.rollcall.core.account.AccountStatus;
import dev.rollcall.core.account.AccountUpdate;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.paging.Page;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.JsonBytes;
import java.util.Optional;
import java.util.Set;

/** An account and its sub-accounts. They are shown with their secrets, so never to an API key. */
final class AccountOperations {
  private static final Set<String> CREATABLE = Set.of("FriendlyName");
  private static final Set<String> UPDATABLE = Set.of("FriendlyName", "Status");

  private final Accounts accounts;

  AccountOperations(Accounts accounts) {
    this.accounts = accounts;
  }

  /** Refuses what is for the auth token alone to a caller who has shown an API key. */
  static void checkMayManage(Caller caller) {
    if (!caller.proof().mayManage()) {
      throw new ApiException(
          ApiError.FORBIDDEN,
          "Permission denied: an API key does not manage accounts and keys; authenticate with the"
              + " account's sid and its auth token.");
    }
  }

  HttpResponse list(Caller caller, Arguments arguments) {
    checkMayManage(caller);
    PageQuery query = PageQuery.of(arguments, ListKind.ACCOUNTS);
    AccountFilter filter = new AccountFilter(arguments.text("FriendlyName"), status(arguments));
    Page<Account> page = accounts.list(caller.account(), filter, query.request());
    ListAnswer answer =
        new ListAnswer(
            ListKind.ACCOUNTS, TwilioApi.MOUNT + "/Accounts.json", arguments.parameters(), query);
    return secretive(
        HttpResponse.json(
            200,
            JsonBytes.write(
                json ->
                    answer.write(
                        new FieldWriter(json), page, Account::sid, AccountOperations::write))));
  }

  HttpResponse create(Caller caller, Arguments arguments) {
    checkMayManage(caller);
    arguments.refuseUnknown(CREATABLE);
    return answer(201, accounts.create(caller.account(), friendlyName(arguments)));
  }

  HttpResponse read(Caller caller, Arguments arguments) {
    checkMayManage(caller);
    arguments.refuseUnknown(Set.of());
    return answer(200, accounts.find(caller.proof().account(), caller.account()));
  }

  HttpResponse update(Caller caller, Arguments arguments) {
    checkMayManage(caller);
    arguments.refuseUnknown(UPDATABLE);
    AccountUpdate update = new AccountUpdate(friendlyName(arguments), status(arguments));
    return answer(200, accounts.update(caller.proof().account(), caller.account(), update));
  }

  private static Optional<AccountStatus> status(Arguments arguments) {
    return arguments.choice("Status", AccountStatus.values(), AccountOperations::name);
  }

  private static Optional<String> friendlyName(Arguments arguments) {
    Optional<String> name = arguments.text("FriendlyName");
    name.filter(text -> !Accounts.isFriendlyName(text))
        .ifPresent(
            text -> {
              throw Arguments.invalid(
                  ApiError.FRIENDLY_NAME_INVALID,
                  "FriendlyName",
                  text,
                  "1 to "
                      + Accounts.LONGEST_FRIENDLY_NAME
                      + " characters, not only spaces, and no control characters");
            });
    return name;
  }

  private static HttpResponse answer(int status, Account account) {
    return secretive(
        HttpResponse.json(status, JsonBytes.write(json -> write(new FieldWriter(json), account))));
  }

  /** For no cache to keep: the answer has secrets in it. */
  static HttpResponse secretive(HttpResponse response) {
    return response.with("Cache-Control", "no-store");
  }

  private static void write(FieldWriter json, Account account) {
    String path = RecordJson.accountPath(account.sid());
    json.begin();
    json.plain("auth_token", account.authToken());
    json.date("date_created", account.created());
    json.date("date_updated", account.updated());
    json.text("friendly_name", account.friendlyName());
    json.plain("owner_account_sid", account.owner().text());
    json.plain("sid", account.sid().text());
    json.plain("status", name(account.status()));
    json.begin("subresource_uris");
    json.plain("calls", path + "/Calls.json");
    json.plain("conferences", path + "/Conferences.json");
    json.plain("keys", path + "/Keys.json");
    json.end();
    json.plain("type", "Full");
    json.plain("uri", path + ".json");
    json.end();
  }

  private static String name(AccountStatus status) {
    return switch (status) {
      case ACTIVE -> "active";
      case SUSPENDED -> "suspended";
      case CLOSED -> "closed";
    };
  }
}
