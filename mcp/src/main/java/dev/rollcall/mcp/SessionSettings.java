package dev.rollcall.mcp;

import dev.rollcall.mcp.wire.Message;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** The requests that change what a session is told. */
final class SessionSettings<P> {
  private final Application<P> application;
  private final McpSettings settings;
  private final Listeners<P> listeners;

  SessionSettings(Application<P> application, McpSettings settings, Listeners<P> listeners) {
    this.application = application;
    this.settings = settings;
    this.listeners = listeners;
  }

  /** The answer to {@code request}; empty if it is none of these. */
  Optional<Answer> answer(Client<P> client, Session<P> session, Message.Request request) {
    try {
      switch (request.method()) {
        case "logging/setLevel" ->
            session.logLevel(LogLevels.parse(Params.text(request.params(), "level")));
        case "resources/subscribe" ->
            subscribe(client, session, Params.text(request.params(), "uri"));
        case "resources/unsubscribe" -> {
          String uri = Params.text(request.params(), "uri");
          session.unwatch(uri);
          listeners.unwatch(session.listener(), uri);
        }
        default -> {
          return Optional.empty();
        }
      }
      return Optional.of(Answer.complete(JsonNodeFactory.instance.objectNode()));
    } catch (McpException e) {
      return Optional.of(Answer.of(e));
    }
  }

  private void subscribe(Client<P> client, Session<P> session, String uri) throws McpException {
    if (!application.resources().mayWatch(client.caller(), uri)) {
      throw Listings.noSuchResource(client.revision(), uri);
    }
    if (!session.watch(uri, settings.maxSubscriptions())) {
      throw new McpException(
          Answer.INVALID_REQUEST,
          "This session watches "
              + settings.maxSubscriptions()
              + " resources, which is all it may. Send resources/unsubscribe for one first.");
    }
    listeners.watch(session.listener(), uri);
  }
}
