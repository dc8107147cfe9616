package dev.rollcall.http.client;

import dev.rollcall.http.FormEncoding;
import dev.rollcall.http.Header;
import dev.rollcall.http.Headers;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A request of ours to an address that a caller gave.
 *
 * @param address absolute; its fragment is not sent, its user information is sent as Basic
 *     credentials
 * @param headers besides {@code Host}, {@code User-Agent}, {@code Content-Length} and {@code
 *     Authorization}
 * @param body what is posted; empty for {@code GET}
 */
public record OutgoingRequest(
    URI address, Method method, Headers headers, String body, Timeouts timeouts) {

  /** How it is asked. */
  public enum Method {
    GET,
    POST
  }

  /** Asks by {@code GET}, with {@code parameters} behind the query that the address has. */
  public static OutgoingRequest get(
      URI address, SequencedMap<String, String> parameters, Timeouts timeouts) {
    return new OutgoingRequest(
        FormEncoding.appended(address, FormEncoding.encode(parameters)),
        Method.GET,
        Headers.NONE,
        "",
        timeouts);
  }

  /** Posts {@code parameters} as a form. */
  public static OutgoingRequest post(
      URI address, SequencedMap<String, String> parameters, Timeouts timeouts) {
    return post(address, FormEncoding.encode(parameters), timeouts);
  }

  /** Posts a form that is encoded already. */
  public static OutgoingRequest post(URI address, String form, Timeouts timeouts) {
    return new OutgoingRequest(
        address,
        Method.POST,
        new Headers(List.of(new Header("Content-Type", FormEncoding.CONTENT_TYPE))),
        form,
        timeouts);
  }

  /** The same request with more header fields. */
  public OutgoingRequest with(Map<String, String> more) {
    List<Header> all = new ArrayList<>(headers.fields());
    more.forEach((name, value) -> all.add(new Header(name, value)));
    return new OutgoingRequest(address, method, new Headers(all), body, timeouts);
  }

  /** Neither the address whole nor the body: either may hold secrets. */
  @Override
  public String toString() {
    return "OutgoingRequest[" + method + " " + address.getHost() + "]";
  }
}
