package dev.rollcall.registry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an API is for, as registries of the Open Context Protocol sort them. */
enum Category {
  DEVELOPMENT("Development tools and platforms"),
  PRODUCTIVITY("Productivity and collaboration"),
  COMMUNICATION("Messages, voice and conferences"),
  FINANCE("Payments and finance"),
  ECOMMERCE("Shops and commerce"),
  SOCIAL("Social networks"),
  MEDIA("Media and content"),
  ANALYTICS("Analytics and data"),
  INFRASTRUCTURE("Cloud and infrastructure"),
  OTHER("Everything else");

  private final String description;

  Category(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }

  /** As it stands in JSON and in addresses. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As people read it. */
  String title() {
    return name().charAt(0) + word().substring(1);
  }

  static Optional<Category> parse(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }
}
