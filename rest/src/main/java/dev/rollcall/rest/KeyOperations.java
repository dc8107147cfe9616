package dev.rollcall.rest;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.account.ApiKey;
import dev.rollcall.core.account.Keys;
import dev.rollcall.core.account.NewKey;
import dev.rollcall.core.identity.KeySid;
import dev.rollcall.core.paging.Page;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.JsonBytes;
import java.util.Optional;
import java.util.Set;

/** The API keys of an account. None of this is for an API key to do. */
final class KeyOperations {
  private static final Set<String> WRITABLE = Set.of("FriendlyName");

  private final Keys keys;

  KeyOperations(Accounts accounts) {
    keys = accounts.keys();
  }

  HttpResponse list(Caller caller, Arguments arguments) {
    AccountOperations.checkMayManage(caller);
    PageQuery query = PageQuery.of(arguments, ListKind.KEYS);
    Page<ApiKey> page = keys.list(caller.account(), query.request());
    ListAnswer answer =
        new ListAnswer(
            ListKind.KEYS,
            RecordJson.accountPath(caller.account()) + "/Keys.json",
            arguments.parameters(),
            query);
    return HttpResponse.json(
        200,
        JsonBytes.write(
            json -> answer.write(new FieldWriter(json), page, ApiKey::sid, KeyOperations::write)));
  }

  /** The only answer that ever has the key's secret in it. */
  HttpResponse create(Caller caller, Arguments arguments) {
    AccountOperations.checkMayManage(caller);
    arguments.refuseUnknown(WRITABLE);
    NewKey made = keys.create(caller.account(), friendlyName(arguments).orElse(""));
    return AccountOperations.secretive(
        HttpResponse.json(
            201,
            JsonBytes.write(
                json -> {
                  FieldWriter fields = new FieldWriter(json);
                  fields.begin();
                  writeFields(fields, made.key());
                  fields.plain("secret", made.secret());
                  fields.end();
                })));
  }

  HttpResponse read(Caller caller, String keyText, Arguments arguments) {
    AccountOperations.checkMayManage(caller);
    arguments.refuseUnknown(Set.of());
    return answer(keys.find(caller.account(), sid(keyText)));
  }

  HttpResponse update(Caller caller, String keyText, Arguments arguments) {
    AccountOperations.checkMayManage(caller);
    arguments.refuseUnknown(WRITABLE);
    Optional<String> name = friendlyName(arguments);
    KeySid sid = sid(keyText);
    return answer(
        name.isPresent()
            ? keys.rename(caller.account(), sid, name.get())
            : keys.find(caller.account(), sid));
  }

  HttpResponse remove(Caller caller, String keyText, Arguments arguments) {
    AccountOperations.checkMayManage(caller);
    arguments.refuseUnknown(Set.of());
    keys.remove(caller.account(), sid(keyText));
    return HttpResponse.empty(204);
  }

  private static KeySid sid(String text) {
    return KeySid.parse(text)
        .orElseThrow(() -> new RefusedException(Problem.KEY_NOT_FOUND, "No such key."));
  }

  private static Optional<String> friendlyName(Arguments arguments) {
    Optional<String> name = arguments.text("FriendlyName");
    name.filter(text -> !Keys.isFriendlyName(text))
        .ifPresent(
            text -> {
              throw Arguments.invalid(
                  ApiError.FRIENDLY_NAME_INVALID,
                  "FriendlyName",
                  text,
                  "at most "
                      + Keys.LONGEST_FRIENDLY_NAME
                      + " characters and no control characters");
            });
    return name;
  }

  private static HttpResponse answer(ApiKey key) {
    return HttpResponse.json(200, JsonBytes.write(json -> write(new FieldWriter(json), key)));
  }

  private static void write(FieldWriter json, ApiKey key) {
    json.begin();
    writeFields(json, key);
    json.end();
  }

  private static void writeFields(FieldWriter json, ApiKey key) {
    json.plain("sid", key.sid().text());
    json.text("friendly_name", key.friendlyName());
    json.date("date_created", key.created());
    json.date("date_updated", key.updated());
  }
}
