package dev.rollcall.registry;

import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.JsonBytes;
import dev.rollcall.http.Origin;
import dev.rollcall.pages.Rendered;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.core.JsonGenerator;

/** What the registry tells agents, in JSON. */
final class Reading {
  private static final int USUAL_PER_PAGE = 20;
  private static final int MOST_PER_PAGE = 100;
  private static final int MOST_POPULAR = 5;

  private final Registry registry;
  private final RenderedEntries rendered = new RenderedEntries();
  private final Map<String, LongAdder> uses = new ConcurrentHashMap<>();

  Reading(Registry registry) {
    this.registry = registry;
  }

  /** The registry's entries, without their tools. */
  Rendered list(HttpRequest request) {
    Optional<Category> category =
        request.query().last("category").map(word -> category(word, "query"));
    Optional<EntryStatus> status = request.query().last("status").map(Reading::status);
    return list(
        request,
        registry.all().stream()
            .filter(entry -> category.map(entry.profile().category()::equals).orElse(true))
            .filter(entry -> status.map(entry.status()::equals).orElse(true))
            .toList());
  }

  Rendered ofCategory(HttpRequest request, String word) {
    Category category = category(word, "path");
    return list(
        request,
        registry.all().stream()
            .filter(entry -> entry.profile().category() == category)
            .filter(entry -> entry.status() == EntryStatus.ACTIVE)
            .toList());
  }

  private static Rendered list(HttpRequest request, List<Entry> entries) {
    String origin = Origin.of(request);
    return Rendered.json(Answers.list(entries.stream().map(entry -> entry.at(origin)).toList()));
  }

  /** One entry whole. */
  Rendered entry(HttpRequest request, String name) {
    Entry entry = existing(name);
    uses.computeIfAbsent(entry.name(), _ -> new LongAdder()).increment();
    return rendered.of(entry, Origin.of(request));
  }

  /** The entry called {@code name}, in whatever case. */
  Entry existing(String name) {
    return registry
        .find(name.strip().toLowerCase(Locale.ROOT))
        .orElseThrow(() -> RegistryException.absent(name));
  }

  Rendered search(HttpRequest request) {
    String wanted =
        request
            .query()
            .last("q")
            .orElseThrow(
                () -> RegistryException.fault("missing", List.of("query", "q"), "Field required"));
    int page = number(request, "page", 1, Integer.MAX_VALUE, 1);
    int perPage = number(request, "per_page", 1, MOST_PER_PAGE, USUAL_PER_PAGE);
    List<Entry> found = registry.search(wanted);
    return Rendered.json(
        Answers.object(
            json -> {
              json.writeStringProperty("query", wanted);
              json.writeName("results");
              json.writeStartArray();
              found.stream()
                  .skip((page - 1L) * perPage)
                  .limit(perPage)
                  .forEach(entry -> EntryJson.writeFound(json, entry));
              json.writeEndArray();
              json.writeNumberProperty("total", found.size());
              json.writeNumberProperty("page", page);
              json.writeNumberProperty("per_page", perPage);
            }));
  }

  Rendered categories() {
    return Rendered.json(JsonBytes.write(this::writeCategories));
  }

  private void writeCategories(JsonGenerator json) {
    json.writeStartArray();
    registry
        .byCategory()
        .forEach(
            (category, entries) -> {
              json.writeStartObject();
              json.writeStringProperty("category", category.word());
              json.writeNumberProperty("count", entries.size());
              json.writeStringProperty("description", category.description());
              json.writeEndObject();
            });
    json.writeEndArray();
  }

  /** How many APIs there are, and which were asked for most since the server started. */
  Rendered statistics() {
    List<Entry> all = registry.all();
    return Rendered.json(
        Answers.object(
            json -> {
              json.writeNumberProperty("total_apis", all.size());
              json.writeNumberProperty(
                  "active_apis",
                  all.stream().filter(entry -> entry.status() == EntryStatus.ACTIVE).count());
              json.writeName("categories");
              writeCategories(json);
              json.writeName("most_popular");
              json.writeStartArray();
              all.stream()
                  .sorted(Comparator.comparingLong(this::uses).reversed())
                  .limit(MOST_POPULAR)
                  .forEach(entry -> writePopular(json, entry));
              json.writeEndArray();
            }));
  }

  private void writePopular(JsonGenerator json, Entry entry) {
    json.writeStartObject();
    EntryJson.writeFoundMembers(json, entry);
    json.writeNumberProperty("usage_count", uses(entry));
    json.writeEndObject();
  }

  private long uses(Entry entry) {
    LongAdder counted = uses.get(entry.name());
    return counted == null ? 0 : counted.sum();
  }

  /** Forgets how often an API that is no more was asked for. */
  void forget(String name) {
    uses.remove(name);
  }

  Rendered health() {
    return Rendered.json(
        Answers.object(
            json -> {
              json.writeStringProperty("status", "healthy");
              json.writeStringProperty("service", "ocp-registry");
            }));
  }

  Rendered root() {
    return Rendered.json(
        Answers.object(
            json -> {
              json.writeStringProperty("message", "OCP registry of Rollcall");
              json.writeStringProperty("docs", "/registry/");
              json.writeStringProperty("api", "/api/v1");
            }));
  }

  private static int number(HttpRequest request, String name, int least, int most, int usual) {
    Optional<String> given = request.query().last(name);
    if (given.isEmpty()) {
      return usual;
    }
    List<String> place = List.of("query", name);
    long number;
    try {
      number = Long.parseLong(given.get().strip());
    } catch (NumberFormatException _) {
      throw RegistryException.fault(
          "int_parsing",
          place,
          "Input should be a valid integer, unable to parse string as an integer");
    }
    if (number < least) {
      throw RegistryException.fault(
          "greater_than_equal", place, "Input should be greater than or equal to " + least);
    }
    if (number > most) {
      throw RegistryException.fault(
          "less_than_equal", place, "Input should be less than or equal to " + most);
    }
    return (int) number;
  }

  private static Category category(String word, String where) {
    return Category.parse(word)
        .orElseThrow(
            () ->
                RegistryException.fault(
                    "enum",
                    List.of(where, "category"),
                    RegistrationReader.shouldBe(
                        Arrays.stream(Category.values()).map(Category::word).toList())));
  }

  private static EntryStatus status(String word) {
    return EntryStatus.parse(word)
        .orElseThrow(
            () ->
                RegistryException.fault(
                    "enum",
                    List.of("query", "status"),
                    RegistrationReader.shouldBe(
                        Arrays.stream(EntryStatus.values()).map(EntryStatus::word).toList())));
  }
}
