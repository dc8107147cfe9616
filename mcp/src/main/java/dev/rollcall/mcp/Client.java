package dev.rollcall.mcp;

import java.util.EnumSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Who sent a request, and in what way.
 *
 * @param identity the application's name for the caller
 * @param capabilities what the client has declared
 */
record Client<P>(P caller, String identity, Revision revision, Set<ClientCapability> capabilities) {

  /** The capabilities in a {@code ClientCapabilities} object. */
  static Set<ClientCapability> capabilities(JsonNode declared) {
    Set<ClientCapability> capabilities = EnumSet.noneOf(ClientCapability.class);
    JsonNode elicitation = declared.path("elicitation");
    // An empty object means forms; an object that names modes means those only.
    if (elicitation.isObject() && (elicitation.isEmpty() || elicitation.has("form"))) {
      capabilities.add(ClientCapability.ELICITATION);
    }
    if (declared.path("sampling").isObject()) {
      capabilities.add(ClientCapability.SAMPLING);
    }
    if (declared.path("roots").isObject()) {
      capabilities.add(ClientCapability.ROOTS);
    }
    return capabilities;
  }
}
