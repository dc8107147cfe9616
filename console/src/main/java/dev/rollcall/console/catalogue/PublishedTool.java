package dev.rollcall.console.catalogue;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool as agents are told of it.
 *
 * @param definition the object of {@code tools/list}
 * @param group what it belongs to, as it is written in addresses
 * @param scopes what opens it: the first all of it, any other what concerns the caller itself
 */
public record PublishedTool(ObjectNode definition, String group, List<String> scopes) {
  public PublishedTool {
    scopes = List.copyOf(scopes);
  }

  /** Its name, by which it is called. */
  public String name() {
    return definition.path("name").asString();
  }

  String description() {
    return definition.path("description").asString("");
  }

  /** The group as people read it. */
  String groupTitle() {
    return group.isEmpty() ? "" : Character.toUpperCase(group.charAt(0)) + group.substring(1);
  }

  /** Where its page is. */
  String address() {
    return ToolsDoor.HOME + "/" + name();
  }

  /** Whether it says of itself that {@code hint} holds. */
  boolean says(String hint) {
    return definition.path("annotations").path(hint).asBoolean(false);
  }
}
