package dev.rollcall.registry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How callers of an API show who they are. */
enum AuthType {
  NONE("None"),
  API_KEY("API Key"),
  BEARER_TOKEN("Bearer Token"),
  OAUTH2("OAuth 2"),
  BASIC_AUTH("Basic Authentication");

  private final String title;

  AuthType(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<AuthType> parse(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }
}
