package dev.rollcall.registry;

import dev.rollcall.ocp.Compatibility;
import dev.rollcall.ocp.discovery.ApiDescription;
import dev.rollcall.ocp.discovery.Discovery;
import dev.rollcall.ocp.discovery.Tool;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** This server's own entries, made of its own description. */
final class OwnEntries {
  private static final AuthConfig BASIC =
      new AuthConfig(
          AuthType.BASIC_AUTH,
          Optional.of("Authorization"),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.of(
              "User and password are the account's sid and its auth token, or the sid and the"
                  + " secret of an API key."));

  private OwnEntries() {}

  static List<Entry> of(JsonNode description, Instant now) {
    ApiDescription api = new Discovery(Compatibility.CORRECT).read(description);
    Entry twilio =
        entry(
            1,
            "twilio",
            "Twilio API",
            "Conferences, participants, calls and accounts as at Twilio, served by this Rollcall.",
            List.of("conferences", "participants", "calls", "voice"),
            api,
            OwnEntries::isTwilios,
            now);
    Entry rollcall =
        entry(
            2,
            "rollcall",
            "Rollcall API",
            "What this Rollcall has besides: events, deliveries, users, tokens and its health.",
            List.of("events", "webhooks", "users", "tokens"),
            api,
            tool -> !isTwilios(tool),
            now);
    return List.of(twilio, rollcall);
  }

  private static boolean isTwilios(Tool tool) {
    return isBelow(tool.path(), "/2010-04-01") || isBelow(tool.path(), "/v1");
  }

  private static boolean isBelow(String path, String prefix) {
    return path.equals(prefix) || path.startsWith(prefix + "/");
  }

  private static Entry entry(
      int id,
      String name,
      String displayName,
      String description,
      List<String> tags,
      ApiDescription api,
      Predicate<Tool> which,
      Instant now) {
    return new Entry(
        id,
        name,
        new Profile(
            displayName,
            description,
            Category.COMMUNICATION,
            BASIC,
            tags,
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        api.version(),
        "",
        false,
        Optional.empty(),
        Optional.empty(),
        true,
        now,
        now,
        now,
        RegisteredTool.of(api.tools().stream().filter(which).toList()),
        true);
  }
}
