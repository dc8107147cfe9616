package dev.rollcall.core.user;

import java.util.List;
import java.util.Optional;

/** A user to be made; without a display name it is called by its name. */
public record NewUser(
    String name, ActorType type, Optional<String> displayName, List<String> addresses) {
  public NewUser {
    addresses = List.copyOf(addresses);
  }
}
