package dev.rollcall.rest.events;

import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.account.Proof;
import dev.rollcall.core.delivery.DeliveryRecords;
import dev.rollcall.core.delivery.LoggedEvent;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.JsonBytes;
import dev.rollcall.rest.door.AccountDoor;
import dev.rollcall.rest.door.Bell;
import dev.rollcall.rest.door.Places;
import dev.rollcall.rest.door.QueryArguments;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * The events of an account or of one of its conferences.
 *
 * <table>
 * <caption>What is served</caption>
 * <tr><td>{@code GET /rollcall/v1/events}</td><td>all events of the account, conferences' and
 * calls', each with a position that grows</td></tr>
 * <tr><td>{@code GET /rollcall/v1/conferences/{sid or name}/events}</td><td>those of one
 * conference, live or over, by sequence number; by name of the live one, or behind the conference
 * of that name of which the client had an event last</td></tr>
 * </table>
 *
 * <p>With {@code Accept: text/event-stream} the answer is a stream (WHATWG HTML §9.2): {@code id}
 * is the position, or of a conference's event its sid and sequence number, {@code event} its name
 * and {@code data} the event in JSON. It goes on behind {@code Last-Event-ID} or {@code after};
 * without either a conference's stream starts at its first event and the account's with what comes
 * next. A conference's stream ends after its last event; a client that has that one already is
 * answered with 204, which browsers take as the end.
 *
 * <p>Otherwise the answer is a list: at most {@code limit} (1 to 1000) events behind {@code after},
 * oldest first, with {@code next_after} for the next question. With {@code wait} (0 to 30 seconds)
 * an empty answer waits for an event.
 *
 * <p>No event is shown before lists show what it says. What belongs to another account is answered
 * exactly like what does not exist.
 */
public final class EventsDoor extends AccountDoor {
  /** Where it is to be mounted for the account's events. */
  public static final String MOUNT = "/rollcall/v1/events";

  /** Where it is to be mounted for a conference's events. */
  public static final String CONFERENCES_MOUNT = "/rollcall/v1/conferences";

  private static final int SEGMENTS_OF_MOUNT = 3;
  private static final int USUAL_LIMIT = 100;
  private static final int MAXIMUM_LIMIT = 1_000;
  private static final int MAXIMUM_WAIT_SECONDS = 30;
  private static final String STREAM_TYPE = "text/event-stream";
  private static final Set<String> PARAMETERS = Set.of("after", "limit", "wait");

  private final Accounts accounts;
  private final EventFeed feed;
  private final EventLog log;
  private final LongSupplier nanoTime;
  private final Places streams;
  private final Places waiting;
  private final EventStream eventStream;
  private final StartingPoints startingPoints;

  /**
   * The door over one log.
   *
   * @param feed is given each event that {@code roster} tells; whoever closes it ends all streams
   * @param nanoTime a clock for durations, such as {@link System#nanoTime}
   */
  public EventsDoor(
      Accounts accounts,
      Roster roster,
      DeliveryRecords records,
      EventFeed feed,
      EventSettings settings,
      LongSupplier nanoTime) {
    super(accounts);
    this.accounts = accounts;
    this.feed = feed;
    this.nanoTime = nanoTime;
    log = new EventLog(records, feed, roster);
    streams = new Places(settings.maxStreams(), settings.maxStreamsPerAccount());
    waiting = new Places(settings.maxWaiting(), settings.maxStreamsPerAccount());
    startingPoints = new StartingPoints(roster, log);
    eventStream = new EventStream(log, feed, settings.keepAlive(), nanoTime);
  }

  /** How many streams are open now. */
  public int openStreams() {
    return streams.taken();
  }

  /** How many may be open at once. */
  public int mostStreams() {
    return streams.most();
  }

  @Override
  protected HttpResponse answer(Proof proof, HttpRequest request) {
    AccountSid account = proof.account();
    List<String> path = request.segments();
    boolean all = path.size() == SEGMENTS_OF_MOUNT && path.getLast().equals("events");
    boolean ofOne =
        path.size() == SEGMENTS_OF_MOUNT + 2
            && path.get(SEGMENTS_OF_MOUNT - 1).equals("conferences")
            && path.getLast().equals("events");
    if (!all && !ofOne) {
      return noSuchResource(
          request,
          "There are "
              + MOUNT
              + ", "
              + CONFERENCES_MOUNT
              + "/{conference}/events and "
              + CONFERENCES_MOUNT
              + "/{conference}/quality.");
    }
    if (!request.method().equals("GET")) {
      return notAllowed("GET, HEAD");
    }
    QueryArguments query = QueryArguments.of(request, PARAMETERS);
    boolean streams = wantsStream(request);
    Optional<EventId> last = streams ? lastOfStream(request, query) : after(query);
    StartingPoint start =
        all
            ? startingPoints.ofAccount(account, last, streams ? log.end(account) : 0)
            : startingPoints.ofConference(account, path.get(SEGMENTS_OF_MOUNT), last);
    return (streams ? stream(start, proof) : list(start, request, query)).with("Vary", "Accept");
  }

  private static boolean wantsStream(HttpRequest request) {
    return request.headers().all("Accept").stream()
        .anyMatch(accepted -> accepted.toLowerCase(Locale.ROOT).contains(STREAM_TYPE));
  }

  private static Optional<EventId> lastOfStream(HttpRequest request, QueryArguments query) {
    return request
        .headers()
        .first("Last-Event-ID")
        .filter(id -> !id.isBlank())
        .map(id -> EventId.parse("Last-Event-ID", id.strip()))
        .or(() -> after(query));
  }

  private HttpResponse stream(StartingPoint start, Proof proof) {
    if (start.finished()) {
      return HttpResponse.empty(204);
    }
    EventSource source = start.source();
    AccountSid account = source.account();
    streams.check(account);
    return HttpResponse.stream(
            200,
            STREAM_TYPE,
            stream -> {
              // Without a place by now it ends at once, and who comes again is told why.
              if (!streams.enter(account)) {
                return;
              }
              try {
                eventStream.write(source, start.after(), stream, () -> accounts.isGood(proof));
              } finally {
                streams.exit(account);
              }
            })
        .with("X-Accel-Buffering", "no");
  }

  private HttpResponse list(StartingPoint start, HttpRequest request, QueryArguments query) {
    EventSource source = start.source();
    long after = start.after();
    int limit = (int) query.number("limit", 1, MAXIMUM_LIMIT).orElse(USUAL_LIMIT);
    Duration wait = Duration.ofSeconds(query.number("wait", 0, MAXIMUM_WAIT_SECONDS).orElse(0));
    EventLog.Stretch found = log.read(source, after, limit);
    if (found.events().isEmpty() && wait.isPositive()) {
      found = await(source, after, limit, wait, request);
    }
    return HttpResponse.json(200, json(source, after, found));
  }

  private EventLog.Stretch await(
      EventSource source, long after, int limit, Duration wait, HttpRequest request) {
    if (!waiting.enter(source.account())) {
      waiting.check(source.account());
      return new EventLog.Stretch(List.of(), false);
    }
    long began = nanoTime.getAsLong();
    AtomicBoolean abandoned = new AtomicBoolean();
    Bell bell = new Bell();
    feed.listen(source.subject(), bell);
    try {
      request.onAbandoned(
          () -> {
            abandoned.set(true);
            bell.ring();
          });
      while (true) {
        boolean over = log.isOver(source);
        EventLog.Stretch found = log.read(source, after, limit);
        Duration left = wait.minusNanos(nanoTime.getAsLong() - began);
        if (!found.events().isEmpty()
            || over
            || abandoned.get()
            || feed.isClosed()
            || !left.isPositive()) {
          return found;
        }
        bell.await(left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new EventLog.Stretch(List.of(), false);
    } finally {
      feed.forget(source.subject(), bell);
      waiting.exit(source.account());
    }
  }

  private static Optional<EventId> after(QueryArguments query) {
    return query.text("after").map(text -> EventId.parse("after", text));
  }

  private static byte[] json(EventSource source, long after, EventLog.Stretch found) {
    long next =
        Optional.of(found.events())
            .filter(events -> !events.isEmpty())
            .map(events -> source.number(events.getLast()))
            .orElse(after);
    return JsonBytes.write(
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("events");
          for (LoggedEvent.Positioned event : found.events()) {
            EventJson.write(json, event);
          }
          json.writeEndArray();
          switch (source) {
            case EventSource.OfAccount _ -> json.writeNumberProperty("next_after", next);
            case EventSource.OfConference _ ->
                json.writeStringProperty("next_after", source.id(next));
          }
          json.writeBooleanProperty("has_more", found.more());
          json.writeEndObject();
        });
  }
}
