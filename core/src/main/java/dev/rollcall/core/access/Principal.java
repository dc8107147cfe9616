package dev.rollcall.core.access;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.user.Actor;
import dev.rollcall.core.user.User;
import java.util.Set;

/** A caller who has proved who it is. */
public record Principal(User user, Set<Scope> scopes, Credential credential) {
  public Principal {
    scopes = Set.copyOf(scopes);
  }

  public AccountSid account() {
    return user.account();
  }

  public Actor actor() {
    return user.actor();
  }

  /** Whether it has been granted {@code scope}, itself or through another one. */
  public boolean may(Scope scope) {
    return scopes.stream().anyMatch(each -> each.implies(scope));
  }
}
