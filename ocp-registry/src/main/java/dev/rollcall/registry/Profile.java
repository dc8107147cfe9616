package dev.rollcall.registry;

import java.util.List;
import java.util.Optional;

/** What is said of an API besides its tools, by whoever added it. */
record Profile(
    String displayName,
    String description,
    Category category,
    AuthConfig auth,
    List<String> tags,
    Optional<String> documentationUrl,
    Optional<String> contactEmail,
    Optional<String> rateLimit) {
  Profile {
    tags = List.copyOf(tags);
  }
}
