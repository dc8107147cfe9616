package dev.rollcall.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.SimpleValidationReportFormat;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A client that holds each answer against the description that the server gave of itself: its
 * status is told, its body and headers fit the schema, and it has no field that is not told. A
 * request that was answered with 2xx has to fit too.
 */
final class Asker {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI origin;
  private final Description description;
  private final OpenApiInteractionValidator validator;
  private final List<Seen> seen = new ArrayList<>();

  /** An answer that was given. */
  record Seen(Description.Operation operation, int status, JsonNode body) {}

  /** An answer, as its receiver may use it. */
  record Answer(int status, JsonNode body, Map<String, List<String>> headers) {
    Answer is(int expected) {
      assertThat(status).as(body.toString()).isEqualTo(expected);
      return this;
    }

    /** A field of text. */
    String text(String name) {
      return body.get(name).asText();
    }

    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name)).map(List::getFirst);
    }
  }

  Asker(URI origin) {
    this.origin = origin;
    String json = fetch(origin.resolve("/openapi.json"));
    description = new Description(json);
    validator = OpenApiInteractionValidator.createForInlineApiSpecification(json).build();
  }

  Description description() {
    return description;
  }

  /** All answers so far, in their order. */
  List<Seen> seen() {
    return List.copyOf(seen);
  }

  static String basic(String user, String secret) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  /** The owner's credentials. */
  static String owner() {
    return basic(RollcallProcess.ACCOUNT, RollcallProcess.TOKEN);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  Answer get(String target) {
    return send("GET", target, Map.of("Authorization", owner()), "");
  }

  Answer delete(String target) {
    return send("DELETE", target, Map.of("Authorization", owner()), "");
  }

  /** Sends a form: names and values in turn. */
  Answer post(String target, String... form) {
    return post(target, Map.of(), form);
  }

  /** Sends a form with further headers. */
  Answer post(String target, Map<String, String> more, String... form) {
    List<String> fields = new ArrayList<>();
    for (int at = 0; at < form.length; at += 2) {
      fields.add(encoded(form[at]) + "=" + encoded(form[at + 1]));
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", owner());
    headers.put("Content-Type", FORM);
    headers.putAll(more);
    return send("POST", target, headers, String.join("&", fields));
  }

  Answer postJson(String target, String json) {
    return send(
        "POST", target, Map.of("Authorization", owner(), "Content-Type", "application/json"), json);
  }

  Answer send(String method, String target, Map<String, String> headers, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(origin.resolve(target))
            .timeout(PATIENCE)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    HttpResponse<String> response = exchange(request.build());
    check(method, target, headers, body, response);
    JsonNode content =
        response.headers().firstValue("Content-Type").orElse("").startsWith("application/json")
            ? Description.read(response.body())
            : Description.read("");
    seen.add(
        new Seen(
            description.operation(method, path(target).path()), response.statusCode(), content));
    return new Answer(response.statusCode(), content, response.headers().map());
  }

  private void check(
      String method,
      String target,
      Map<String, String> headers,
      String body,
      HttpResponse<String> response) {
    Target named = path(target);
    String what = method + " " + target + " " + body;
    Description.Operation operation = description.operation(method, named.path());
    assertThat(operation.statuses())
        .as(what + " answers " + response.body())
        .contains(response.statusCode());
    SimpleResponse.Builder answer =
        new SimpleResponse.Builder(response.statusCode()).withBody(response.body());
    response.headers().map().forEach(answer::withHeader);
    if (response.statusCode() >= 300) {
      accept(
          what,
          validator.validateResponse(named.path(), Request.Method.valueOf(method), answer.build()));
      return;
    }
    SimpleRequest.Builder asked = new SimpleRequest.Builder(method, named.path());
    named.query().forEach((name, values) -> asked.withQueryParam(name, values));
    headers.forEach(asked::withHeader);
    if (!body.isEmpty()) {
      asked.withBody(body);
    }
    accept(what, validator.validate(asked.build(), answer.build()));
  }

  private static void accept(String what, ValidationReport report) {
    assertThat(report.hasErrors())
        .as(what + "\n" + SimpleValidationReportFormat.getInstance().apply(report))
        .isFalse();
  }

  private record Target(String path, SequencedMap<String, List<String>> query) {}

  private static Target path(String target) {
    int mark = target.indexOf('?');
    SequencedMap<String, List<String>> query = new LinkedHashMap<>();
    if (mark >= 0) {
      for (String each : target.substring(mark + 1).split("&", -1)) {
        String[] pair = each.split("=", 2);
        query
            .computeIfAbsent(decoded(pair[0]), _ -> new ArrayList<>())
            .add(pair.length == 1 ? "" : decoded(pair[1]));
      }
    }
    return new Target(mark < 0 ? target : target.substring(0, mark), query);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private String fetch(URI address) {
    return exchange(HttpRequest.newBuilder(address).timeout(PATIENCE).build()).body();
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
