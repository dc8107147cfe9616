package dev.rollcall.rest.quality;

import dev.rollcall.http.HttpHandler;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.Refusal;
import dev.rollcall.rest.events.EventsDoor;
import java.util.List;

/**
 * What is told of one conference below {@value #MOUNT}: paths that end in {@code quality} lead to
 * one door, all others to the door of events, which says what there is.
 */
public final class ConferenceDoors implements HttpHandler {
  /** Where it is to be mounted. */
  public static final String MOUNT = EventsDoor.CONFERENCES_MOUNT;

  private final HttpHandler quality;
  private final HttpHandler events;

  public ConferenceDoors(HttpHandler quality, HttpHandler events) {
    this.quality = quality;
    this.events = events;
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    List<String> path = request.segments();
    boolean ofQuality = !path.isEmpty() && path.getLast().equals(QualityDoor.NAME);
    return (ofQuality ? quality : events).handle(request);
  }

  @Override
  public HttpResponse refuse(Refusal refusal) {
    return events.refuse(refusal);
  }
}
