package dev.rollcall.mcp;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Something that listeners are told of. */
sealed interface Change {
  /** The method of the notification. */
  String method();

  /** The parameters of the notification. */
  ObjectNode params();

  /** What {@code uri} holds is not what it was. */
  record Updated(String uri) implements Change {
    @Override
    public String method() {
      return "notifications/resources/updated";
    }

    @Override
    public ObjectNode params() {
      return JsonNodeFactory.instance.objectNode().put("uri", uri);
    }
  }

  /** A list is not what it was. */
  enum OfList implements Change {
    TOOLS("notifications/tools/list_changed"),
    PROMPTS("notifications/prompts/list_changed"),
    RESOURCES("notifications/resources/list_changed");

    private final String method;

    OfList(String method) {
      this.method = method;
    }

    @Override
    public String method() {
      return method;
    }

    @Override
    public ObjectNode params() {
      return JsonNodeFactory.instance.objectNode();
    }
  }
}
