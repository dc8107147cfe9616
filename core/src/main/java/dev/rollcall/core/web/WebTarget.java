package dev.rollcall.core.web;

import java.net.URI;

/**
 * An address that a caller gave, to be asked by us.
 *
 * @param address absolute, {@code http} or {@code https}, with a host; a fragment is for us and is
 *     never sent
 */
public record WebTarget(URI address, WebMethod method) {

  /** The target without what may be secret, so that it can stand in a log line. */
  @Override
  public String toString() {
    return method + " " + address.getScheme() + "://" + address.getHost();
  }
}
