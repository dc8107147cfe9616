package dev.rollcall.rest;

import dev.rollcall.core.account.Proof;
import dev.rollcall.http.HttpRequest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Writes a line for each request: what changes is news, what reads is detail. */
final class RequestLog {
  private final Logger log;

  RequestLog(Logger log) {
    this.log = log;
  }

  void answered(HttpRequest request, Optional<Proof> proof, int status, long nanos) {
    Level level = level(request, status);
    if (!log.isEnabledForLevel(level)) {
      return;
    }
    Optional<Route> route = route(request);
    LoggingEventBuilder line = log.atLevel(level).addKeyValue("request", request.id());
    line = adding(line, "account", proof.map(Proof::account));
    line = adding(line, "conference", route.flatMap(Route::conferenceText));
    line = adding(line, "call", route.flatMap(Route::callText));
    line = InstigatorKeys.on(line);
    line.addKeyValue("method", request.method())
        .addKeyValue("path", request.path())
        .addKeyValue("status", status)
        .addKeyValue("micros", nanos / 1_000)
        .log("REST request answered");
  }

  private static LoggingEventBuilder adding(
      LoggingEventBuilder line, String key, Optional<?> value) {
    return value.isPresent() ? line.addKeyValue(key, value.get()) : line;
  }

  private static Optional<Route> route(HttpRequest request) {
    try {
      return Route.parse(request.segments()).map(Route.Address::route);
    } catch (ApiException _) {
      return Optional.empty();
    }
  }

  private static Level level(HttpRequest request, int status) {
    if (status >= 500) {
      return Level.WARN;
    }
    return request.method().equals("GET") || status == 401 ? Level.DEBUG : Level.INFO;
  }
}
