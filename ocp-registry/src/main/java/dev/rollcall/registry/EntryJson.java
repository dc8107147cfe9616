package dev.rollcall.registry;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Entries in JSON: for agents and, in the same shape, for the store. Nothing is ever null; what is
 * not known is left out.
 */
final class EntryJson {
  private static final String BASE_URL_GIVEN = "base_url_given";

  private EntryJson() {}

  /** The whole entry: its {@link #begin} and its {@link #end}. */
  static byte[] whole(Entry entry) {
    return joined(begin(entry), end(entry.tools()));
  }

  /** The same for the store, with what only the registry itself needs to know. */
  static String kept(Entry entry) {
    byte[] begin =
        begin(
            json -> {
              members(json, entry);
              json.writeBooleanProperty(BASE_URL_GIVEN, entry.baseUrlGiven());
            });
    return new String(joined(begin, end(entry.tools())), StandardCharsets.UTF_8);
  }

  /** The JSON of an entry up to its tools. */
  static byte[] begin(Entry entry) {
    return begin(json -> members(json, entry));
  }

  private static byte[] begin(Consumer<JsonGenerator> members) {
    byte[] closed = Answers.object(members);
    return Arrays.copyOf(closed, closed.length - 1);
  }

  /** The rest of the JSON of an entry that has {@code tools}. */
  static byte[] end(List<RegisteredTool> tools) {
    return tools.stream()
        .map(RegisteredTool::json)
        .collect(Collectors.joining(",", ",\"tools\":[", "]}"))
        .getBytes(StandardCharsets.UTF_8);
  }

  static byte[] joined(byte[] begin, byte[] end) {
    byte[] joined = Arrays.copyOf(begin, begin.length + end.length);
    System.arraycopy(end, 0, joined, begin.length, end.length);
    return joined;
  }

  /** An entry without its tools, as in lists. */
  static void write(JsonGenerator json, Entry entry) {
    json.writeStartObject();
    members(json, entry);
    json.writeEndObject();
  }

  private static void members(JsonGenerator json, Entry entry) {
    Profile profile = entry.profile();
    json.writeNumberProperty("id", entry.id());
    json.writeStringProperty("name", entry.name());
    json.writeStringProperty("display_name", profile.displayName());
    json.writeStringProperty("description", profile.description());
    json.writeStringProperty("version", entry.version());
    entry.openapiUrl().ifPresent(url -> json.writeStringProperty("openapi_url", url));
    json.writeStringProperty("base_url", entry.baseUrl());
    json.writeStringProperty("category", profile.category().word());
    json.writeStringProperty("status", entry.status().word());
    json.writeName("auth_config");
    auth(json, profile.auth());
    texts(json, "tags", profile.tags());
    profile.documentationUrl().ifPresent(it -> json.writeStringProperty("documentation_url", it));
    profile.contactEmail().ifPresent(it -> json.writeStringProperty("contact_email", it));
    profile.rateLimit().ifPresent(it -> json.writeStringProperty("rate_limit", it));
    json.writeStringProperty("created_at", entry.created().toString());
    json.writeStringProperty("updated_at", entry.updated().toString());
    json.writeStringProperty("last_validated", entry.lastValidated().toString());
    json.writeBooleanProperty("endpoint_accessible", entry.accessible());
    entry.validationError().ifPresent(it -> json.writeStringProperty("validation_error", it));
    json.writeNumberProperty("tool_count", entry.tools().size());
  }

  /** What a search tells of an entry. */
  static void writeFound(JsonGenerator json, Entry entry) {
    json.writeStartObject();
    writeFoundMembers(json, entry);
    json.writeEndObject();
  }

  static void writeFoundMembers(JsonGenerator json, Entry entry) {
    json.writeStringProperty("name", entry.name());
    json.writeStringProperty("display_name", entry.profile().displayName());
    json.writeStringProperty("description", entry.profile().description());
    json.writeStringProperty("category", entry.profile().category().word());
    json.writeStringProperty("status", entry.status().word());
    json.writeNumberProperty("tool_count", entry.tools().size());
    texts(json, "tags", entry.profile().tags());
  }

  static void texts(JsonGenerator json, String member, List<String> texts) {
    json.writeName(member);
    json.writeStartArray();
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private static void auth(JsonGenerator json, AuthConfig auth) {
    json.writeStartObject();
    json.writeStringProperty("type", auth.type().word());
    auth.headerName().ifPresent(it -> json.writeStringProperty("header_name", it));
    auth.queryParam().ifPresent(it -> json.writeStringProperty("query_param", it));
    auth.tokenUrl().ifPresent(it -> json.writeStringProperty("token_url", it));
    if (!auth.scopes().isEmpty()) {
      texts(json, "scopes", auth.scopes());
    }
    auth.instructions().ifPresent(it -> json.writeStringProperty("instructions", it));
    json.writeEndObject();
  }

  /** The entry that was kept as {@code content}; empty if it means nothing to this version. */
  static Optional<Entry> read(String content) {
    try {
      JsonNode json = JsonMapper.shared().readTree(content);
      JsonNode auth = json.path("auth_config");
      return Optional.of(
          new Entry(
              json.path("id").asInt(),
              json.path("name").asString(),
              new Profile(
                  json.path("display_name").asString(),
                  json.path("description").asString(),
                  Category.parse(json.path("category").asString()).orElse(Category.OTHER),
                  new AuthConfig(
                      AuthType.parse(auth.path("type").asString()).orElse(AuthType.NONE),
                      text(auth, "header_name"),
                      text(auth, "query_param"),
                      text(auth, "token_url"),
                      texts(auth.path("scopes")),
                      text(auth, "instructions")),
                  texts(json.path("tags")),
                  text(json, "documentation_url"),
                  text(json, "contact_email"),
                  text(json, "rate_limit")),
              json.path("version").asString(""),
              json.path("base_url").asString(),
              json.path(BASE_URL_GIVEN).asBoolean(true),
              text(json, "openapi_url"),
              text(json, "validation_error"),
              json.path("endpoint_accessible").asBoolean(false),
              Instant.parse(json.path("created_at").asString()),
              Instant.parse(json.path("updated_at").asString()),
              Instant.parse(json.path("last_validated").asString()),
              RegisteredTool.ofJson(json.path("tools")),
              false));
    } catch (JacksonException | DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode object, String member) {
    return object.optional(member).map(JsonNode::asString);
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asString).toList();
  }
}
