package dev.rollcall.http.client;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * An address that may be asked, and the numeric addresses behind its name, every one of them
 * checked.
 *
 * @param addresses at least one
 * @param userInformation user and password for Basic, as {@code user:password}
 */
record Target(
    URI address,
    List<InetAddress> addresses,
    String host,
    int port,
    boolean secure,
    Optional<String> userInformation) {

  String pathAndQuery() {
    String path = address.getRawPath();
    String query = address.getRawQuery();
    return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
  }

  /** The address without what may be secret: user information, query and fragment. */
  static String named(URI address) {
    return address.getScheme()
        + "://"
        + address.getHost()
        + (address.getPort() < 0 ? "" : ":" + address.getPort())
        + (address.getRawPath() == null ? "" : address.getRawPath());
  }

  String named() {
    return named(address);
  }
}
