package dev.rollcall.core.conversation;

import static dev.rollcall.core.conversation.Refusals.refused;
import static dev.rollcall.core.testing.TestConversations.message;
import static dev.rollcall.core.testing.TestConversations.named;
import static dev.rollcall.core.testing.TestConversations.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.testing.TestConversations;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.core.user.ActorType;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Who gets in, and how the others are turned away. */
final class AccessTest {
  private final TestConversations world = new TestConversations();
  private final Conversations conversations = world.conversations();
  private final Principal ann = world.person("ann");
  private final Principal ben = world.person("ben");
  private final ConversationId id = world.create(ann).id();

  /** Every method with the scope it asks for first. */
  private Map<Scope, List<Consumer<Principal>>> methods() {
    MessageId message = world.post(ann, id, "hello").id();
    ConversationUpdate update =
        new ConversationUpdate(Optional.of("x"), Optional.empty(), Optional.empty());
    MembershipUpdate role =
        new MembershipUpdate(Optional.of(Role.MEMBER), Optional.empty(), Optional.empty());
    return Map.of(
        Scope.CONVERSATIONS_READ,
        List.of(
            who -> conversations.list(who, ConversationStatus.ACTIVE, Seek.first(5)),
            who -> conversations.get(who, id),
            who -> conversations.members(who, id, Seek.first(5)),
            who -> conversations.member(who, id, named(ann)),
            who -> conversations.messages(who, id, Seek.first(5)),
            who -> conversations.message(who, id, message),
            who -> conversations.tree(who, id, 5),
            who -> conversations.branches(who, id, message, Seek.first(5)),
            who -> conversations.readState(who, id),
            who -> conversations.events(who, id, Seek.first(5))),
        Scope.CONVERSATIONS_WRITE,
        List.of(
            who -> conversations.create(who, Optional.empty(), Optional.empty()),
            who -> conversations.update(who, id, update),
            who -> conversations.select(who, id, message),
            who -> conversations.fork(who, id, message, Optional.empty()),
            who -> conversations.delete(who, id)),
        Scope.PARTICIPANTS_WRITE,
        List.of(
            who -> conversations.addMember(who, id, named(ben), Role.MEMBER),
            who -> conversations.updateMember(who, id, named(ann), role),
            who -> conversations.removeMember(who, id, named(ann))),
        Scope.MESSAGES_WRITE,
        List.of(
            who -> conversations.post(who, id, message(who, "x")),
            who -> conversations.edit(who, id, message, List.of(new Part.Text("y"))),
            who -> conversations.deleteMessage(who, id, message)),
        Scope.READ_STATE_WRITE,
        List.of(who -> conversations.markRead(who, id, message)));
  }

  @Test
  void everyMethodAsksForItsScopeFirst() {
    methods()
        .forEach(
            (scope, methods) ->
                methods.forEach(
                    method -> {
                      assertThat(refused(Problem.SCOPE_MISSING, () -> method.accept(with(ann))))
                          .contains(scope.text());
                      assertThat(
                              refused(
                                  Problem.SCOPE_MISSING,
                                  () -> method.accept(with(world.person("x" + UUID.randomUUID())))))
                          .contains(scope.text());
                    }));
  }

  @Test
  void noOtherScopeReplacesTheOneThatIsNeeded() {
    methods()
        .forEach(
            (scope, methods) -> {
              Set<Scope> others = EnumSet.allOf(Scope.class);
              others.removeIf(each -> each.implies(scope));
              if (scope == Scope.PARTICIPANTS_WRITE) {
                others.remove(Scope.READ_STATE_WRITE);
              }
              Principal poor = with(ann, others.toArray(Scope[]::new));
              methods.forEach(method -> refused(Problem.SCOPE_MISSING, () -> method.accept(poor)));
            });
  }

  @Test
  void whatIsNotOnesOwnAnswersLikeWhatDoesNotExist() {
    Principal stranger = world.caller(TestRoster.OTHER_ACCOUNT, "ann", ActorType.USER);
    Principal foreignAdmin = with(stranger, Scope.CONVERSATIONS_ADMIN);
    Principal removed = world.person("removed");
    world.add(ann, id, removed, Role.MEMBER);
    conversations.removeMember(ann, id, named(removed));
    ConversationId deleted = world.create(ann).id();
    conversations.delete(ann, deleted);
    ConversationId unknown = new ConversationId(new UUID(7L << 12, 1L << 63));

    List<Consumer<Principal>> methods = methods().values().stream().flatMap(List::stream).toList();
    for (Principal who : List.of(ben, stranger, foreignAdmin, removed)) {
      List<String> answers = methods.stream().map(method -> answer(method, who)).toList();
      assertThat(answers)
          .filteredOn(each -> !each.equals(notVisible(id)))
          .hasSize(2)
          .containsOnly("");
    }
    assertThat(refused(Problem.CONVERSATION_NOT_FOUND, () -> conversations.get(ann, deleted)))
        .isEqualTo(notVisible(deleted));
    assertThat(refused(Problem.CONVERSATION_NOT_FOUND, () -> conversations.get(ann, unknown)))
        .isEqualTo(notVisible(unknown));
    assertThat(conversations.mayRead(ben, id)).isFalse();
    assertThat(conversations.mayRead(foreignAdmin, id)).isFalse();
    assertThat(conversations.mayRead(ann, deleted)).isFalse();
  }

  /** Why {@code who} is refused; empty if it is not, as nobody is who lists or creates. */
  private static String answer(Consumer<Principal> method, Principal who) {
    try {
      method.accept(who);
      return "";
    } catch (RefusedException e) {
      return e.explanation();
    }
  }

  private static String notVisible(ConversationId id) {
    return "No conversation " + id + " is visible to you.";
  }

  @Test
  void anAdminDoesWhatAnOwnerCould() {
    Principal admin = with(world.person("root"), Scope.CONVERSATIONS_ADMIN);

    assertThat(conversations.list(admin, ConversationStatus.ACTIVE, Seek.first(5)).items())
        .extracting(Conversation::id)
        .containsExactly(id);
    assertThat(conversations.mayRead(admin, id)).isTrue();
    conversations.addMember(admin, id, named(ben), Role.MEMBER);
    conversations.updateMember(
        admin,
        id,
        named(ben),
        new MembershipUpdate(Optional.of(Role.OWNER), Optional.empty(), Optional.empty()));
    conversations.removeMember(admin, id, named(ann));
    assertThat(conversations.mayRead(ann, id)).isFalse();
    refused(Problem.MEMBER_NOT_FOUND, () -> conversations.readState(admin, id));
    conversations.delete(admin, id);
    refused(Problem.CONVERSATION_NOT_FOUND, () -> conversations.get(admin, id));
  }

  @Test
  void anAdminOfLowRoleIsNotHeldUpByIt() {
    Principal admin =
        with(world.person("root"), Scope.CONVERSATIONS_ADMIN, Scope.CONVERSATIONS_WRITE);
    world.add(ann, id, admin, Role.VIEWER);

    assertThat(world.post(admin, id, "hello").sequence()).isEqualTo(1);
  }

  @Test
  void removalTakesAccessAtOnce() {
    world.add(ann, id, ben, Role.MEMBER);
    assertThat(conversations.mayRead(ben, id)).isTrue();
    assertThat(conversations.list(ben, ConversationStatus.ACTIVE, Seek.first(5)).items())
        .hasSize(1);

    conversations.removeMember(ann, id, named(ben));

    assertThat(conversations.mayRead(ben, id)).isFalse();
    assertThat(conversations.list(ben, ConversationStatus.ACTIVE, Seek.first(5)).items()).isEmpty();
    refused(Problem.CONVERSATION_NOT_FOUND, () -> conversations.members(ben, id, Seek.first(5)));
  }

  @Test
  void readingNeedsTheScopeEvenForMembers() {
    assertThat(conversations.mayRead(with(ann), id)).isFalse();
  }

  @Test
  void sharedListsAreReadFromMemoryUntilSomethingChanges() {
    world.add(ann, id, ben, Role.MEMBER);
    var first = conversations.members(ann, id, Seek.first(50));
    long reads = world.store().reads();

    assertThat(conversations.members(ann, id, Seek.first(50))).isSameAs(first);
    assertThat(world.store().reads()).isEqualTo(reads);
    assertThat(conversations.members(ben, id, Seek.first(50))).isSameAs(first);
    conversations.removeMember(ben, id, new MemberReference.Me());
    assertThat(conversations.members(ann, id, Seek.first(50)).items()).hasSize(1);
  }

  @Test
  void aChangeThatIsNotJournaledIsNotMade() {
    world.store().failing(true);
    refused(Problem.STORE_UNAVAILABLE, () -> world.add(ann, id, ben, Role.MEMBER));
    world.store().failing(false);
    int told = world.told().size();

    assertThat(conversations.members(ann, id, Seek.first(50)).items()).hasSize(1);
    assertThat(world.told()).hasSize(told);
  }
}
