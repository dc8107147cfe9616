package dev.rollcall.mcp.tools;

import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceFilter;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.conversation.Conversation;
import dev.rollcall.core.conversation.ConversationStatus;
import dev.rollcall.core.conversation.Conversations;
import dev.rollcall.core.paging.InstantRange;
import dev.rollcall.core.paging.PageRequest;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.core.user.User;
import dev.rollcall.core.user.Users;
import dev.rollcall.mcp.Completer;
import dev.rollcall.mcp.Completion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Suggests what the caller can see and nothing else: ids of conversations by id or title, sids and
 * room names of live conferences, names of users. Looks through the newest {@value #MOST_SEEN} of
 * each.
 */
final class RollcallCompleter implements Completer<Visitor> {
  private static final int MOST_SEEN = 200;

  private final Conversations conversations;
  private final Users users;
  private final Roster roster;

  RollcallCompleter(Conversations conversations, Users users, Roster roster) {
    this.conversations = conversations;
    this.users = users;
    this.roster = roster;
  }

  @Override
  public Optional<Completion> complete(
      Visitor caller,
      Reference reference,
      String argument,
      String value,
      Map<String, String> context) {
    Principal principal = caller.principal();
    return switch (reference) {
      case Reference.OfTemplate(String template) -> template(principal, template, argument, value);
      case Reference.OfPrompt(String name) -> prompt(principal, name, argument, value);
    };
  }

  private Optional<Completion> template(
      Principal caller, String template, String argument, String value) {
    return switch (template) {
      case RollcallResources.CONVERSATION_TEMPLATE,
          RollcallResources.MEMBERS_TEMPLATE,
          RollcallResources.MESSAGES_TEMPLATE ->
          Optional.of(argument.equals("id") ? conversations(caller, value) : none());
      case RollcallResources.CONFERENCE_TEMPLATE ->
          Optional.of(
              argument.equals("sid")
                  ? conferences(caller, value, each -> each.sid().text())
                  : none());
      default -> Optional.empty();
    };
  }

  private Optional<Completion> prompt(
      Principal caller, String name, String argument, String value) {
    boolean known = name.equals(RollcallPrompts.WHO_IS_IN) || name.equals(RollcallPrompts.CATCH_UP);
    if (!known) {
      return Optional.empty();
    }
    return Optional.of(
        switch (argument) {
          case RollcallPrompts.CONVERSATION -> conversations(caller, value);
          case RollcallPrompts.CONFERENCE ->
              name.equals(RollcallPrompts.WHO_IS_IN)
                  ? conferences(caller, value, RollcallCompleter::nameOrSid)
                  : none();
          case RollcallPrompts.FROM ->
              name.equals(RollcallPrompts.CATCH_UP) ? users(caller, value) : none();
          default -> none();
        });
  }

  private Completion conversations(Principal caller, String value) {
    if (!caller.may(Scope.CONVERSATIONS_READ)) {
      return none();
    }
    List<Conversation> seen =
        conversations.list(caller, ConversationStatus.ACTIVE, Seek.first(MOST_SEEN)).items();
    return completion(
        seen.stream(),
        value,
        each -> each.id().text(),
        each -> Stream.concat(Stream.of(each.id().text()), each.title().stream()));
  }

  private Completion conferences(
      Principal caller, String value, Function<Conference, String> suggestion) {
    if (!caller.may(Scope.CONFERENCES_READ)) {
      return none();
    }
    List<Conference> seen = new ArrayList<>();
    for (ConferenceStatus status : List.of(ConferenceStatus.IN_PROGRESS, ConferenceStatus.INIT)) {
      ConferenceFilter filter =
          new ConferenceFilter(
              Optional.of(status), Optional.empty(), InstantRange.ALWAYS, InstantRange.ALWAYS);
      seen.addAll(
          roster.conferences(caller.account(), filter, PageRequest.first(MOST_SEEN / 2)).items());
    }
    return completion(
        seen.stream(),
        value,
        suggestion,
        each -> Stream.of(each.sid().text(), each.friendlyName()));
  }

  /** The names of users whom the caller may add to conversations, which are all of its account. */
  private Completion users(Principal caller, String value) {
    if (!caller.may(Scope.CONVERSATIONS_READ)) {
      return none();
    }
    List<User> seen = users.list(caller.account(), Seek.first(MOST_SEEN)).items();
    return completion(
        seen.stream(), value, User::name, each -> Stream.of(each.name(), each.displayName()));
  }

  /** Those of which a text contains {@code value}; those that begin with it come first. */
  private static <T> Completion completion(
      Stream<T> candidates,
      String value,
      Function<T, String> suggestion,
      Function<T, Stream<String>> texts) {
    String wanted = value.toLowerCase(Locale.ROOT);
    List<String> beginning = new ArrayList<>();
    List<String> containing = new ArrayList<>();
    candidates.forEach(
        each -> {
          List<String> lower =
              texts.apply(each).map(text -> text.toLowerCase(Locale.ROOT)).toList();
          if (lower.stream().anyMatch(text -> text.startsWith(wanted))) {
            beginning.add(suggestion.apply(each));
          } else if (lower.stream().anyMatch(text -> text.contains(wanted))) {
            containing.add(suggestion.apply(each));
          }
        });
    beginning.addAll(containing);
    return new Completion(
        beginning.subList(0, Math.min(beginning.size(), Completion.MOST_VALUES)), beginning.size());
  }

  /** The room's name; where that does not show as it is, the sid. */
  private static String nameOrSid(Conference conference) {
    String name = conference.friendlyName();
    return Sanitized.line(name).equals(name) ? name : conference.sid().text();
  }

  private static Completion none() {
    return new Completion(List.of(), 0);
  }
}
