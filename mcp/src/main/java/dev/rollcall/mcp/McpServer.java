package dev.rollcall.mcp;

import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.mcp.wire.MalformedMessageException;
import dev.rollcall.mcp.wire.Message;
import dev.rollcall.mcp.wire.MessageReader;
import dev.rollcall.mcp.wire.RequestId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Serves an application to MCP clients of both eras: those of 2026-07-28, whose requests stand
 * alone, and those of 2025-03-26 to 2025-11-25, which begin with a handshake. Safe for use by many
 * threads.
 *
 * @param <P> who calls
 */
public final class McpServer<P> implements AutoCloseable {
  private static final long LONGEST_CLOSE_MILLIS = 2_000;
  private static final long SWEEP_SECONDS = 30;

  private final ScheduledThreadPoolExecutor scheduler;
  private final Engine<P> engine;
  private final CallRunner runner;
  private final Listeners<P> listeners = new Listeners<>();
  private final StreamPlaces places;
  private final Application<P> application;
  private final McpSettings settings;
  private final CallRates rates;
  private final Sessions<P> sessions;
  private final ModernEra<P> modern;
  private final LegacyEra<P> legacy;

  /**
   * A server of {@code application}.
   *
   * @param random where session ids and the key for what clients carry come from; to be one whose
   *     numbers nobody can guess
   */
  public McpServer(
      Application<P> application,
      McpSettings settings,
      InstantSource clock,
      RandomGenerator random) {
    this.application = application;
    this.settings = settings;
    rates = new CallRates(settings, clock);
    scheduler =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("mcp deadlines").factory());
    scheduler.setRemoveOnCancelPolicy(true);
    runner = new CallRunner(new Deadlines(scheduler, settings.callTimeout()));
    engine = new Engine<>(application, settings, runner);
    places = new StreamPlaces(settings);
    sessions = new Sessions<>(settings, clock, random, listeners);
    modern =
        new ModernEra<>(
            application,
            engine,
            new Listening<>(application, settings, listeners, places),
            new Sealer(clock, random, settings.stateLifetime()),
            settings);
    legacy = new LegacyEra<>(application, settings, engine, sessions, listeners, places, clock);
    Future<?> _ =
        scheduler.scheduleWithFixedDelay(
            sessions::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
  }

  /** Tells those who watch {@code uri}, and still may, that it holds something else now. */
  public void resourceUpdated(String uri) {
    listeners.resourceUpdated(uri);
  }

  /** Tells those who listen that there are other resources now. */
  public void resourcesChanged() {
    listeners.listChanged(Change.OfList.RESOURCES);
  }

  /** Tells those who listen that there are other tools now. */
  public void toolsChanged() {
    listeners.listChanged(Change.OfList.TOOLS);
  }

  /** Tells those who listen that there are other prompts now. */
  public void promptsChanged() {
    listeners.listChanged(Change.OfList.PROMPTS);
  }

  /**
   * The tools of {@code catalogue} as {@code tools/list} sends them: each object read from those
   * very bytes.
   *
   * @throws McpException with -32603 if the application has defined the catalogue wrongly
   */
  public List<ObjectNode> published(Catalogue<P> catalogue, Revision revision) throws McpException {
    return engine.published(catalogue, revision);
  }

  public McpStatistics statistics() {
    return new McpStatistics(sessions.count(), places.open(), runner.running(), engine.answered());
  }

  /** Ends streams in good order and sessions; calls under way in them are cancelled. */
  @Override
  public void close() {
    listeners.close();
    sessions.close();
    try {
      places.awaitNone(LONGEST_CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    scheduler.shutdownNow();
  }

  /** Answers a POST. */
  HttpResponse post(P caller, HttpRequest http) {
    engine.countAnswer();
    try {
      JsonNode body = MessageReader.parse(http.body());
      if (body instanceof ArrayNode array && !isModern(http, Optional.empty())) {
        Duration wait = rates.take(application.identity(caller), array.size());
        return wait.isZero()
            ? legacy.answerBatch(caller, array, http)
            : tooFast(Optional.empty(), wait);
      }
      Message message = MessageReader.message(body);
      Duration wait = rates.take(application.identity(caller), 1);
      return wait.isZero() ? answer(caller, message, http) : tooFast(message.answerId(), wait);
    } catch (MalformedMessageException e) {
      return HttpResponse.json(
          400,
          Envelope.fault(e.id(), Answer.refusal(400, e.code(), String.valueOf(e.getMessage()))));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return refusal(503, Answer.INTERNAL_ERROR, "The server is stopping.");
    }
  }

  /** Answers a GET, which opens the stream of a session. */
  HttpResponse get(P caller, HttpRequest http) {
    if (isModern(http, Optional.empty())) {
      return onlyPost();
    }
    Duration wait = rates.take(application.identity(caller), 1);
    return wait.isZero() ? legacy.openStream(caller, http) : tooFast(Optional.empty(), wait);
  }

  /** Answers a DELETE, which ends a session. */
  HttpResponse delete(P caller, HttpRequest http) {
    return isModern(http, Optional.empty()) ? onlyPost() : legacy.delete(caller, http);
  }

  private HttpResponse answer(P caller, Message message, HttpRequest http)
      throws InterruptedException {
    return switch (message) {
      case Message.Request request when isModern(http, Optional.of(request.params())) ->
          modern.answer(caller, request, http);
      case Message.Notification(String method, ObjectNode params)
          when isModern(http, Optional.of(params)) ->
          method.startsWith("notifications/")
              ? HttpResponse.empty(202)
              : refusal(400, Answer.INVALID_REQUEST, "A request must have an id.");
      case Message.Response _ when isModern(http, Optional.empty()) ->
          refusal(400, Answer.INVALID_REQUEST, "Responses are not sent to servers in 2026-07-28.");
      default -> legacy.answer(caller, message, http);
    };
  }

  private static boolean isModern(HttpRequest http, Optional<ObjectNode> params) {
    return http.headers()
            .first(ModernHeaders.VERSION)
            .map(String::strip)
            .equals(Optional.of(Revision.V2026_07_28.text()))
        || params.map(some -> some.path(Meta.KEY).has(Meta.PROTOCOL_VERSION)).orElse(false);
  }

  private HttpResponse tooFast(Optional<RequestId> id, Duration wait) {
    long seconds = wait.plusNanos(999_999_999).toSeconds();
    String message =
        "You send more than "
            + settings.callsPerSecond()
            + " requests per second, which is all a caller may. This one was not processed; send it"
            + " again in "
            + seconds
            + " s.";
    return HttpResponse.json(429, Envelope.fault(id, Answer.refusal(429, Answer.TOO_MANY, message)))
        .with("Retry-After", Long.toString(seconds));
  }

  private static HttpResponse onlyPost() {
    return refusal(405, Answer.INVALID_REQUEST, "2026-07-28 uses POST only.").with("Allow", "POST");
  }

  private static HttpResponse refusal(int status, int code, String message) {
    return HttpResponse.json(
        status, Envelope.fault(Optional.empty(), Answer.refusal(status, code, message)));
  }
}
