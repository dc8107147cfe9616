package dev.rollcall.registry;

import dev.rollcall.core.catalogue.CatalogueEntry;
import dev.rollcall.core.catalogue.CatalogueRecords;
import dev.rollcall.core.journal.Journal;
import dev.rollcall.http.HttpHandler;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.Refusal;
import dev.rollcall.http.client.Fetcher;
import dev.rollcall.http.client.FetcherSettings;
import dev.rollcall.pages.Look;
import dev.rollcall.pages.PagePolicy;
import dev.rollcall.pages.ToolGroup;
import dev.rollcall.pages.ToolLink;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A registry of the Open Context Protocol. Agents find there by name what tools an API has and
 * where it is called: this server's own APIs, and those that an administrator added.
 *
 * <p>Everything is below {@code /api/v1}. The three questions that agents ask are answered at the
 * root as well, because the stock Python agent drops the path of its registry's address. There, who
 * names {@code text/html} or {@code text/markdown} in {@code Accept} gets pages for people; they
 * are readable as Markdown too, at the same address with {@code .md} behind it.
 *
 * <p>Reading is open to everybody: there is nothing in it that is secret. Adding, replacing,
 * removing and validating is for administrators. Errors are in the shape of FastAPI.
 */
public final class RegistryDoor implements HttpHandler {
  /** Where it is to be mounted. */
  public static final List<String> MOUNTS =
      List.of("/api/v1", "/registry", "/registry.md", "/search");

  private static final String CLOSED =
      "The registry is closed: what it is made of could not be read when the server started; the"
          + " server's log says why";

  private static final Logger log = LoggerFactory.getLogger(RegistryDoor.class);

  private final CompletableFuture<RegistryRoutes> opening;

  /**
   * A registry with what is kept. Reading descriptions takes a while: it goes on after this, and
   * who asks before it is done waits for it. If this server's own description cannot be read, that
   * is logged, and every question is answered with 500.
   *
   * @param journal where added APIs are kept
   * @param records what was kept; asked here and never again
   * @param ownDescription this server's own OpenAPI description for clients that reach it at an
   *     origin such as {@code http://127.0.0.1:8080}; asked once, from another thread, since the
   *     tools are the same at every origin
   * @param fetcher fetches descriptions; made with {@link #fetcherSettings}
   * @param look how pages look and what stands around them
   * @param administrator whether a request comes from somebody who may change the registry
   */
  public RegistryDoor(
      Journal journal,
      CatalogueRecords records,
      Function<String, JsonNode> ownDescription,
      Fetcher fetcher,
      Look look,
      Predicate<HttpRequest> administrator,
      InstantSource clock) {
    List<CatalogueEntry> kept = records.entries();
    Instant now = clock.instant();
    opening =
        CompletableFuture.supplyAsync(
                () -> {
                  List<Entry> own = OwnEntries.of(ownDescription.apply("http://localhost"), now);
                  return new RegistryRoutes(
                      new Registry(own, journal, kept, new Descriptions(fetcher), clock),
                      look,
                      administrator);
                },
                reading -> Thread.ofVirtual().name("registry-opening").start(reading))
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    log.atError().setCause(failure).log("the registry could not be opened");
                  }
                });
  }

  /** The limits within which descriptions are fetched: 8 MiB and 30 seconds. */
  public static FetcherSettings fetcherSettings(boolean allowPrivateTargets) {
    return Descriptions.settings(allowPrivateTargets);
  }

  /** This server's own APIs, with the pages of their tools; none if the registry is closed. */
  public List<ToolGroup> ownApis() {
    return opened().map(routes -> routes.pages().own()).orElse(List.of());
  }

  /** The pages of the APIs that administrators added; none if the registry is closed. */
  public List<ToolLink> addedApis() {
    return opened().map(routes -> routes.pages().added()).orElse(List.of());
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    return PagePolicy.typed(answer(request));
  }

  private HttpResponse answer(HttpRequest request) {
    return opened()
        .map(routes -> routes.answer(request))
        .orElseGet(() -> Answers.refusal(500, CLOSED).with("Cache-Control", "no-store"));
  }

  /** Empty if the registry could not be opened. */
  private Optional<RegistryRoutes> opened() {
    try {
      return Optional.of(opening.join());
    } catch (CompletionException _) {
      return Optional.empty();
    }
  }

  @Override
  public HttpResponse refuse(Refusal refusal) {
    return Answers.refusal(refusal.status(), refusal.message());
  }
}
