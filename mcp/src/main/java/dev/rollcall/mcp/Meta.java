package dev.rollcall.mcp;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The keys of {@code _meta} that the protocol reserves, and what goes under them. */
final class Meta {
  static final String KEY = "_meta";
  static final String PROTOCOL_VERSION = "io.modelcontextprotocol/protocolVersion";
  static final String CLIENT_CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
  static final String LOG_LEVEL = "io.modelcontextprotocol/logLevel";
  static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";
  static final String SUBSCRIPTION_ID = "io.modelcontextprotocol/subscriptionId";
  static final String PROGRESS_TOKEN = "progressToken";

  private Meta() {}

  static ObjectNode describe(Implementation implementation, boolean withTitle) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", implementation.name());
    if (withTitle && !implementation.title().isEmpty()) {
      node.put("title", implementation.title());
    }
    return node.put("version", implementation.version());
  }
}
