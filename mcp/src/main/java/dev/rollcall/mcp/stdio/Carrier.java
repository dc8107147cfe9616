package dev.rollcall.mcp.stdio;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes messages to the server, and every message of its answers to the client. */
final class Carrier {
  private static final Logger log = LoggerFactory.getLogger(Carrier.class);

  private final Upstream upstream;
  private final Handshake handshake;
  private final LineWriter output;
  private final Errors errors;
  private final Patience patience;

  Carrier(
      Upstream upstream, Handshake handshake, LineWriter output, Errors errors, Patience patience) {
    this.upstream = upstream;
    this.handshake = handshake;
    this.output = output;
    this.errors = errors;
    this.patience = patience;
  }

  /**
   * Carries a request until it is answered: by the server, or with an error that says why not.
   * Answers nothing if {@code underWay} is cancelled, or the thread interrupted.
   */
  void carry(ClientMessage message, UnderWay underWay) {
    Set<JsonNode> open = new LinkedHashSet<>(message.ids());
    Function<JsonNode, String> error = errors::unanswered;
    try (Answer answer = new Answer(send(message, patience.answer()))) {
      error = pass(message, answer, open);
    } catch (IOException e) {
      log.atDebug().setCause(e).log("a request could not be carried");
      error = id -> errors.unreachable(id, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!underWay.isCancelled() && !Thread.currentThread().isInterrupted()) {
      open.stream().map(error).forEach(output::write);
    }
  }

  /** Carries a message that is not answered: a notification, or an answer to the server. */
  void carryOnly(ClientMessage message) throws InterruptedException {
    try (Answer answer = new Answer(send(message, patience.receipt()))) {
      if (answer.status() >= 300) {
        log.atWarn()
            .addKeyValue("status", answer.status())
            .log("the server did not take a message that has no answer");
      }
    } catch (IOException e) {
      log.atWarn().setCause(e).log("a message that has no answer could not be carried");
    }
  }

  private HttpResponse<InputStream> send(ClientMessage message, Duration timeout)
      throws IOException, InterruptedException {
    Optional<String> revision = message.revision();
    if (revision.isPresent()) {
      return upstream.post(message, revision.get(), timeout);
    }
    if (message.method().equals("initialize")) {
      return upstream.post(message.text(), Optional.empty(), patience.receipt());
    }
    Optional<Session> session = handshake.session();
    HttpResponse<InputStream> response = upstream.post(message.text(), session, timeout);
    if (response.statusCode() == 404
        && session.flatMap(Session::id).isPresent()
        && isRenewed(session.get(), response)) {
      response = upstream.post(message.text(), handshake.session(), timeout);
    }
    if (response.statusCode() == 200) {
      handshake.remember(message);
    }
    return response;
  }

  /** Whether there is another session now; {@code response} has then been let go of. */
  private boolean isRenewed(Session lost, HttpResponse<InputStream> response)
      throws IOException, InterruptedException {
    boolean keep = false;
    try {
      keep = !handshake.renew(lost);
      return !keep;
    } finally {
      if (!keep) {
        response.body().close();
      }
    }
  }

  /** Passes on what is a message; says with which error to answer the requests left open. */
  private Function<JsonNode, String> pass(ClientMessage message, Answer answer, Set<JsonNode> open)
      throws IOException {
    Function<JsonNode, String> error =
        answer.status() >= 300 ? id -> errors.refused(id, answer.status(), "") : errors::unanswered;
    for (Optional<String> text = answer.next(); text.isPresent(); text = answer.next()) {
      Optional<JsonNode> known = parse(text.get());
      if (known.isPresent() && isMessage(known.get())) {
        if (message.method().equals("initialize")) {
          handshake.begin(message.text(), answer, known.get());
        }
        output.write(settle(known.get(), text.get(), open));
      } else if (answer.status() >= 300) {
        String body = text.get();
        error = id -> errors.refused(id, answer.status(), body);
      } else {
        log.atWarn().log("the server said what is no message");
      }
    }
    return error;
  }

  private static Optional<JsonNode> parse(String text) {
    try {
      return Optional.of(ClientMessage.JSON.readTree(text));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static boolean isMessage(JsonNode node) {
    return node.isArray()
        ? !node.isEmpty() && isMessage(node.get(0))
        : node.path("jsonrpc").stringValue("").equals("2.0");
  }

  /**
   * Notes which requests {@code message} answers; gives an error without an id the one it is for.
   */
  private static String settle(JsonNode message, String text, Set<JsonNode> open) {
    if (message.isArray()) {
      message.forEach(each -> settle(each, text, open));
      return text;
    }
    if (message.has("method")) {
      return text;
    }
    Optional<JsonNode> id = ClientMessage.id(message);
    if (id.isPresent()) {
      open.remove(id.get());
      return text;
    }
    if (open.size() == 1 && message instanceof ObjectNode error) {
      JsonNode only = open.iterator().next();
      open.clear();
      return error.set("id", only).toString();
    }
    return text;
  }
}
