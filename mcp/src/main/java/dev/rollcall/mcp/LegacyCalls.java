package dev.rollcall.mcp;

import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.ResponseStream;
import dev.rollcall.mcp.wire.JsonBuffer;
import dev.rollcall.mcp.wire.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Runs calls of older clients. A handler that asks the client is carried through here: the question
 * goes out on the call's own stream, and the handler runs again with the answer.
 */
final class LegacyCalls<P> {
  private static final Logger log = LoggerFactory.getLogger(McpServer.class);

  private static final int MOST_ROUNDS = 16;
  private static final int MOST_KEPT = 100;

  private final Engine<P> engine;

  LegacyCalls(Engine<P> engine) {
    this.engine = engine;
  }

  /** Answers a call in its own HTTP answer, plain or as a stream. */
  HttpResponse answer(
      Client<P> client,
      Session<P> session,
      Message.Request request,
      HttpRequest http,
      LiveCall.Shape shape)
      throws InterruptedException {
    Work<P> work;
    try {
      work = work(client, request);
    } catch (McpException e) {
      return shape.plain(Answer.of(e));
    }
    Cancellation cancellation = new Cancellation();
    if (!session.begin(request.id(), cancellation)) {
      return shape.plain(
          Answer.fault(Answer.INVALID_REQUEST, "A request of this id is under way already."));
    }
    Call<P> call = new Call<>(session, work, cancellation, request, http.id());
    http.onAbandoned(
        () -> {
          cancellation.cancel(Cancellation.Cause.CLIENT);
          call.end();
        });
    Optional<JsonNode> token = Params.progressToken(request.params());
    if (token.isPresent() || session.logLevel().isPresent()) {
      return LiveCall.run(http, cancellation, channel -> live(client, call, token, channel), shape);
    }
    return quiet(client, call, shape);
  }

  /** Answers a call of a batch, in which the client can neither be told nor asked. */
  Answer answerInBatch(Client<P> client, Message.Request request, HttpRequest http) {
    try {
      Work<P> work = work(client, request);
      Cancellation cancellation = new Cancellation();
      http.onAbandoned(() -> cancellation.cancel(Cancellation.Cause.CLIENT));
      Round<P> round = first(client, Reporter.silent(), cancellation);
      return switch (engine.runner().run(work, round, http.id())) {
        case Work.Outcome.Done(Answer answer) -> answer;
        case Work.Outcome.Asks _ ->
            work.failed("This has to ask the client. Call it by itself, not in a batch.");
      };
    } catch (McpException e) {
      return Answer.of(e);
    }
  }

  private Answer live(Client<P> client, Call<P> call, Optional<JsonNode> token, Channel channel) {
    Optional<LogLevel> threshold = call.session().logLevel().or(() -> Optional.of(LogLevel.INFO));
    Reporter reporter = new Reporter(channel, token, threshold);
    try {
      Round<P> round = first(client, reporter, call.cancellation());
      return carryOut(call, round, run(call, round), channel);
    } finally {
      reporter.end();
      call.end();
    }
  }

  /** Runs a call of a client that has asked for nothing while it runs. */
  private HttpResponse quiet(Client<P> client, Call<P> call, LiveCall.Shape shape) {
    List<byte[]> kept = new ArrayList<>();
    Channel keeper =
        message -> {
          if (kept.size() < MOST_KEPT) {
            kept.add(message);
          }
        };
    Reporter reporter = new Reporter(keeper, Optional.empty(), Optional.of(LogLevel.INFO));
    Round<P> round = first(client, reporter, call.cancellation());
    Work.Outcome outcome = run(call, round);
    return switch (outcome) {
      case Work.Outcome.Done(Answer answer) -> {
        reporter.end();
        call.end();
        yield kept.isEmpty()
            ? shape.plain(answer)
            : EventStreams.whole(events(kept, answer, shape));
      }
      case Work.Outcome.Asks _ ->
          EventStreams.response(stream -> ask(call, round, outcome, kept, stream, shape));
    };
  }

  private void ask(
      Call<P> call,
      Round<P> round,
      Work.Outcome outcome,
      List<byte[]> kept,
      ResponseStream stream,
      LiveCall.Shape shape)
      throws IOException {
    try {
      for (byte[] message : kept) {
        stream.send(Envelope.event(message));
      }
      Channel channel =
          message -> {
            try {
              stream.send(Envelope.event(message));
            } catch (IOException e) {
              call.cancellation().cancel(Cancellation.Cause.CLIENT);
            }
          };
      stream.onClose(() -> call.cancellation().cancel(Cancellation.Cause.CLIENT));
      round.reporter().through(channel);
      Answer answer = carryOut(call, round, outcome, channel);
      round.reporter().end();
      LiveCall.finish(stream::send, shape, answer);
    } finally {
      call.end();
    }
  }

  /** Asks and runs again until there is an answer. */
  private Answer carryOut(
      Call<P> call, Round<P> begun, Work.Outcome firstOutcome, Channel channel) {
    Round<P> round = begun;
    Work.Outcome outcome = firstOutcome;
    for (int count = 0; count < MOST_ROUNDS; count++) {
      switch (outcome) {
        case Work.Outcome.Done(Answer answer) -> {
          return answer;
        }
        case Work.Outcome.Asks(InputRequired questions) -> {
          Interview.Result result =
              Interview.hold(
                  call.session(),
                  questions,
                  round.client(),
                  channel,
                  round.cancellation(),
                  engine.runner().timeout());
          switch (result) {
            case Interview.Result.Answered(Map<String, JsonNode> answers) ->
                round = round.next(answers, questions.state());
            case Interview.Result.Failed(String why) -> {
              return call.work().failed(why);
            }
            case Interview.Result.Cancelled _ -> {
              return engine.runner().ended(call.work(), round);
            }
          }
          outcome = run(call, round);
        }
      }
    }
    log.atWarn()
        .addKeyValue("request", call.requestId())
        .addKeyValue("name", call.work().name())
        .log("a handler does not stop asking its client");
    return call.work().failed("This asked " + MOST_ROUNDS + " times and was stopped.");
  }

  private Work.Outcome run(Call<P> call, Round<P> round) {
    return engine.runner().run(call.work(), round, call.requestId());
  }

  private Work<P> work(Client<P> client, Message.Request request) throws McpException {
    return request.method().equals("tools/call")
        ? engine
            .calls()
            .work(engine.calls().tool(client, request.params()), Calls.arguments(request.params()))
        : engine.calls().prompt(client, request.params());
  }

  private Round<P> first(Client<P> client, Reporter reporter, Cancellation cancellation) {
    return new Round<>(client, Map.of(), Optional.empty(), reporter, cancellation);
  }

  private static byte[] events(List<byte[]> messages, Answer answer, LiveCall.Shape shape) {
    JsonBuffer out = new JsonBuffer();
    messages.forEach(message -> out.raw(Envelope.event(message)));
    if (!(answer instanceof Answer.Nothing)) {
      out.raw(Envelope.event(shape.message(answer)));
    }
    return out.toBytes();
  }

  /** A call under way. */
  private record Call<P>(
      Session<P> session,
      Work<P> work,
      Cancellation cancellation,
      Message.Request request,
      String requestId) {
    void end() {
      session.ended(request.id(), cancellation);
    }
  }
}
