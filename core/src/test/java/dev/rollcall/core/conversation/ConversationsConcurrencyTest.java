package dev.rollcall.core.conversation;

import static dev.rollcall.core.testing.TestConversations.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.access.Principal;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.testing.TestConversations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Many callers at once in one conversation. */
final class ConversationsConcurrencyTest {
  private static final int READERS = 6;
  private static final int ROUNDS = 2_000;

  private final TestConversations world = new TestConversations();
  private final Conversations conversations = world.conversations();
  private final Principal ann = world.person("ann");
  private final ConversationId id = world.create(ann).id();

  /**
   * A writer announces each change once it was answered; a reader that began after an announcement
   * must see at least that change.
   */
  @Test
  void nothingStaleIsReadAfterAChangeWasAnswered() throws Exception {
    Principal ben = world.person("ben");
    world.add(ann, id, ben, Role.MEMBER);
    AtomicLong announced = new AtomicLong();
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        running.add(threads.submit(() -> readUntil(over, announced)));
      }
      try {
        for (int i = 0; i < ROUNDS; i++) {
          Message posted = world.post(ann, id, "hello");
          announced.set(posted.sequence());
        }
      } finally {
        over.set(true);
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
  }

  private void readUntil(AtomicBoolean over, AtomicLong announced) {
    long seen = 0;
    while (!over.get()) {
      long least = announced.get();
      long ofPage =
          ReadMarkers.sequence(conversations.members(ann, id, Seek.first(50)).items().getFirst());
      assertThat(ofPage).isGreaterThanOrEqualTo(Math.max(least, seen));
      seen = ofPage;
      assertThat(conversations.get(ann, id).lastSequence()).isGreaterThanOrEqualTo(least);
    }
  }

  @Test
  void whoIsRemovedReadsNothingFromThenOn() throws Exception {
    Principal ben = world.person("ben");
    try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
      for (int i = 0; i < 300; i++) {
        world.add(ann, id, ben, Role.VIEWER);
        AtomicBoolean over = new AtomicBoolean();
        Future<?> reader =
            threads.submit(
                () -> {
                  while (!over.get()) {
                    conversations.mayRead(ben, id);
                  }
                });
        try {
          conversations.removeMember(ann, id, named(ben));
          assertThat(conversations.mayRead(ben, id)).isFalse();
        } finally {
          over.set(true);
        }
        reader.get();
        assertThat(conversations.mayRead(ben, id)).isFalse();
      }
    }
  }

  @Test
  void ownersWhoAllLeaveAtOnceLeaveOneBehind() throws Exception {
    List<Principal> owners = new ArrayList<>(List.of(ann));
    for (int i = 0; i < 15; i++) {
      Principal owner = world.person("owner" + i);
      world.add(ann, id, owner, Role.MEMBER);
      conversations.updateMember(
          ann,
          id,
          named(owner),
          new MembershipUpdate(Optional.of(Role.OWNER), Optional.empty(), Optional.empty()));
      owners.add(owner);
    }
    List<Future<Boolean>> leaving = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Principal owner : owners) {
        leaving.add(threads.submit(() -> leaves(owner)));
      }
    }
    int left = 0;
    for (Future<Boolean> each : leaving) {
      left += each.get() ? 1 : 0;
    }
    assertThat(left).isEqualTo(owners.size() - 1);
    assertThat(world.store().owners(id, 5)).hasSize(1);
  }

  private boolean leaves(Principal owner) {
    try {
      conversations.removeMember(owner, id, new MemberReference.Me());
      return true;
    } catch (RefusedException e) {
      assertThat(e.problem()).isEqualTo(Problem.LAST_OWNER);
      return false;
    }
  }

  @Test
  void numbersHaveNoGapWhenManyPost() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        Future<?> _ = threads.submit(() -> world.post(ann, id, "hello"));
      }
    }
    List<Message> all = conversations.messages(ann, id, Seek.first(500)).items().reversed();
    assertThat(all).hasSize(200);
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).sequence()).isEqualTo(i + 1);
    }
  }
}
