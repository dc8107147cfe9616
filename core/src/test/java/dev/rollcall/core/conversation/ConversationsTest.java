package dev.rollcall.core.conversation;

import static dev.rollcall.core.conversation.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.Problem;
import dev.rollcall.core.access.Principal;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.paging.Slice;
import dev.rollcall.core.testing.TestConversations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Conversations as wholes. */
final class ConversationsTest {
  private final TestConversations world = new TestConversations();
  private final Conversations conversations = world.conversations();
  private final Principal ann = world.person("ann");
  private final Principal ben = world.person("ben");

  private static ConversationUpdate title(String title) {
    return new ConversationUpdate(Optional.of(title), Optional.empty(), Optional.empty());
  }

  private static ConversationUpdate status(ConversationStatus status) {
    return new ConversationUpdate(Optional.empty(), Optional.empty(), Optional.of(status));
  }

  private List<ConversationEvent.Kind> kinds(ConversationId id) {
    return conversations.events(ann, id, Seek.first(100)).items().stream()
        .map(ConversationEvent::kind)
        .toList()
        .reversed();
  }

  @Test
  void whatWasCreatedCanBeRead() {
    Conversation made = conversations.create(ann, Optional.of("Launch"), Optional.of("What to do"));

    assertThat(conversations.get(ann, made.id())).isEqualTo(made);
    assertThat(made.lastEvent()).isEqualTo(1);
    assertThat(kinds(made.id())).containsExactly(ConversationEvent.Kind.CREATED);
    refused(
        Problem.TEXT_INVALID,
        () -> conversations.create(ann, Optional.of("x".repeat(501)), Optional.empty()));
  }

  @Test
  void membersNameItAndOnlyOwnersCloseIt() {
    ConversationId id = world.create(ann).id();
    world.add(ann, id, ben, Role.MEMBER);
    world.clock().advance(Duration.ofSeconds(1));

    Conversation named = conversations.update(ben, id, title("Landing"));
    assertThat(named.title()).contains("Landing");
    assertThat(named.updated()).isEqualTo(world.clock().instant());
    assertThat(conversations.update(ben, id, title("")).title()).isEmpty();
    refused(
        Problem.ROLE_TOO_LOW,
        () -> conversations.update(ben, id, status(ConversationStatus.ARCHIVED)));
    Conversation archived = conversations.update(ann, id, status(ConversationStatus.ARCHIVED));
    assertThat(archived.archived()).contains(world.clock().instant());
    refused(Problem.CONVERSATION_ARCHIVED, () -> conversations.update(ben, id, title("Anew")));
    refused(
        Problem.ROLE_TOO_LOW,
        () -> conversations.update(ben, id, status(ConversationStatus.ACTIVE)));
    Conversation reopened =
        conversations.update(
            ann,
            id,
            new ConversationUpdate(
                Optional.of("Anew"), Optional.empty(), Optional.of(ConversationStatus.ACTIVE)));
    assertThat(reopened.archived()).isEmpty();
    assertThat(reopened.title()).contains("Anew");
    refused(Problem.ROLE_TOO_LOW, () -> conversations.delete(ben, id));
    assertThat(kinds(id))
        .containsExactly(
            ConversationEvent.Kind.CREATED,
            ConversationEvent.Kind.PARTICIPANT_ADDED,
            ConversationEvent.Kind.UPDATED,
            ConversationEvent.Kind.UPDATED,
            ConversationEvent.Kind.ARCHIVED,
            ConversationEvent.Kind.REOPENED,
            ConversationEvent.Kind.UPDATED);
  }

  @Test
  void anUpdateThatChangesNothingWritesNothing() {
    Conversation before = world.create(ann);
    long commits = world.store().commits();

    assertThat(conversations.update(ann, before.id(), title("Launch"))).isEqualTo(before);
    assertThat(world.store().commits()).isEqualTo(commits);
  }

  @Test
  void nothingBecomesDeletedByAnUpdate() {
    ConversationId id = world.create(ann).id();

    refused(
        Problem.TEXT_INVALID,
        () -> conversations.update(ann, id, status(ConversationStatus.DELETED)));
  }

  @Test
  void whatIsDeletedIsGoneForAll() {
    ConversationId id = world.create(ann).id();

    assertThat(conversations.delete(ann, id).status()).isEqualTo(ConversationStatus.DELETED);
    refused(Problem.CONVERSATION_NOT_FOUND, () -> conversations.get(ann, id));
    refused(Problem.CONVERSATION_NOT_FOUND, () -> conversations.delete(ann, id));
    for (ConversationStatus status : ConversationStatus.values()) {
      assertThat(conversations.list(ann, status, Seek.first(5)).items()).isEmpty();
    }
  }

  @Test
  void listsShowTheCallersNewestFirstByStatus() {
    ConversationId oldest = world.create(ann).id();
    ConversationId middle = world.create(ann).id();
    ConversationId newest = world.create(ann).id();
    world.create(ben);
    conversations.update(ann, middle, status(ConversationStatus.ARCHIVED));

    Slice<Conversation> first = conversations.list(ann, ConversationStatus.ACTIVE, Seek.first(1));
    assertThat(first.items()).extracting(Conversation::id).containsExactly(newest);
    assertThat(first.hasNext()).isTrue();
    Slice<Conversation> second =
        conversations.list(ann, ConversationStatus.ACTIVE, Seek.<UUID>after(newest.id(), 1));
    assertThat(second.items()).extracting(Conversation::id).containsExactly(oldest);
    assertThat(second.hasNext()).isFalse();
    assertThat(conversations.list(ann, ConversationStatus.ARCHIVED, Seek.first(5)).items())
        .extracting(Conversation::id)
        .containsExactly(middle);
  }
}
