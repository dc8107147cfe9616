package dev.rollcall.mcp;

import dev.rollcall.mcp.wire.Message;
import dev.rollcall.mcp.wire.RequestId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.util.RawValue;

/** Asks an older client the questions of a handler and waits for what it says. */
final class Interview {
  private static final int LONGEST_MESSAGE = 200;

  private Interview() {}

  /** How it went. */
  sealed interface Result {
    record Answered(Map<String, JsonNode> answers) implements Result {}

    record Failed(String why) implements Result {}

    record Cancelled() implements Result {}
  }

  private record Question(RequestId id, CompletableFuture<Message.Response> response) {}

  static Result hold(
      Session<?> session,
      InputRequired required,
      Client<?> client,
      Channel channel,
      Cancellation cancellation,
      Duration atMost) {
    Set<ClientCapability> missing = Questions.missing(required, client);
    if (!missing.isEmpty()) {
      return new Result.Failed(
          "This needs a client that declares: "
              + Questions.names(missing)
              + ". Yours has not, so it cannot be asked.");
    }
    Map<String, Question> questions = new LinkedHashMap<>();
    try {
      cancellation.begin();
      for (Map.Entry<String, InputRequest> each : required.requests().entrySet()) {
        CompletableFuture<Message.Response> response = new CompletableFuture<>();
        Question question = new Question(session.ask(response), response);
        questions.put(each.getKey(), question);
        channel.send(
            Envelope.outgoing(
                Optional.of(question.id()),
                Questions.method(each.getValue()),
                Questions.params(each.getValue(), client.revision())));
      }
      return await(questions, channel, atMost);
    } catch (InterruptedException e) {
      return new Result.Cancelled();
    } finally {
      cancellation.end();
      questions.values().forEach(question -> session.forget(question.id()));
    }
  }

  private static Result await(Map<String, Question> questions, Channel channel, Duration atMost)
      throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    Map<String, JsonNode> answers = new LinkedHashMap<>();
    for (Map.Entry<String, Question> each : questions.entrySet()) {
      Message.Response response;
      try {
        response = each.getValue().response().get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        withdraw(each.getValue().id(), channel);
        return new Result.Failed(
            "The client did not answer a question within " + atMost.toSeconds() + " s.");
      } catch (ExecutionException e) {
        throw new IllegalStateException("answers are never completed with a failure", e);
      }
      if (response.isError()) {
        return new Result.Failed(
            "The client could not answer a question: " + message(response.body()));
      }
      answers.put(each.getKey(), response.body());
    }
    return new Result.Answered(answers);
  }

  private static void withdraw(RequestId question, Channel channel) throws InterruptedException {
    channel.send(
        Envelope.outgoing(
            Optional.empty(),
            "notifications/cancelled",
            JsonNodeFactory.instance
                .objectNode()
                .putRawValue("requestId", new RawValue(question.json()))
                .put("reason", "no answer in time")));
  }

  private static String message(JsonNode error) {
    String text = error.path("message").asString("no reason given");
    return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "…" : text;
  }
}
