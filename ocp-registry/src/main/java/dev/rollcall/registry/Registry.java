package dev.rollcall.registry;

import dev.rollcall.core.catalogue.CatalogueChange;
import dev.rollcall.core.catalogue.CatalogueEntry;
import dev.rollcall.core.journal.Journal;
import dev.rollcall.core.journal.JournalException;
import dev.rollcall.registry.Descriptions.Described;
import dev.rollcall.registry.Descriptions.UnusableException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The APIs there are: this server's own, and those that were added.
 *
 * <p>Whoever reads gets a snapshot, without locks. Descriptions are fetched and read outside of
 * locks; a change is committed before anybody sees it.
 */
final class Registry {
  private static final Logger log = LoggerFactory.getLogger(Registry.class);

  static final int MOST_ADDED = 500;

  /** How many characters of JSON all added tools together may be. */
  static final long MOST_CHARACTERS = 128L << 20;

  private final Map<String, Entry> own;
  private final Journal journal;
  private final Descriptions descriptions;
  private final InstantSource clock;
  private final ReentrantLock changing = new ReentrantLock();
  private volatile Map<String, Entry> entries;

  Registry(
      List<Entry> own,
      Journal journal,
      List<CatalogueEntry> records,
      Descriptions descriptions,
      InstantSource clock) {
    this.own = new LinkedHashMap<>();
    own.forEach(entry -> this.own.put(entry.name(), entry));
    this.journal = journal;
    this.descriptions = descriptions;
    this.clock = clock;
    Map<String, Entry> added = new TreeMap<>();
    for (CatalogueEntry kept : records) {
      EntryJson.read(kept.content())
          .ifPresentOrElse(
              entry -> added.put(kept.name(), entry),
              () ->
                  log.atWarn()
                      .addKeyValue("api", kept.name())
                      .log("a kept API is not understood and left out"));
    }
    entries = joined(added);
  }

  /** All of them: the own ones first, the added ones by name. */
  List<Entry> all() {
    return List.copyOf(entries.values());
  }

  Optional<Entry> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** Those whose texts have {@code wanted} in them, without letter case, the best first. */
  List<Entry> search(String wanted) {
    return Search.of(all(), wanted);
  }

  /** The entries of each category that has any. */
  Map<Category, List<Entry>> byCategory() {
    Map<Category, List<Entry>> found = new TreeMap<>();
    for (Entry entry : entries.values()) {
      found.computeIfAbsent(entry.profile().category(), _ -> new ArrayList<>()).add(entry);
    }
    return found;
  }

  /**
   * Adds an API.
   *
   * @throws RegistryException if there is one of its name, or there are too many, or its
   *     description cannot be used
   */
  Entry add(Registration registration) {
    checkFree(registration.name());
    Described described = describe(registration.source(), registration.baseUrl());
    return change(
        () -> {
          checkFree(registration.name());
          if (added().size() >= MOST_ADDED) {
            throw new RegistryException(
                409, "There are " + MOST_ADDED + " APIs already; remove one first");
          }
          int id = entries.values().stream().mapToInt(Entry::id).max().orElse(0) + 1;
          return keep(entry(id, registration, described, clock.instant()), "API added");
        });
  }

  /** Replaces an API by another of the same name. */
  Entry replace(Registration registration) {
    checkChangeable(registration.name());
    Described described = describe(registration.source(), registration.baseUrl());
    return change(
        () -> {
          Entry before = checkChangeable(registration.name());
          return keep(
              entry(before.id(), registration, described, before.created()), "API replaced");
        });
  }

  void remove(String name) {
    change(
        () -> {
          Entry gone = checkChangeable(name);
          commit(new CatalogueChange.Gone(name));
          Map<String, Entry> rest = new TreeMap<>(added());
          rest.remove(name);
          entries = joined(rest);
          log.atInfo().addKeyValue("api", name).log("API removed");
          return gone;
        });
  }

  /** Reads a description as {@link #add} would and tells what came of it; adds nothing. */
  Validation validate(Registration.Source source, Optional<String> baseUrl) {
    try {
      Described described = descriptions.read(source, baseUrl);
      return new Validation(
          described.accessible(), described.tools().size(), List.of(), described.warnings());
    } catch (UnusableException e) {
      return new Validation(false, 0, List.of(e.explanation()), List.of());
    }
  }

  /** What came of the last validation of {@code entry}. */
  Validation lastValidation(Entry entry) {
    return new Validation(
        entry.accessible(),
        entry.tools().size(),
        entry.validationError().map(List::of).orElse(List.of()),
        List.of());
  }

  /**
   * Fetches the description of an added API anew and takes over what it says; if that fails, the
   * tools stay and the entry says that it failed. An API whose description was sent stays as it is.
   */
  Validation revalidate(Entry entry) {
    if (entry.own() || entry.openapiUrl().isEmpty()) {
      return lastValidation(entry);
    }
    Registration.Source source =
        new Registration.Source.Address(URI.create(entry.openapiUrl().get()));
    Optional<String> given = entry.baseUrlGiven() ? Optional.of(entry.baseUrl()) : Optional.empty();
    try {
      Described described = descriptions.read(source, given);
      keepUnlessChanged(entry, validated(entry, described));
      return new Validation(
          described.accessible(), described.tools().size(), List.of(), described.warnings());
    } catch (UnusableException e) {
      keepUnlessChanged(entry, entry.failed(e.explanation(), clock.instant()));
      return new Validation(false, entry.tools().size(), List.of(e.explanation()), List.of());
    }
  }

  private Entry validated(Entry entry, Described described) {
    Instant now = clock.instant();
    boolean sameTools = entry.tools().equals(described.tools());
    boolean same = sameTools && entry.baseUrl().equals(described.baseUrl());
    return new Entry(
        entry.id(),
        entry.name(),
        entry.profile(),
        described.version(),
        described.baseUrl(),
        entry.baseUrlGiven(),
        entry.openapiUrl(),
        Optional.empty(),
        described.accessible(),
        entry.created(),
        same ? entry.updated() : now,
        now,
        sameTools ? entry.tools() : described.tools(),
        false);
  }

  /** Whoever replaced or removed the API meanwhile knew better. */
  private void keepUnlessChanged(Entry before, Entry after) {
    change(
        () ->
            find(after.name()).filter(now -> now.equals(before)).isPresent()
                ? keep(after, "API validated")
                : after);
  }

  private Described describe(Registration.Source source, Optional<String> baseUrl) {
    try {
      return descriptions.read(source, baseUrl);
    } catch (UnusableException e) {
      String member = source instanceof Registration.Source.Address ? "openapi_url" : "openapi";
      throw RegistryException.fault("value_error", List.of("body", member), e.explanation());
    }
  }

  private Entry entry(int id, Registration registration, Described described, Instant created) {
    Instant now = clock.instant();
    Optional<String> address =
        registration.source() instanceof Registration.Source.Address(URI from)
            ? Optional.of(from.toString())
            : Optional.empty();
    return new Entry(
        id,
        registration.name(),
        registration.profile(),
        described.version(),
        described.baseUrl(),
        registration.baseUrl().isPresent(),
        address,
        Optional.empty(),
        described.accessible(),
        created,
        now,
        now,
        described.tools(),
        false);
  }

  private Entry keep(Entry entry, String event) {
    long others =
        added().values().stream()
            .filter(each -> !each.name().equals(entry.name()))
            .mapToLong(Entry::size)
            .sum();
    if (others + entry.size() > MOST_CHARACTERS) {
      throw new RegistryException(
          409, "The tools of all added APIs are too much; remove an API that nobody needs first");
    }
    commit(
        new CatalogueChange.OfEntry(
            new CatalogueEntry(
                entry.name(), EntryJson.kept(entry), entry.created(), entry.updated())));
    Map<String, Entry> next = new TreeMap<>(added());
    next.put(entry.name(), entry);
    entries = joined(next);
    log.atInfo()
        .addKeyValue("api", entry.name())
        .addKeyValue("tools", entry.tools().size())
        .addKeyValue("status", entry.status().word())
        .log(event);
    return entry;
  }

  private void commit(CatalogueChange change) {
    try {
      journal.commit(List.of(change));
    } catch (JournalException e) {
      log.atError().setCause(e).log("a change of the registry could not be kept");
      throw new RegistryException(
          503, "The change could not be kept and was not made: the store cannot be written");
    }
  }

  private void checkFree(String name) {
    if (entries.containsKey(name)) {
      throw new RegistryException(400, "API '" + name + "' already exists");
    }
  }

  private Entry checkChangeable(String name) {
    if (own.containsKey(name)) {
      throw new RegistryException(
          409, "API '" + name + "' is this server's own: it cannot be replaced or removed");
    }
    return find(name).orElseThrow(() -> RegistryException.absent(name));
  }

  private Map<String, Entry> added() {
    Map<String, Entry> added = new TreeMap<>(entries);
    added.keySet().removeAll(own.keySet());
    return added;
  }

  private Map<String, Entry> joined(Map<String, Entry> added) {
    Map<String, Entry> all = new LinkedHashMap<>(own);
    added.forEach(all::putIfAbsent);
    return Collections.unmodifiableMap(all);
  }

  private Entry change(Supplier<Entry> change) {
    changing.lock();
    try {
      return change.get();
    } finally {
      changing.unlock();
    }
  }
}
