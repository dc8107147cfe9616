package dev.rollcall.core.conversation;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.Scope;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who gets into a conversation, and who may do what there. First the scope is asked, then whether
 * the conversation is visible, then the role.
 */
final class Access {
  private static final Logger log = LoggerFactory.getLogger(Access.class);

  private final ConversationPorts ports;
  private final HotConversations hot;

  Access(ConversationPorts ports, HotConversations hot) {
    this.ports = ports;
    this.hot = hot;
  }

  /**
   * A caller in a conversation that it may see.
   *
   * @param membership empty if the admin scope alone lets it in
   */
  record Standing(Principal caller, Conversation conversation, Optional<Membership> membership) {
    /** The caller's own membership, for what only members have. */
    Membership own() {
      return membership.orElseThrow(
          () ->
              new RefusedException(
                  Problem.MEMBER_NOT_FOUND,
                  "You are not a participant of conversation "
                      + conversation.id()
                      + "; only its participants have a read marker and settings there."));
    }

    /** Refuses whoever is below {@code least}. */
    void require(Role least) {
      if (membership.map(each -> each.role().reaches(least)).orElse(true)) {
        return;
      }
      if (!caller.may(Scope.CONVERSATIONS_ADMIN)) {
        throw new RefusedException(
            Problem.ROLE_TOO_LOW,
            "This needs the role "
                + name(least)
                + " in conversation "
                + conversation.id()
                + "; yours is "
                + name(own().role())
                + ".");
      }
      logAdmin(caller, conversation.id(), "the admin scope was used beyond the caller's role");
    }

    /** Refuses while the conversation is archived. */
    void requireActive() {
      if (conversation.status() == ConversationStatus.ARCHIVED) {
        throw new RefusedException(
            Problem.CONVERSATION_ARCHIVED,
            "Conversation "
                + conversation.id()
                + " is archived; an owner can reopen it by making it active.");
      }
    }

    private static String name(Role role) {
      return role.name().toLowerCase(Locale.ROOT);
    }
  }

  /** Refuses a caller without {@code scope}. */
  static void requireScope(Principal caller, Scope scope) {
    if (!caller.may(scope)) {
      throw new RefusedException(
          Problem.SCOPE_MISSING,
          "This needs the scope " + scope.text() + ", which you have not been granted.");
    }
  }

  /**
   * The caller in conversation {@code id}; refused like what does not exist if it is not let in.
   */
  Standing enter(Principal caller, Scope scope, ConversationId id) {
    requireScope(caller, scope);
    Standing standing = find(caller, id).orElseThrow(() -> notVisible(id));
    if (standing.membership().isEmpty()) {
      logAdmin(caller, id, "the admin scope opened a conversation");
    }
    return standing;
  }

  /** As {@link #enter} for a caller that was let in just now, which is not logged once more. */
  Standing again(Principal caller, ConversationId id) {
    return find(caller, id).orElseThrow(() -> notVisible(id));
  }

  boolean mayRead(Principal caller, ConversationId id) {
    return caller.may(Scope.CONVERSATIONS_READ) && find(caller, id).isPresent();
  }

  /** Notes that a caller sees all conversations because of the admin scope. */
  static void logAdminList(Principal caller) {
    log.atInfo()
        .addKeyValue("account", caller.account())
        .addKeyValue("user", caller.user().id())
        .addKeyValue("credential", caller.credential().text())
        .log("the admin scope listed all conversations");
  }

  private static void logAdmin(Principal caller, ConversationId conversation, String what) {
    log.atInfo()
        .addKeyValue("conversation", conversation)
        .addKeyValue("account", caller.account())
        .addKeyValue("user", caller.user().id())
        .addKeyValue("credential", caller.credential().text())
        .log(what);
  }

  private Optional<Standing> find(Principal caller, ConversationId id) {
    Optional<Conversation> conversation =
        hot.conversation(
                caller.account(), id, () -> ports.records().conversation(caller.account(), id))
            .filter(each -> each.status() != ConversationStatus.DELETED);
    if (conversation.isEmpty()) {
      return Optional.empty();
    }
    Optional<Membership> membership =
        hot.membership(id, caller.actor(), () -> ports.records().membership(id, caller.actor()));
    return membership.isPresent() || caller.may(Scope.CONVERSATIONS_ADMIN)
        ? Optional.of(new Standing(caller, conversation.get(), membership))
        : Optional.empty();
  }

  private static RefusedException notVisible(ConversationId id) {
    return new RefusedException(
        Problem.CONVERSATION_NOT_FOUND, "No conversation " + id + " is visible to you.");
  }
}
