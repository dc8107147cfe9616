package dev.rollcall.http.client;

import java.util.Optional;

/**
 * What a target answered, whatever the status.
 *
 * @param contentType the header of that name
 * @param location where a redirect points, as the target wrote it; nobody has asked there
 * @param body the answer's body as text, cut at the limit for bodies
 * @param whole whether {@code body} is all of it
 */
public record OutgoingAnswer(
    int status,
    Optional<String> contentType,
    Optional<String> location,
    String body,
    boolean whole) {

  public boolean isSuccess() {
    return status / 100 == 2;
  }
}
