package dev.rollcall.core.conversation;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.access.Principal;
import dev.rollcall.core.user.Actor;
import dev.rollcall.core.user.Addresses;
import dev.rollcall.core.user.User;
import dev.rollcall.core.user.UserId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Finds whom a caller means. */
final class MemberLookup {
  private final ConversationPorts ports;

  MemberLookup(ConversationPorts ports) {
    this.ports = ports;
  }

  /** Somebody who is to be added, and what people read of it. */
  record Newcomer(Actor actor, String displayName) {
    static Newcomer of(User user) {
      return new Newcomer(user.actor(), user.displayName());
    }
  }

  /** The membership that {@code reference} names and that holds. */
  Membership member(Principal caller, ConversationId conversation, MemberReference reference) {
    Optional<Membership> found =
        switch (reference) {
          case MemberReference.Me _ -> member(conversation, caller.actor());
          case MemberReference.ById(UUID id) ->
              ports
                  .records()
                  .membership(conversation, new MembershipId(id))
                  .filter(each -> each.state() == MembershipState.JOINED)
                  .or(
                      () ->
                          ports
                              .users()
                              .user(caller.account(), new UserId(id))
                              .flatMap(user -> member(conversation, user.actor())));
          case MemberReference.ByName(String name) ->
              user(caller, name).flatMap(user -> member(conversation, user.actor()));
          case MemberReference.ByAddress(String address) ->
              Addresses.normalized(address)
                  .flatMap(
                      normal ->
                          userAt(caller, normal)
                              .flatMap(user -> member(conversation, user.actor()))
                              .or(() -> member(conversation, Actor.phone(normal))));
        };
    return found.orElseThrow(
        () ->
            new RefusedException(
                Problem.MEMBER_NOT_FOUND,
                "No such participant is in conversation " + conversation + " now."));
  }

  /** Who is to be added; a known user wherever {@code reference} leads to one. */
  Newcomer newcomer(Principal caller, MemberReference reference) {
    return switch (reference) {
      case MemberReference.Me _ -> Newcomer.of(caller.user());
      case MemberReference.ById(UUID id) ->
          ports
              .users()
              .user(caller.account(), new UserId(id))
              .map(Newcomer::of)
              .orElseThrow(MemberLookup::noUser);
      case MemberReference.ByName(String name) ->
          user(caller, name).map(Newcomer::of).orElseThrow(MemberLookup::noUser);
      case MemberReference.ByAddress(String address) -> {
        String normal =
            Addresses.normalized(address)
                .orElseThrow(
                    () ->
                        Texts.refusal(
                            "A phone is named by its number, + and 3 to 15 digits, or by its SIP"
                                + " address, such as sip:alice@example.com."));
        yield userAt(caller, normal)
            .map(Newcomer::of)
            .orElseGet(() -> new Newcomer(Actor.phone(normal), normal));
      }
    };
  }

  private Optional<Membership> member(ConversationId conversation, Actor actor) {
    return ports.records().membership(conversation, actor);
  }

  /** Users' names have no capital letters. */
  private Optional<User> user(Principal caller, String name) {
    return ports.users().userNamed(caller.account(), name.toLowerCase(Locale.ROOT));
  }

  private Optional<User> userAt(Principal caller, String normalAddress) {
    return ports.users().userAt(caller.account(), normalAddress);
  }

  private static RefusedException noUser() {
    return new RefusedException(
        Problem.USER_NOT_FOUND,
        "There is no such user; give a user's name or id, or a phone's number or SIP address.");
  }
}
