package dev.rollcall.registry;

import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.Origin;
import dev.rollcall.pages.Look;
import dev.rollcall.pages.Preferences;
import dev.rollcall.pages.Rendered;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who answers what is asked of a registry at which path. */
final class RegistryRoutes {
  private static final String READING = "GET, HEAD";
  private static final String MARKDOWN = ".md";

  private final Registry registry;
  private final Reading reading;
  private final Pages pages;
  private final Predicate<HttpRequest> administrator;

  RegistryRoutes(Registry registry, Look look, Predicate<HttpRequest> administrator) {
    this.registry = registry;
    this.administrator = administrator;
    reading = new Reading(registry);
    pages = new Pages(registry, look);
  }

  Pages pages() {
    return pages;
  }

  HttpResponse answer(HttpRequest request) {
    List<String> segments = request.segments();
    List<String> path =
        segments.getLast().isEmpty() ? segments.subList(0, segments.size() - 1) : segments;
    boolean page = path.getFirst().startsWith("registry") && isForPeople(request, path);
    try {
      return route(request, path, page);
    } catch (RegistryException e) {
      return page
          ? pages.refusal(e.status(), e.explanation(), isMarkdown(request, path))
          : Answers.refusal(e).with("Cache-Control", "no-store");
    }
  }

  private HttpResponse route(HttpRequest request, List<String> path, boolean page) {
    return switch (path.getFirst()) {
      case "api" ->
          path.size() >= 2 && path.get(1).equals("v1")
              ? api(request, path.subList(2, path.size()))
              : nothingHere();
      case "search" ->
          path.size() == 1 ? read(request, "", () -> reading.search(request)) : nothingHere();
      case "registry", "registry.md" ->
          page ? page(request, path) : atRoot(request, path.subList(1, path.size()));
      default -> nothingHere();
    };
  }

  private HttpResponse atRoot(HttpRequest request, List<String> path) {
    return switch (path.size()) {
      case 0 -> read(request, "Accept", () -> reading.list(request));
      case 1 -> read(request, "Accept", () -> reading.entry(request, path.getFirst()));
      default -> nothingHere();
    };
  }

  private HttpResponse page(HttpRequest request, List<String> path) {
    if (!request.method().equals("GET")) {
      return Answers.notAllowed(READING);
    }
    boolean markdown = isMarkdown(request, path);
    String last =
        path.getLast().endsWith(MARKDOWN)
            ? path.getLast().substring(0, path.getLast().length() - MARKDOWN.length())
            : path.getLast();
    String origin = Origin.of(request);
    return switch (path.size()) {
      case 1 -> pages.catalogue(request, markdown);
      case 2 -> pages.api(request, reading.existing(last).at(origin), origin, markdown);
      default ->
          pages.tool(request, reading.existing(path.get(1)).at(origin), last, origin, markdown);
    };
  }

  /** Whether the answer is a page: somebody asks for HTML or Markdown, or for what only is one. */
  private static boolean isForPeople(HttpRequest request, List<String> path) {
    boolean tool = path.size() == 4 && path.get(2).equals("tools");
    return path.size() <= 2
        ? path.getLast().endsWith(MARKDOWN) || Preferences.asksForPage(request)
        : tool;
  }

  private static boolean isMarkdown(HttpRequest request, List<String> path) {
    return path.getLast().endsWith(MARKDOWN) || Preferences.prefersMarkdown(request);
  }

  private HttpResponse api(HttpRequest request, List<String> path) {
    String first = path.isEmpty() ? "" : path.getFirst();
    return switch (path.size()) {
      case 0 -> read(request, "", reading::root);
      case 1 ->
          switch (first) {
            case "registry" -> collection(request);
            case "search" -> read(request, "", () -> reading.search(request));
            case "categories" -> read(request, "", reading::categories);
            case "stats" -> read(request, "", reading::statistics);
            case "health" -> read(request, "", reading::health);
            case "validate" -> validate(request);
            default -> nothingHere();
          };
      case 2 ->
          switch (first) {
            case "registry" -> single(request, path.getLast());
            case "categories" ->
                read(request, "", () -> reading.ofCategory(request, path.getLast()));
            default -> nothingHere();
          };
      case 3 ->
          first.equals("registry") && path.getLast().equals("status")
              ? status(request, path.get(1))
              : nothingHere();
      default -> nothingHere();
    };
  }

  private HttpResponse collection(HttpRequest request) {
    return switch (request.method()) {
      case "POST" ->
          changing(
              request,
              () -> {
                Registration registration =
                    RegistrationReader.read(body(request), Optional.empty());
                Entry added = registry.add(registration);
                return HttpResponse.json(201, EntryJson.whole(added))
                    .with("Location", "/api/v1/registry/" + added.name());
              });
      case "GET" -> read(request, "", () -> reading.list(request));
      default -> Answers.notAllowed(READING + ", POST");
    };
  }

  private HttpResponse single(HttpRequest request, String given) {
    String name = given.strip().toLowerCase(Locale.ROOT);
    return switch (request.method()) {
      case "PUT" ->
          changing(
              request,
              () -> {
                Registration registration =
                    RegistrationReader.read(body(request), Optional.of(name));
                return HttpResponse.json(200, EntryJson.whole(registry.replace(registration)));
              });
      case "DELETE" ->
          changing(
              request,
              () -> {
                registry.remove(name);
                reading.forget(name);
                return HttpResponse.json(
                    200,
                    Answers.object(
                        json ->
                            json.writeStringProperty(
                                "message", "API '" + name + "' deleted successfully")));
              });
      case "GET" -> read(request, "", () -> reading.entry(request, given));
      default -> Answers.notAllowed(READING + ", PUT, DELETE");
    };
  }

  private HttpResponse validate(HttpRequest request) {
    if (!request.method().equals("POST")) {
      return Answers.notAllowed("POST");
    }
    return changing(
        request,
        () -> {
          RegistrationReader.Question question = RegistrationReader.question(body(request));
          return HttpResponse.json(
              200, Answers.validation(registry.validate(question.source(), question.baseUrl())));
        });
  }

  /** An administrator has the API validated again; others are told what came of it last. */
  private HttpResponse status(HttpRequest request, String name) {
    if (!request.method().equals("GET")) {
      return Answers.notAllowed(READING);
    }
    Entry entry = reading.existing(name);
    Validation validation =
        administrator.test(request) ? registry.revalidate(entry) : registry.lastValidation(entry);
    return HttpResponse.json(200, Answers.validation(validation)).with("Cache-Control", "no-store");
  }

  private HttpResponse read(HttpRequest request, String varies, Answer answer) {
    return request.method().equals("GET")
        ? answer.render().answer(request, varies)
        : Answers.notAllowed(READING);
  }

  private HttpResponse changing(HttpRequest request, Change change) {
    if (!administrator.test(request)) {
      return Answers.refusal(
              401, "Only an administrator changes the registry: send user and password")
          .with("WWW-Authenticate", "Basic realm=\"Rollcall\"");
    }
    return change.carryOut().with("Cache-Control", "no-store");
  }

  /** Only what is declared as JSON: pages of others cannot send that without being asked first. */
  private static JsonNode body(HttpRequest request) {
    if (!request.mediaType().equals("application/json")) {
      throw new RegistryException(415, "The body must be sent as Content-Type application/json");
    }
    try {
      return JsonMapper.shared().readTree(request.body());
    } catch (JacksonException e) {
      throw RegistryException.fault(
          "json_invalid", List.of("body"), "JSON decode error: the body is not well-formed JSON");
    }
  }

  private static HttpResponse nothingHere() {
    return Answers.refusal(404, "Not Found");
  }

  @FunctionalInterface
  private interface Answer {
    Rendered render();
  }

  @FunctionalInterface
  private interface Change {
    HttpResponse carryOut();
  }
}
