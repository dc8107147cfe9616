package dev.rollcall.rest.administration;

import dev.rollcall.core.access.ApiToken;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.user.ActorType;
import dev.rollcall.core.user.User;
import dev.rollcall.rest.door.Timestamps;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Writes users and tokens. Times are RFC 3339 in UTC with milliseconds; every key is there. */
final class RecordFields {
  /** The kinds of users a client can ask for. */
  static final List<ActorType> USER_TYPES = List.of(ActorType.USER, ActorType.AGENT, ActorType.BOT);

  private RecordFields() {}

  static void user(JsonGenerator json, User user) {
    json.writeStartObject();
    json.writeStringProperty("id", user.id().text());
    json.writeStringProperty("name", user.name());
    json.writeStringProperty("type", typeName(user.type()));
    json.writeStringProperty("display_name", user.displayName());
    json.writeArrayPropertyStart("addresses");
    user.addresses().forEach(json::writeString);
    json.writeEndArray();
    json.writeStringProperty("created_at", Timestamps.format(user.created()));
    json.writeEndObject();
  }

  /** The fields of a token, within an object that has been begun. Its hash is not one of them. */
  static void token(JsonGenerator json, ApiToken token, String userName) {
    json.writeStringProperty("id", token.id().text());
    json.writeStringProperty("user", userName);
    json.writeStringProperty("user_id", token.user().text());
    json.writeStringProperty("label", token.label());
    json.writeArrayPropertyStart("scopes");
    Arrays.stream(Scope.values())
        .filter(token.scopes()::contains)
        .map(Scope::text)
        .forEach(json::writeString);
    json.writeEndArray();
    json.writeStringProperty("created_at", Timestamps.format(token.created()));
    Timestamps.write(json, "expires_at", token.expires());
    Timestamps.write(json, "last_used_at", token.lastUsed());
    Timestamps.write(json, "revoked_at", token.revoked());
  }

  /** The key that leads to the records behind the last one; null at the end. */
  static void nextCursor(JsonGenerator json, Optional<String> cursor) {
    json.writeName("next_cursor");
    cursor.ifPresentOrElse(json::writeString, json::writeNull);
  }

  static String typeName(ActorType type) {
    return switch (type) {
      case USER -> "user";
      case AGENT -> "agent";
      case BOT -> "bot";
      case PHONE -> "phone";
      case SYSTEM -> "system";
    };
  }

  /** Reads a kind of user. */
  static ActorType type(String text) {
    return USER_TYPES.stream()
        .filter(each -> typeName(each).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                JsonArguments.invalid(
                    "'" + JsonArguments.shown(text) + "' is no type: give user, agent or bot."));
  }
}
