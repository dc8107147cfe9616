package dev.rollcall.mcp;

import dev.rollcall.mcp.wire.JsonBuffer;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Results of handlers in JSON, as each revision knows them. */
final class Rendering {
  private static final int OBJECT = '{';

  private Rendering() {}

  static Answer.Result of(ToolResult result, Revision revision) {
    JsonBuffer out = new JsonBuffer();
    out.raw("\"content\":[");
    boolean first = true;
    for (Content content : result.content()) {
      if (!first) {
        out.raw(",");
      }
      first = false;
      write(out, content, revision);
    }
    out.raw("]");
    result
        .structured()
        .map(RenderedJson::value)
        .filter(value -> knows(revision, value))
        .ifPresent(value -> out.raw(",\"structuredContent\":").raw(value));
    if (result.isError()) {
      out.raw(",\"isError\":true");
    }
    return new Answer.Result(Answer.ResultType.COMPLETE, out);
  }

  static Answer.Result of(PromptResult result, Revision revision) {
    JsonBuffer out = new JsonBuffer();
    out.raw("\"description\":").string(result.description()).raw(",\"messages\":[");
    boolean first = true;
    for (PromptResult.Message message : result.messages()) {
      out.raw(first ? "{\"role\":" : ",{\"role\":");
      first = false;
      out.raw(
          switch (message.role()) {
            case USER -> "\"user\"";
            case ASSISTANT -> "\"assistant\"";
          });
      out.raw(",\"content\":");
      write(out, message.content(), revision);
      out.raw("}");
    }
    return new Answer.Result(Answer.ResultType.COMPLETE, out.raw("]"));
  }

  static ArrayNode contents(List<ResourceContents> contents) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    contents.forEach(each -> array.add(node(each)));
    return array;
  }

  static ObjectNode node(ResourceDescription resource, Revision revision) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("uri", resource.uri()).put("name", resource.name());
    if (revision.compareTo(Revision.V2025_06_18) >= 0) {
      putUnlessEmpty(node, "title", resource.title());
    }
    putUnlessEmpty(node, "description", resource.description());
    putUnlessEmpty(node, "mimeType", resource.mimeType());
    return node;
  }

  static void putUnlessEmpty(ObjectNode node, String name, String value) {
    if (!value.isEmpty()) {
      node.put(name, value);
    }
  }

  private static boolean knows(Revision revision, byte[] structured) {
    return switch (revision) {
      case V2025_03_26 -> false;
      case V2025_06_18, V2025_11_25 -> structured.length > 0 && structured[0] == OBJECT;
      case V2026_07_28 -> true;
    };
  }

  private static void write(JsonBuffer out, Content content, Revision revision) {
    switch (content) {
      case Content.Text(String text) -> out.raw("{\"type\":\"text\",\"text\":").string(text);
      case Content.Json(RenderedJson value) ->
          out.raw("{\"type\":\"text\",\"text\":").raw(value.quoted());
      case Content.Image(String data, String mimeType) -> blob(out, "image", data, mimeType);
      case Content.Audio(String data, String mimeType) -> blob(out, "audio", data, mimeType);
      case Content.Embedded(ResourceContents resource) ->
          out.raw("{\"type\":\"resource\",\"resource\":").raw(node(resource).toString());
      case Content.Link(ResourceDescription resource) -> link(out, resource, revision);
    }
    out.raw("}");
  }

  private static void blob(JsonBuffer out, String type, String data, String mimeType) {
    out.raw("{\"type\":").string(type).raw(",\"data\":").string(data);
    out.raw(",\"mimeType\":").string(mimeType);
  }

  private static void link(JsonBuffer out, ResourceDescription resource, Revision revision) {
    if (revision.compareTo(Revision.V2025_06_18) < 0) {
      out.raw("{\"type\":\"text\",\"text\":").string(resource.name() + ": " + resource.uri());
    } else {
      ObjectNode node = node(resource, revision);
      out.raw("{\"type\":\"resource_link\",").raw(Answer.membersOf(node));
    }
  }

  private static ObjectNode node(ResourceContents contents) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("uri", contents.uri());
    putUnlessEmpty(node, "mimeType", contents.mimeType());
    return switch (contents) {
      case ResourceContents.Text text -> node.put("text", text.text());
      case ResourceContents.Blob blob -> node.put("blob", blob.blob());
    };
  }
}
