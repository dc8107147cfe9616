package dev.rollcall.core.conversation;

import static dev.rollcall.core.conversation.Refusals.refused;
import static dev.rollcall.core.testing.TestConversations.named;
import static dev.rollcall.core.testing.TestConversations.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.Problem;
import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.paging.Slice;
import dev.rollcall.core.testing.TestConversations;
import dev.rollcall.core.user.Actor;
import dev.rollcall.core.user.ActorType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is in a conversation, and in which role. */
final class MembersTest {
  private static final MemberReference ME = new MemberReference.Me();

  private final TestConversations world = new TestConversations();
  private final Conversations conversations = world.conversations();
  private final Principal ann = world.person("ann");
  private final Principal ben = world.person("ben");
  private final Principal cat = world.person("cat", "+4930123456");
  private final ConversationId id = world.create(ann).id();

  private static MembershipUpdate role(Role role) {
    return new MembershipUpdate(Optional.of(role), Optional.empty(), Optional.empty());
  }

  private static MembershipUpdate settings(NotificationPreference preference, boolean isPrivate) {
    return new MembershipUpdate(Optional.empty(), Optional.of(preference), Optional.of(isPrivate));
  }

  private List<ConversationEvent.Kind> kinds() {
    return conversations.events(ann, id, Seek.first(100)).items().stream()
        .map(ConversationEvent::kind)
        .toList();
  }

  @Test
  void theCreatorIsTheOwner() {
    Membership owner = conversations.member(ann, id, ME);

    assertThat(owner.role()).isEqualTo(Role.OWNER);
    assertThat(owner.addedBy()).isEmpty();
    assertThat(owner.displayName()).isEqualTo("ann by name");
    assertThat(owner.userId()).contains(ann.user().id().text());
    assertThat(owner.notificationPreference()).isEqualTo(NotificationPreference.ALL);
  }

  @Test
  void aMemberMayAddButNotRemoveOthersNorGiveRoles() {
    world.add(ann, id, ben, Role.MEMBER);

    assertThat(world.add(ben, id, cat, Role.VIEWER).addedBy()).contains(ben.actor());
    assertThat(refused(Problem.ROLE_TOO_LOW, () -> conversations.removeMember(ben, id, named(cat))))
        .contains("owner")
        .contains("member");
    refused(
        Problem.ROLE_TOO_LOW,
        () -> conversations.updateMember(ben, id, named(cat), role(Role.MEMBER)));
    refused(Problem.ROLE_TOO_LOW, () -> conversations.updateMember(ben, id, ME, role(Role.OWNER)));
  }

  @Test
  void aViewerMayOnlyRead() {
    world.add(ann, id, ben, Role.VIEWER);

    refused(Problem.ROLE_TOO_LOW, () -> world.add(ben, id, cat, Role.VIEWER));
    refused(Problem.ROLE_TOO_LOW, () -> world.post(ben, id, "hello"));
    refused(Problem.ROLE_TOO_LOW, () -> conversations.delete(ben, id));
    assertThat(conversations.members(ben, id, Seek.first(5)).items()).hasSize(2);
  }

  @Test
  void nobodyIsAddedAsOwner() {
    assertThat(refused(Problem.TEXT_INVALID, () -> world.add(ann, id, ben, Role.OWNER)))
        .contains("member or viewer");
  }

  @Test
  void addingAgainChangesNothing() {
    Membership first = world.add(ann, id, ben, Role.MEMBER);
    long commits = world.store().commits();

    assertThat(world.add(ann, id, ben, Role.MEMBER)).isEqualTo(first);
    assertThat(world.store().commits()).isEqualTo(commits);
    assertThat(refused(Problem.ALREADY_A_MEMBER, () -> world.add(ann, id, ben, Role.VIEWER)))
        .contains("member");
  }

  @Test
  void whoComesBackGetsANewMembership() {
    Membership first = world.add(ann, id, ben, Role.MEMBER);
    Membership left = conversations.removeMember(ben, id, ME);
    Membership second = world.add(ann, id, ben, Role.VIEWER);

    assertThat(left.id()).isEqualTo(first.id());
    assertThat(left.state()).isEqualTo(MembershipState.LEFT);
    assertThat(left.left()).contains(world.clock().instant());
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(kinds())
        .containsExactly(
            ConversationEvent.Kind.PARTICIPANT_ADDED,
            ConversationEvent.Kind.PARTICIPANT_LEFT,
            ConversationEvent.Kind.PARTICIPANT_ADDED,
            ConversationEvent.Kind.CREATED);
  }

  @Test
  void theLastOwnerStaysAnOwner() {
    world.add(ann, id, ben, Role.MEMBER);

    assertThat(refused(Problem.LAST_OWNER, () -> conversations.removeMember(ann, id, ME)))
        .contains("Make another participant an owner first");
    refused(
        Problem.LAST_OWNER,
        () -> conversations.updateMember(ann, id, named(ann), role(Role.VIEWER)));
    conversations.updateMember(ann, id, named(ben), role(Role.OWNER));
    assertThat(conversations.updateMember(ann, id, ME, role(Role.VIEWER)).role())
        .isEqualTo(Role.VIEWER);
    refused(Problem.LAST_OWNER, () -> conversations.removeMember(ben, id, ME));
  }

  @Test
  void onlyTheMemberItselfSetsWhatIsItsOwn() {
    world.add(ann, id, ben, Role.VIEWER);
    Principal admin = with(ann, Scope.CONVERSATIONS_ADMIN);

    refused(
        Problem.NOT_YOURS,
        () ->
            conversations.updateMember(
                ann, id, named(ben), settings(NotificationPreference.NONE, true)));
    refused(
        Problem.NOT_YOURS,
        () ->
            conversations.updateMember(
                admin, id, named(ben), settings(NotificationPreference.NONE, false)));
    Principal reader = with(ben, Scope.READ_STATE_WRITE);
    Membership set =
        conversations.updateMember(
            reader, id, named(ben), settings(NotificationPreference.MENTIONS, true));
    assertThat(set.notificationPreference()).isEqualTo(NotificationPreference.MENTIONS);
    assertThat(set.markerPrivate()).isTrue();
    assertThat(kinds()).doesNotContain(ConversationEvent.Kind.ROLE_CHANGED);
  }

  @Test
  void leavingNeedsNoMoreThanMarkingWhatOneHasRead() {
    world.add(ann, id, ben, Role.VIEWER);
    world.add(ann, id, cat, Role.VIEWER);
    conversations.updateMember(ann, id, named(ben), role(Role.OWNER));
    Principal reader = with(ben, Scope.READ_STATE_WRITE);

    assertThat(
            refused(
                Problem.SCOPE_MISSING, () -> conversations.removeMember(reader, id, named(cat))))
        .contains("participants:write");
    assertThat(conversations.removeMember(reader, id, named(ben)).state())
        .isEqualTo(MembershipState.LEFT);
  }

  @Test
  void phonesAreNamedByTheirAddressUnlessItIsKnownWhoCalls() {
    Membership phone =
        conversations.addMember(
            ann, id, MemberReference.of("sip:Dave@EXAMPLE.org;transport=udp"), Role.VIEWER);
    Membership known =
        conversations.addMember(ann, id, MemberReference.of("+4930123456"), Role.MEMBER);

    assertThat(phone.actor()).isEqualTo(Actor.phone("sip:Dave@example.org"));
    assertThat(phone.displayName()).isEqualTo("sip:Dave@example.org");
    assertThat(phone.userId()).isEmpty();
    assertThat(phone.notificationPreference()).isEqualTo(NotificationPreference.NONE);
    assertThat(known.actor()).isEqualTo(cat.actor());
    assertThat(conversations.member(ann, id, MemberReference.of("sip:Dave@example.org")))
        .isEqualTo(phone);
    refused(
        Problem.TEXT_INVALID,
        () ->
            conversations.updateMember(
                ann, id, new MemberReference.ById(phone.id().id()), role(Role.OWNER)));
    refused(
        Problem.TEXT_INVALID,
        () -> conversations.addMember(ann, id, MemberReference.of("sip:nobody"), Role.VIEWER));
  }

  @Test
  void agentsAreNotNotifiedUnlessTheySaySo() {
    Principal agent = world.agent("scribe");
    Membership added = world.add(ann, id, agent, Role.MEMBER);

    assertThat(added.notificationPreference()).isEqualTo(NotificationPreference.NONE);
    assertThat(added.actor().type()).isEqualTo(ActorType.AGENT);
    assertThat(added.userId()).isEmpty();
    assertThat(conversations.updateMember(ann, id, named(agent), role(Role.OWNER)).role())
        .isEqualTo(Role.OWNER);
  }

  @Test
  void aMemberIsFoundByEveryOfItsNames() {
    Membership added = world.add(ann, id, cat, Role.VIEWER);

    assertThat(
            List.of(
                conversations.member(cat, id, ME),
                conversations.member(ann, id, new MemberReference.ById(added.id().id())),
                conversations.member(ann, id, new MemberReference.ById(cat.user().id().id())),
                conversations.member(ann, id, MemberReference.of("Cat")),
                conversations.member(ann, id, MemberReference.of("+4930123456"))))
        .containsOnly(added);
    refused(Problem.MEMBER_NOT_FOUND, () -> conversations.member(ann, id, named(ben)));
    refused(
        Problem.MEMBER_NOT_FOUND,
        () -> conversations.member(ann, id, new MemberReference.ById(new UUID(1, 1))));
    conversations.removeMember(ann, id, named(cat));
    refused(
        Problem.MEMBER_NOT_FOUND,
        () -> conversations.member(ann, id, new MemberReference.ById(added.id().id())));
    refused(
        Problem.USER_NOT_FOUND,
        () -> conversations.addMember(ann, id, MemberReference.of("nobody"), Role.VIEWER));
  }

  @Test
  void pagesGoForthAndBackWithoutGapInTheOrderOfJoining() {
    List<Membership> all = new ArrayList<>();
    all.add(conversations.member(ann, id, ME));
    for (int i = 0; i < 11; i++) {
      world.clock().advance(Duration.ofMillis(i % 3));
      all.add(world.add(ann, id, world.person("p" + i), Role.VIEWER));
    }
    List<Membership> forth = new ArrayList<>();
    Slice<Membership> page = conversations.members(ann, id, Seek.first(5));
    forth.addAll(page.items());
    assertThat(page.hasPrevious()).isFalse();
    while (page.hasNext()) {
      page = conversations.members(ann, id, Seek.after(forth.getLast().place(), 5));
      forth.addAll(page.items());
    }
    assertThat(forth).isEqualTo(all);
    assertThat(conversations.members(ann, id, Seek.before(all.get(7).place(), 5)).items())
        .isEqualTo(all.subList(2, 7));
  }
}
