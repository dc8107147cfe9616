package dev.rollcall.core.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * An address that a caller gave, to be asked by us.
 *
 * @param address absolute, {@code http} or {@code https}, with a host; a fragment is for us and is
 *     never sent
 */
public record WebTarget(URI address, WebMethod method) {

  /** Reads an address as a caller wrote it; empty if it is not one that we ask. */
  public static Optional<WebTarget> parse(String text, WebMethod method) {
    try {
      URI address = new URI(text);
      String scheme = address.getScheme();
      boolean asked = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
      return asked && address.getHost() != null
          ? Optional.of(new WebTarget(address, method))
          : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  /** The target without what may be secret, so that it can stand in a log line. */
  @Override
  public String toString() {
    return method + " " + address.getScheme() + "://" + address.getHost();
  }
}
