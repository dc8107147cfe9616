package dev.rollcall.ocp;

import dev.rollcall.ocp.call.HeaderRules;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How an API is registered: where its description is, where its tools are called, what is sent with
 * every call.
 *
 * <pre>{@code
 * agent.registerApi("twilio", Registration.fromRegistry().withHeader("Authorization", basic));
 * agent.registerApi("shop", Registration.from("openapi.yaml").at("https://shop.example/v2"));
 * }</pre>
 *
 * @param specification where its description is: an http, https or file URI, or a path; the
 *     registry knows it if empty
 * @param baseUrl what the tools' paths are appended to, if not what the description says
 * @param headers what is sent with every call of its tools, credentials usually
 */
public record Registration(
    Optional<String> specification, Optional<String> baseUrl, Map<String, String> headers) {
  private static final Registration FROM_REGISTRY =
      new Registration(Optional.empty(), Optional.empty(), Map.of());

  /**
   * Takes what is given.
   *
   * @throws IllegalArgumentException if HTTP cannot carry one of the headers
   */
  public Registration {
    HeaderRules.require(headers);
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** The registry knows the API by its name. */
  public static Registration fromRegistry() {
    return FROM_REGISTRY;
  }

  /**
   * An OpenAPI or Swagger description tells the API.
   *
   * @param specification an http, https or file URI, or a path, which may begin with {@code ~}
   */
  public static Registration from(String specification) {
    return new Registration(Optional.of(specification), Optional.empty(), Map.of());
  }

  /** The same at another base URL. */
  public Registration at(String otherBaseUrl) {
    return new Registration(specification, Optional.of(otherBaseUrl), headers);
  }

  /** The same with a header more. */
  public Registration withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Registration(specification, baseUrl, more);
  }

  /** The same with these headers instead of its own. */
  public Registration withHeaders(Map<String, String> others) {
    return new Registration(specification, baseUrl, others);
  }

  /** Without the values of headers, and without credentials and queries of URLs. */
  @Override
  public String toString() {
    return "Registration[specification=%s, baseUrl=%s, headers=%s]"
        .formatted(
            specification.map(PublicUrls::of), baseUrl.map(PublicUrls::of), headers.keySet());
  }
}
