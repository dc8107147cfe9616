package dev.rollcall.mcp;

import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.ResponseStream;
import dev.rollcall.mcp.wire.Message;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Answers {@code subscriptions/listen} (revision 2026-07-28, Subscriptions). */
final class Listening<P> {
  private static final String TOOLS = "toolsListChanged";
  private static final String PROMPTS = "promptsListChanged";
  private static final String RESOURCES = "resourcesListChanged";
  private static final String URIS = "resourceSubscriptions";

  private final Application<P> application;
  private final McpSettings settings;
  private final Listeners<P> listeners;
  private final StreamPlaces places;
  private final NotificationStream<P> notifications;

  Listening(
      Application<P> application,
      McpSettings settings,
      Listeners<P> listeners,
      StreamPlaces places) {
    this.application = application;
    this.settings = settings;
    this.listeners = listeners;
    this.places = places;
    notifications = new NotificationStream<>(application, settings.keepAlive());
  }

  HttpResponse open(Client<P> client, Message.Request request, LiveCall.Shape shape)
      throws McpException {
    Filter filter = filter(client, Params.object(request.params(), "notifications"));
    Optional<String> objection = places.objection(client.identity());
    if (objection.isPresent()) {
      return shape.plain(tooMany(objection.get()));
    }
    return EventStreams.response(stream -> write(client, request, filter, stream, shape));
  }

  private void write(
      Client<P> client,
      Message.Request request,
      Filter filter,
      ResponseStream stream,
      LiveCall.Shape shape)
      throws IOException, InterruptedException {
    if (!places.enter(client.identity())) {
      LiveCall.finish(stream::send, shape, tooMany("All streams were taken meanwhile."));
      return;
    }
    Listener<P> listener = new Listener<>(client.caller(), filter.lists());
    try {
      listeners.add(listener);
      filter.uris().forEach(uri -> listeners.watch(listener, uri));
      stream.send(
          Envelope.event(
              tagged(
                  request,
                  "notifications/subscriptions/acknowledged",
                  JsonNodeFactory.instance.objectNode().set("notifications", filter.node()))));
      notifications.pump(
          listener, stream, change -> tagged(request, change.method(), change.params()));
      if (stream.isOpen()) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        members.set(Meta.KEY, meta(request));
        stream.send(Envelope.event(Envelope.legacy().message(request.id(), ended(members))));
      }
    } finally {
      listeners.remove(listener, filter.uris());
      places.exit(client.identity());
    }
  }

  private Answer ended(ObjectNode members) {
    members.put("resultType", Answer.ResultType.COMPLETE.text());
    ((ObjectNode) members.path(Meta.KEY))
        .set(Meta.SERVER_INFO, Meta.describe(application.implementation(), true));
    return Answer.complete(members);
  }

  private static Answer tooMany(String why) {
    return Answer.refusal(429, Answer.TOO_MANY, why);
  }

  private static byte[] tagged(Message.Request request, String method, ObjectNode params) {
    params.set(Meta.KEY, meta(request));
    return Envelope.outgoing(Optional.empty(), method, params);
  }

  private static ObjectNode meta(Message.Request request) {
    ObjectNode meta = JsonNodeFactory.instance.objectNode();
    meta.putRawValue(Meta.SUBSCRIPTION_ID, new RawValue(request.id().json()));
    return meta;
  }

  private Filter filter(Client<P> client, ObjectNode asked) throws McpException {
    Set<Change.OfList> lists = EnumSet.noneOf(Change.OfList.class);
    if (flag(asked, TOOLS)) {
      lists.add(Change.OfList.TOOLS);
    }
    if (flag(asked, PROMPTS)) {
      lists.add(Change.OfList.PROMPTS);
    }
    if (flag(asked, RESOURCES)) {
      lists.add(Change.OfList.RESOURCES);
    }
    Set<String> uris = new LinkedHashSet<>();
    JsonNode wanted = asked.path(URIS);
    if (!wanted.isMissingNode() && !wanted.isArray()) {
      throw notStrings();
    }
    if (wanted.size() > settings.maxSubscriptions()) {
      throw McpException.invalidParams(
          "params.notifications." + URIS + " may name " + settings.maxSubscriptions() + " URIs.");
    }
    for (JsonNode uri : wanted) {
      if (!uri.isString()) {
        throw notStrings();
      }
      if (application.resources().mayWatch(client.caller(), uri.stringValue())) {
        uris.add(uri.stringValue());
      }
    }
    return new Filter(lists, uris, wanted.isArray());
  }

  private static boolean flag(ObjectNode asked, String name) throws McpException {
    JsonNode flag = asked.path(name);
    if (!flag.isMissingNode() && !flag.isBoolean()) {
      throw McpException.invalidParams("params.notifications." + name + " must be true or false.");
    }
    return flag.isBoolean() && flag.booleanValue();
  }

  private static McpException notStrings() {
    return McpException.invalidParams(
        "params.notifications." + URIS + " must be an array of strings.");
  }

  /** What of the wishes is honoured. */
  private record Filter(Set<Change.OfList> lists, Set<String> uris, boolean askedForUris) {
    ObjectNode node() {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      for (Change.OfList list : lists) {
        node.put(
            switch (list) {
              case TOOLS -> TOOLS;
              case PROMPTS -> PROMPTS;
              case RESOURCES -> RESOURCES;
            },
            true);
      }
      if (askedForUris) {
        ArrayNode array = node.putArray(URIS);
        uris.forEach(array::add);
      }
      return node;
    }
  }
}
