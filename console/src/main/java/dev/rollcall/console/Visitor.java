package dev.rollcall.console;

import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.account.Proof;
import dev.rollcall.core.identity.AccountSid;
import java.util.List;
import java.util.stream.Stream;

/** Who has signed in. Holds no secret. Immutable. */
sealed interface Visitor {
  /** The account itself, with its auth token or one of its keys. */
  record OfAccount(Proof proof) implements Visitor {}

  /** A user of the account, with an API token: may do what its scopes say, and manages nothing. */
  record OfUser(Principal principal) implements Visitor {
    @Override
    public Proof proof() {
      return new Proof.OfUser(principal.account(), principal.user().id());
    }
  }

  /** For the doors that requests are handed on to. */
  Proof proof();

  default AccountSid account() {
    return proof().account();
  }

  /** Whether it may see conferences. */
  default boolean maySee() {
    return switch (this) {
      case OfAccount _ -> true;
      case OfUser(Principal principal) -> principal.may(Scope.CONFERENCES_READ);
    };
  }

  /** Whether it may change conferences. */
  default boolean mayChange() {
    return switch (this) {
      case OfAccount _ -> true;
      case OfUser(Principal principal) -> principal.may(Scope.CONFERENCES_WRITE);
    };
  }

  /**
   * What it may do, in the order in which scopes are declared: all if it is the account with its
   * auth token. A key cannot make a token that reaches beyond a user's membership, so it does not
   * reach there itself.
   */
  default List<Scope> scopes() {
    return switch (this) {
      case OfAccount(Proof proof) ->
          Stream.of(Scope.values())
              .filter(scope -> scope != Scope.CONVERSATIONS_ADMIN || proof.mayManage())
              .toList();
      case OfUser(Principal principal) -> principal.scopes().stream().sorted().toList();
    };
  }

  /** As people know it: the name of a user, the sid of a key or of an account. */
  default String name() {
    return switch (this) {
      case OfAccount(Proof.OfKey(var _, var key)) -> key.text();
      case OfAccount(Proof proof) -> proof.account().text();
      case OfUser(Principal principal) -> principal.user().name();
    };
  }

  /** What it proved itself with, in a word. */
  default String kind() {
    return switch (this) {
      case OfAccount(Proof.OfKey _) -> "key";
      case OfAccount _ -> "account";
      case OfUser _ -> "user";
    };
  }
}
