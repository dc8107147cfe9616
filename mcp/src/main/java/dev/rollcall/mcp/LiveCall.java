package dev.rollcall.mcp;

import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers a call that may send messages before its answer: as a stream if it does, else plainly.
 * The call runs on a thread of its own, since only its first sign of life tells which.
 */
final class LiveCall {
  private LiveCall() {}

  /** How the two kinds of answers look. */
  interface Shape {
    HttpResponse plain(Answer answer);

    byte[] message(Answer answer);
  }

  static HttpResponse run(
      HttpRequest request, Cancellation cancellation, Function<Channel, Answer> call, Shape shape)
      throws InterruptedException {
    Outbox outbox = new Outbox();
    request.onAbandoned(
        () -> {
          cancellation.cancel(Cancellation.Cause.CLIENT);
          outbox.abandon();
        });
    Thread.ofVirtual().name("mcp " + request.id()).start(() -> outbox.end(answer(call, outbox)));
    Optional<byte[]> first = outbox.take();
    if (first.isEmpty()) {
      return shape.plain(outbox.answer());
    }
    return EventStreams.response(
        stream -> {
          boolean complete = false;
          try {
            Optional<byte[]> next = first;
            while (next.isPresent()) {
              stream.send(Envelope.event(next.get()));
              next = outbox.take();
            }
            finish(stream::send, shape, outbox.answer());
            complete = true;
          } finally {
            if (!complete) {
              cancellation.cancel(Cancellation.Cause.CLIENT);
            }
            outbox.abandon();
          }
        });
  }

  /** Sends the answer, unless nobody wants it. */
  static void finish(Sink sink, Shape shape, Answer answer) throws IOException {
    if (!(answer instanceof Answer.Nothing)) {
      sink.send(Envelope.event(shape.message(answer)));
    }
  }

  private static Answer answer(Function<Channel, Answer> call, Channel channel) {
    try {
      return call.apply(channel);
    } catch (RuntimeException | Error e) {
      CallRunner.logLost(e);
      return Answer.fault(Answer.INTERNAL_ERROR, "The server failed at this request.");
    }
  }

  /** Where bytes of a stream go. */
  interface Sink {
    void send(byte[] bytes) throws IOException;
  }
}
