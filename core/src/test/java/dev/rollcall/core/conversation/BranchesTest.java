package dev.rollcall.core.conversation;

import static dev.rollcall.core.conversation.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.Problem;
import dev.rollcall.core.access.Principal;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.testing.TestConversations;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How messages hang together, and what is made of a branch. */
final class BranchesTest {
  private final TestConversations world = new TestConversations();
  private final Conversations conversations = world.conversations();
  private final Principal ann = world.person("ann");
  private final Principal ben = world.person("ben");
  private final ConversationId id = world.create(ann).id();
  private final Message root = world.post(ann, id, "root");
  private final Message left = answer(root, "left");
  private final Message right = answer(root, "right");

  private Message answer(Message parent, String text) {
    return conversations.post(
        ann,
        id,
        new NewMessage(
            MessageRole.USER,
            List.of(new Part.Text(text)),
            Optional.of(parent.id()),
            Optional.of("key of " + text)));
  }

  @Test
  void branchesAreTheAnswersToTheSameMessage() {
    assertThat(conversations.branches(ann, id, left.id(), Seek.first(5)).items())
        .containsExactly(left, right);
    assertThat(conversations.branches(ann, id, root.id(), Seek.first(5)).items())
        .containsExactly(root);
    assertThat(conversations.branches(ann, id, left.id(), Seek.first(1)).hasNext()).isTrue();
    conversations.deleteMessage(ann, id, left.id());
    assertThat(conversations.branches(ann, id, right.id(), Seek.first(5)).items())
        .containsExactly(right);
    refused(
        Problem.MESSAGE_NOT_FOUND, () -> conversations.branches(ann, id, left.id(), Seek.first(5)));
  }

  @Test
  void theNextMessageAnswersTheSelectedOne() {
    Conversation selected = conversations.select(ann, id, left.id());

    assertThat(selected.currentNode()).contains(left.id());
    assertThat(world.post(ann, id, "below left").parent()).contains(left.id());
    long commits = world.store().commits();
    Optional<MessageId> tip = conversations.get(ann, id).currentNode();
    conversations.select(ann, id, tip.orElseThrow());
    assertThat(world.store().commits()).isEqualTo(commits);
  }

  @Test
  void theTreeShowsDeletedMessagesWithoutWhatTheySaid() {
    conversations.deleteMessage(ann, id, root.id());

    MessageTree tree = conversations.tree(ann, id, 2);
    assertThat(tree.messages()).extracting(Message::id).containsExactly(root.id(), left.id());
    assertThat(tree.messages().getFirst().parts()).isEmpty();
    assertThat(tree.truncated()).isTrue();
    assertThat(conversations.tree(ann, id, 3).truncated()).isFalse();
  }

  @Test
  void aForkCopiesTheBranchAndBelongsToTheCaller() {
    world.add(ann, id, ben, Role.VIEWER);
    Message leaf = answer(left, "leaf");
    conversations.edit(ann, id, leaf.id(), List.of(new Part.Text("leaf, better")));
    Message end = answer(leaf, "end");
    conversations.deleteMessage(ann, id, leaf.id());

    Conversation fork = conversations.fork(ben, id, end.id(), Optional.of("Mine"));

    assertThat(fork.title()).contains("Mine");
    assertThat(fork.createdBy()).isEqualTo(ben.actor());
    assertThat(fork.messageCount()).isEqualTo(3);
    assertThat(fork.lastSequence()).isEqualTo(3);
    List<Message> copies = conversations.tree(ben, fork.id(), 10).messages();
    assertThat(copies)
        .extracting(Message::parts)
        .containsExactly(root.parts(), left.parts(), end.parts());
    assertThat(copies).extracting(Message::sequence).containsExactly(1L, 2L, 3L);
    assertThat(copies)
        .extracting(Message::parent)
        .containsExactly(
            Optional.empty(), Optional.of(copies.get(0).id()), Optional.of(copies.get(1).id()));
    assertThat(copies).extracting(Message::sender).containsOnly(ann.actor());
    assertThat(copies).extracting(Message::id).doesNotContain(root.id(), left.id(), end.id());
    assertThat(fork.currentNode()).contains(copies.getLast().id());
    assertThat(conversations.members(ben, fork.id(), Seek.first(5)).items())
        .singleElement()
        .satisfies(owner -> assertThat(owner.role()).isEqualTo(Role.OWNER));
    assertThat(conversations.readState(ben, fork.id()).unread()).isZero();
    assertThat(conversations.mayRead(ann, fork.id())).isFalse();
    assertThat(conversations.fork(ben, id, root.id(), Optional.empty()).title()).contains("Launch");
  }

  @Test
  void aForkIsBounded() {
    String text = "x".repeat(100_000);
    Message last = root;
    List<Part> parts = Collections.nCopies(10, new Part.Text(text));
    for (int i = 0; i < 10; i++) {
      last =
          conversations.post(
              ann,
              id,
              new NewMessage(MessageRole.USER, parts, Optional.of(last.id()), Optional.empty()));
    }
    MessageId tip = last.id();
    assertThat(
            refused(Problem.TEXT_INVALID, () -> conversations.fork(ann, id, tip, Optional.empty())))
        .contains("10000000");
    assertThat(conversations.list(ann, ConversationStatus.ACTIVE, Seek.first(5)).items())
        .hasSize(1);
  }
}
