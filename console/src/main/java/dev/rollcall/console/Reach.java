package dev.rollcall.console;

import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.Scope;
import dev.rollcall.http.HttpRequest;
import java.util.List;
import java.util.Optional;

/**
 * What of the API a visitor reaches. The doors know accounts and keys; of the scopes of a user's
 * token they know nothing, so those are held here, by the method: conferences, who is in them, and
 * their events. Everything else is closed to tokens.
 */
final class Reach {
  private static final int SEGMENTS_OF_ACCOUNT = 3;

  private Reach() {}

  /** Why the request is beyond the visitor; empty if it is not. */
  static Optional<String> objection(Visitor visitor, HttpRequest request) {
    return switch (visitor) {
      case Visitor.OfAccount _ -> Optional.empty();
      case Visitor.OfUser(Principal principal) -> objection(principal, request);
    };
  }

  private static Optional<String> objection(Principal principal, HttpRequest request) {
    if (!isOfConferences(principal.account().text(), request.segments())) {
      return Optional.of(
          "An API token opens its own account's conferences alone: sign in with the account's"
              + " credentials.");
    }
    Scope needed =
        request.method().equals("GET") ? Scope.CONFERENCES_READ : Scope.CONFERENCES_WRITE;
    return principal.may(needed)
        ? Optional.empty()
        : Optional.of("The API token lacks the scope " + needed.text() + ".");
  }

  private static boolean isOfConferences(String account, List<String> path) {
    return switch (path.getFirst()) {
      case "2010-04-01" ->
          path.size() > SEGMENTS_OF_ACCOUNT
              && path.get(1).equals("Accounts")
              && path.get(2).equals(account)
              && isNamed(path.get(SEGMENTS_OF_ACCOUNT), "Conferences");
      case "v1" -> path.size() > 1 && path.get(1).equals("Conferences");
      case "rollcall" ->
          path.size() > 2
              && path.get(1).equals("v1")
              && (path.get(2).equals("events") || path.get(2).equals("conferences"));
      default -> false;
    };
  }

  private static boolean isNamed(String segment, String name) {
    return segment.equals(name) || segment.equals(name + ".json");
  }
}
