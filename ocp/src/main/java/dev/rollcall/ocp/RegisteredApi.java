package dev.rollcall.ocp;

import dev.rollcall.ocp.discovery.ApiDescription;
import java.util.Map;

/**
 * An API that an agent knows.
 *
 * @param source where its description came from
 * @param discovered what that said
 * @param description the same at the base URL in use
 * @param headers what goes with every call
 */
record RegisteredApi(
    String name,
    String source,
    ApiDescription discovered,
    ApiDescription description,
    Map<String, String> headers) {

  /** Without what may be a secret: headers, and credentials and queries of URLs. */
  @Override
  public String toString() {
    return name + " from " + PublicUrls.of(source);
  }
}
