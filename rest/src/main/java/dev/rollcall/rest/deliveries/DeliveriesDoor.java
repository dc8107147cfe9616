package dev.rollcall.rest.deliveries;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.account.Proof;
import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.DeliveryFilter;
import dev.rollcall.core.delivery.DeliveryId;
import dev.rollcall.core.delivery.DeliveryRecords;
import dev.rollcall.core.delivery.Subject;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.paging.Cursor;
import dev.rollcall.core.paging.Keyset;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.paging.Slice;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.JsonBytes;
import dev.rollcall.rest.administration.ListQuery;
import dev.rollcall.rest.door.AccountDoor;
import dev.rollcall.rest.door.Places;
import dev.rollcall.rest.door.QueryArguments;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/**
 * The log of deliveries: what was sent to an app's callbacks, how often it was tried and what came
 * of it.
 *
 * <table>
 * <caption>What is served below {@value #MOUNT}</caption>
 * <tr><td>{@code GET}</td><td>deliveries, newest first; {@code state} (pending, delivered, failed)
 * and either {@code conference} or {@code call} choose, {@code limit} (1 to 200) and {@code cursor}
 * page</td></tr>
 * <tr><td>{@code GET /{id}}</td><td>one, with the parameters that are sent</td></tr>
 * <tr><td>{@code POST /{id}/retry}</td><td>tries a failed one again; answered with 202 at
 * once</td></tr>
 * </table>
 *
 * <p>With {@code Accept: text/event-stream} the list's place answers with a stream (WHATWG HTML
 * §9.2): first {@code ready}, then a {@code delivery} for each that is new or has changed, as in
 * the list. It has no memory: who reads the list after {@code ready} misses nothing, and does so
 * again when the stream has ended.
 *
 * <p>Addresses are shown without user information, query and fragment. What belongs to another
 * account is answered exactly like what does not exist.
 */
public final class DeliveriesDoor extends AccountDoor {
  /** Where it is to be mounted. */
  public static final String MOUNT = "/rollcall/v1/deliveries";

  /** How many may follow the log at once; the server keeps as many places for streams. */
  public static final int MOST_STREAMS = 128;

  private static final int MOST_STREAMS_PER_ACCOUNT = 32;
  private static final String STREAM_TYPE = "text/event-stream";
  private static final int SEGMENTS_OF_MOUNT = 3;
  private static final Set<String> FILTERS = Set.of("state", "conference", "call");

  private final Accounts accounts;
  private final DeliveryRecords records;
  private final DeliveryStream deliveryStream;
  private final Places streams = new Places(MOST_STREAMS, MOST_STREAMS_PER_ACCOUNT);
  private final Redelivery redelivery;

  /**
   * The door over these records.
   *
   * @param feed is given each delivery that is new or has changed; whoever closes it ends all
   *     streams
   */
  public DeliveriesDoor(
      Accounts accounts, DeliveryRecords records, Redelivery redelivery, DeliveryFeed feed) {
    super(accounts);
    this.accounts = accounts;
    deliveryStream = new DeliveryStream(feed);
    this.records = records;
    this.redelivery = redelivery;
  }

  @Override
  protected HttpResponse answer(Proof proof, HttpRequest request) {
    AccountSid account = proof.account();
    List<String> path = request.segments().subList(SEGMENTS_OF_MOUNT, request.segments().size());
    boolean read = request.method().equals("GET");
    return switch (path.size()) {
      case 0 -> {
        if (!read) {
          yield notAllowed("GET, HEAD");
        }
        yield (wantsStream(request) ? stream(proof, request) : list(account, request))
            .with("Vary", "Accept");
      }
      case 1 -> read ? one(account, request, path.getFirst()) : notAllowed("GET, HEAD");
      case 2 -> {
        if (!path.getLast().equals("retry")) {
          yield unknown(request);
        }
        yield request.method().equals("POST")
            ? retry(account, request, path.getFirst())
            : notAllowed("POST");
      }
      default -> unknown(request);
    };
  }

  private static HttpResponse unknown(HttpRequest request) {
    return noSuchResource(
        request, "There are " + MOUNT + ", " + MOUNT + "/{id} and " + MOUNT + "/{id}/retry.");
  }

  /** How many streams are open now. */
  public int openStreams() {
    return streams.taken();
  }

  private static boolean wantsStream(HttpRequest request) {
    return request.headers().all("Accept").stream()
        .anyMatch(accepted -> accepted.toLowerCase(Locale.ROOT).contains(STREAM_TYPE));
  }

  private HttpResponse stream(Proof proof, HttpRequest request) {
    QueryArguments.of(request, Set.of());
    AccountSid account = proof.account();
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
                deliveryStream.write(account, stream, () -> accounts.isGood(proof));
              } finally {
                streams.exit(account);
              }
            })
        .with("X-Accel-Buffering", "no");
  }

  private HttpResponse list(AccountSid account, HttpRequest request) {
    Seek<UUID> asked = ListQuery.of(request, FILTERS);
    DeliveryFilter filter = filter(QueryArguments.of(request, ListQuery.with(FILTERS)));
    Slice<Delivery> page =
        Slice.read(
            asked,
            seek ->
                records.deliveries(
                    account, filter, new Keyset(seek.from().map(Cursor::after), seek.limit())));
    Optional<String> next =
        page.hasNext()
            ? Optional.of(ListQuery.cursor(page.items().getLast().id().id()))
            : Optional.empty();
    return HttpResponse.json(
        200,
        JsonBytes.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("deliveries");
              for (Delivery delivery : page.items()) {
                json.writeStartObject();
                DeliveryFields.write(json, delivery);
                json.writeEndObject();
              }
              json.writeEndArray();
              json.writeName("next_cursor");
              next.ifPresentOrElse(json::writeString, json::writeNull);
              json.writeEndObject();
            }));
  }

  private static DeliveryFilter filter(QueryArguments query) {
    Optional<Delivery.State> state = query.text("state").map(DeliveriesDoor::state);
    Optional<Subject> conference =
        query
            .text("conference")
            .map(
                text ->
                    new Subject.OfConference(
                        ConferenceSid.parse(text)
                            .orElseThrow(() -> noSid("conference", "CF", text))));
    Optional<Subject> call =
        query
            .text("call")
            .map(
                text ->
                    new Subject.OfCall(
                        CallSid.parse(text).orElseThrow(() -> noSid("call", "CA", text))));
    if (conference.isPresent() && call.isPresent()) {
      throw QueryArguments.invalid(
          "Give either conference or call: a delivery is about one or the other.");
    }
    return new DeliveryFilter(state, conference.or(() -> call));
  }

  private static Delivery.State state(String text) {
    return Arrays.stream(Delivery.State.values())
        .filter(each -> DeliveryFields.name(each).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                QueryArguments.invalid(
                    "state must be pending, delivered or failed, not '"
                        + QueryArguments.shown(text)
                        + "'."));
  }

  private static RuntimeException noSid(String name, String prefix, String text) {
    return QueryArguments.invalid(
        name
            + " must be a sid, "
            + prefix
            + " and 32 hexadecimal digits, not '"
            + QueryArguments.shown(text)
            + "'.");
  }

  private HttpResponse one(AccountSid account, HttpRequest request, String id) {
    QueryArguments.of(request, Set.of());
    Delivery delivery =
        DeliveryId.parse(id)
            .flatMap(named -> records.delivery(account, named))
            .orElseThrow(DeliveriesDoor::absent);
    return whole(200, delivery);
  }

  private HttpResponse retry(AccountSid account, HttpRequest request, String id) {
    QueryArguments.of(request, Set.of());
    DeliveryId named = DeliveryId.parse(id).orElseThrow(DeliveriesDoor::absent);
    return whole(202, redelivery.retry(account, named));
  }

  private static HttpResponse whole(int status, Delivery delivery) {
    return HttpResponse.json(
        status,
        JsonBytes.write(
            (JsonGenerator json) -> {
              json.writeStartObject();
              DeliveryFields.write(json, delivery);
              DeliveryFields.parameters(json, delivery);
              json.writeEndObject();
            }));
  }

  private static RefusedException absent() {
    return new RefusedException(
        Problem.DELIVERY_NOT_FOUND,
        "There is no such delivery; list the deliveries to see their ids. They are forgotten after"
            + " some time.");
  }
}
