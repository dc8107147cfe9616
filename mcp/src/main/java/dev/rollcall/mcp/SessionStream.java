package dev.rollcall.mcp;

import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.ResponseStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/** The stream that an older client opens with GET to be told of changes; a newer one takes over. */
final class SessionStream<P> {
  private final StreamPlaces places;
  private final InstantSource clock;
  private final NotificationStream<P> notifications;

  SessionStream(
      Application<P> application, McpSettings settings, StreamPlaces places, InstantSource clock) {
    this.places = places;
    this.clock = clock;
    notifications = new NotificationStream<>(application, settings.keepAlive());
  }

  HttpResponse open(Session<P> session, P caller) {
    session.listener().seenAs(caller);
    Optional<String> objection = places.objection(session.identity());
    if (objection.isPresent()) {
      return HttpResponse.json(
          429,
          Envelope.fault(Optional.empty(), Answer.refusal(429, Answer.TOO_MANY, objection.get())));
    }
    return EventStreams.response(stream -> write(session, stream));
  }

  private void write(Session<P> session, ResponseStream stream)
      throws IOException, InterruptedException {
    if (!places.enter(session.identity())) {
      return;
    }
    session.streamOpened();
    try {
      notifications.pump(
          session.listener(),
          stream,
          change -> Envelope.outgoing(Optional.empty(), change.method(), change.params()));
    } finally {
      session.streamClosed(clock.instant());
      places.exit(session.identity());
    }
  }
}
