package dev.rollcall.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.RefusedException;
import dev.rollcall.core.access.Principal;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.testing.TestConversations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds of a conversation whatever is done to it, in whatever order, by whomever. */
final class RandomConversationTest {
  private static final int STEPS = 120;

  @Property(tries = 60)
  void rulesHoldAfterEveryStep(@ForAll long seed) {
    Run run = new Run(new Random(seed));
    for (int step = 0; step < STEPS; step++) {
      run.step();
      run.check();
    }
    assertThat(run.done).as("steps that were not refused").isPositive();
  }

  private static final class Run {
    private final TestConversations world = new TestConversations();
    private final Conversations conversations = world.conversations();
    private final List<Principal> people = new ArrayList<>();
    private final ConversationId id;
    private final Map<MembershipId, Long> marks = new HashMap<>();
    private final Random random;
    private int done;

    private Run(Random random) {
      this.random = random;
      for (int i = 0; i < 4; i++) {
        people.add(world.person("person" + i));
      }
      people.add(world.agent("agent"));
      id = world.create(people.getFirst()).id();
    }

    private void step() {
      world.clock().advance(Duration.ofMillis(random.nextInt(3)));
      Principal who = any(people);
      world.store().failing(random.nextInt(10) == 0);
      try {
        act(who, TestConversations.named(any(people)));
        done++;
      } catch (RefusedException _) {
        // Whatever is refused must leave everything as it was, which is checked after each step.
      }
      world.store().failing(false);
    }

    private void act(Principal who, MemberReference whom) {
      switch (random.nextInt(12)) {
        case 0, 1 ->
            conversations.addMember(
                who, id, whom, random.nextBoolean() ? Role.MEMBER : Role.VIEWER);
        case 2 ->
            conversations.updateMember(
                who,
                id,
                whom,
                new MembershipUpdate(
                    Optional.of(any(List.of(Role.values()))), Optional.empty(), Optional.empty()));
        case 3 -> conversations.removeMember(who, id, whom);
        case 4 -> conversations.removeMember(who, id, new MemberReference.Me());
        case 5, 6, 7 -> world.post(who, id, "text " + random.nextInt());
        case 8 -> conversations.deleteMessage(who, id, message());
        case 9 ->
            conversations.edit(
                who, id, message(), List.of(new Part.Text("edited " + random.nextInt())));
        case 10 -> conversations.markRead(who, id, message());
        default ->
            conversations.update(
                who,
                id,
                new ConversationUpdate(
                    Optional.of("title " + random.nextInt(3)),
                    Optional.empty(),
                    Optional.of(
                        random.nextInt(4) == 0
                            ? ConversationStatus.ARCHIVED
                            : ConversationStatus.ACTIVE)));
      }
    }

    private MessageId message() {
      List<Message> all = stored();
      return all.isEmpty() ? world.ports().sids().id(MessageId::new) : any(all).id();
    }

    private List<Message> stored() {
      return world.store().messagesWithDeleted(id, Seek.first(1_000));
    }

    private <T> T any(List<T> choices) {
      return choices.get(random.nextInt(choices.size()));
    }

    private void check() {
      MembersAndOwner now = new MembersAndOwner();
      assertThat(now.owner).as("an owner remains").isPresent();
      Principal owner = now.owner.get();
      Conversation conversation = conversations.get(owner, id);
      List<Message> messages = stored();
      for (int i = 0; i < messages.size(); i++) {
        assertThat(messages.get(i).sequence()).isEqualTo(i + 1);
      }
      List<Message> left = messages.stream().filter(each -> !each.isDeleted()).toList();
      assertThat(conversation.lastSequence()).isEqualTo(messages.size());
      assertThat(conversation.messageCount()).isEqualTo(left.size());
      assertThat(conversation.currentNode().isPresent()).isEqualTo(!left.isEmpty());
      conversation
          .currentNode()
          .ifPresent(tip -> assertThat(left).extracting(Message::id).contains(tip));
      List<ConversationEvent> events = world.store().events(id, Seek.first(1_000)).reversed();
      for (int i = 0; i < events.size(); i++) {
        assertThat(events.get(i).sequence()).isEqualTo(i + 1);
      }
      assertThat(conversation.lastEvent()).isEqualTo(events.size());
      checkMembers(owner, now.members, left);
    }

    private void checkMembers(
        Principal owner, List<Membership> stored, List<Message> messagesLeft) {
      List<Membership> shown = conversations.members(owner, id, Seek.first(50)).items();
      assertThat(shown)
          .extracting(Membership::id)
          .isEqualTo(stored.stream().map(Membership::id).toList());
      assertThat(shown)
          .extracting(Membership::role)
          .isEqualTo(stored.stream().map(Membership::role).toList());
      for (Membership each : stored) {
        long mark = ReadMarkers.sequence(each);
        assertThat(mark).isGreaterThanOrEqualTo(marks.getOrDefault(each.id(), 0L));
        marks.put(each.id(), mark);
      }
      for (Membership each : shown) {
        each.marker()
            .ifPresent(
                marker ->
                    assertThat(messagesLeft).extracting(Message::id).contains(marker.message()));
      }
      for (Principal person : people) {
        assertThat(conversations.mayRead(person, id))
            .isEqualTo(stored.stream().anyMatch(each -> each.actor().equals(person.actor())));
      }
    }

    /** Who is in it as the store says. */
    private final class MembersAndOwner {
      private final List<Membership> members = world.store().memberships(id, Seek.first(50));
      private final Optional<Principal> owner =
          members.stream()
              .filter(each -> each.role() == Role.OWNER)
              .findFirst()
              .flatMap(
                  member ->
                      people.stream()
                          .filter(each -> each.actor().equals(member.actor()))
                          .findFirst());
    }
  }
}
