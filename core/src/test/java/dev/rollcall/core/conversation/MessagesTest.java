package dev.rollcall.core.conversation;

import static dev.rollcall.core.conversation.Refusals.refused;
import static dev.rollcall.core.testing.TestConversations.message;
import static dev.rollcall.core.testing.TestConversations.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.Problem;
import dev.rollcall.core.access.Principal;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.testing.TestConversations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said, changed, taken back, and read. */
final class MessagesTest {
  private final TestConversations world = new TestConversations();
  private final Conversations conversations = world.conversations();
  private final Principal ann = world.person("ann");
  private final Principal ben = world.person("ben");
  private final ConversationId id = world.create(ann).id();

  MessagesTest() {
    world.add(ann, id, ben, Role.MEMBER);
  }

  private static List<Part> text(String text) {
    return List.of(new Part.Text(text));
  }

  private static NewMessage keyed(String text, String key) {
    return new NewMessage(MessageRole.USER, text(text), Optional.empty(), Optional.of(key));
  }

  private Optional<MessageId> markerOf(Principal whom, Principal viewer) {
    return conversations.member(viewer, id, named(whom)).marker().map(ReadMarker::message);
  }

  private void setPrivate(Principal whom, boolean isPrivate) {
    conversations.updateMember(
        whom,
        id,
        new MemberReference.Me(),
        new MembershipUpdate(Optional.empty(), Optional.empty(), Optional.of(isPrivate)));
  }

  @Test
  void messagesAreNumberedAndAnswerTheCurrentOne() {
    Message first = world.post(ann, id, "one");
    world.clock().advance(Duration.ofSeconds(3));
    Message second = world.post(ben, id, "two");

    assertThat(first.sequence()).isEqualTo(1);
    assertThat(first.parent()).isEmpty();
    assertThat(second.sequence()).isEqualTo(2);
    assertThat(second.parent()).contains(first.id());
    Conversation after = conversations.get(ann, id);
    assertThat(after.messageCount()).isEqualTo(2);
    assertThat(after.lastSequence()).isEqualTo(2);
    assertThat(after.currentNode()).contains(second.id());
    assertThat(after.lastMessageAt()).contains(world.clock().instant());
    assertThat(conversations.messages(ann, id, Seek.first(5)).items())
        .containsExactly(second, first);
  }

  @Test
  void theSameKeyGivesTheFirstMessageBack() {
    Message first = conversations.post(ann, id, keyed("hello", "k"));
    world.post(ben, id, "in between");

    assertThat(conversations.post(ann, id, keyed("hello", "k"))).isEqualTo(first);
    assertThat(
            refused(
                Problem.IDEMPOTENCY_KEY_REUSED,
                () -> conversations.post(ann, id, keyed("other", "k"))))
        .contains(first.id().text());
    assertThat(conversations.post(ben, id, keyed("other", "k")).sequence()).isEqualTo(3);
    Message edited = conversations.edit(ann, id, first.id(), text("hello!"));
    assertThat(conversations.post(ann, id, keyed("hello", "k"))).isEqualTo(edited);
    conversations.deleteMessage(ann, id, first.id());
    refused(Problem.MESSAGE_NOT_FOUND, () -> conversations.post(ann, id, keyed("hello", "k")));
  }

  @Test
  void onlyTheSenderChangesWhatAMessageSays() {
    Message message = world.post(ben, id, "helo");

    refused(Problem.NOT_YOURS, () -> conversations.edit(ann, id, message.id(), text("hello")));
    Message edited = conversations.edit(ben, id, message.id(), text("hello"));
    assertThat(edited.edited()).contains(world.clock().instant());
    assertThat(edited.parts()).isEqualTo(text("hello"));
    long commits = world.store().commits();
    assertThat(conversations.edit(ben, id, message.id(), text("hello"))).isEqualTo(edited);
    assertThat(world.store().commits()).isEqualTo(commits);
    ConversationEvent event = conversations.events(ann, id, Seek.first(1)).items().getFirst();
    assertThat(event.kind()).isEqualTo(ConversationEvent.Kind.MESSAGE_EDITED);
    assertThat(event.by()).isEqualTo(ben.actor());
  }

  @Test
  void messagesAreDeletedByTheirSenderOrAnOwner() {
    Message ofAnn = world.post(ann, id, "one");
    Message ofBen = world.post(ben, id, "two");

    refused(Problem.ROLE_TOO_LOW, () -> conversations.deleteMessage(ben, id, ofAnn.id()));
    Message deleted = conversations.deleteMessage(ann, id, ofBen.id());
    assertThat(deleted.parts()).isEmpty();
    refused(Problem.MESSAGE_NOT_FOUND, () -> conversations.message(ann, id, ofBen.id()));
    refused(Problem.MESSAGE_NOT_FOUND, () -> conversations.deleteMessage(ann, id, ofBen.id()));
    refused(Problem.MESSAGE_NOT_FOUND, () -> conversations.edit(ben, id, ofBen.id(), text("x")));
    Conversation after = conversations.get(ann, id);
    assertThat(after.messageCount()).isEqualTo(1);
    assertThat(after.currentNode()).contains(ofAnn.id());
    assertThat(world.post(ann, id, "three").sequence()).isEqualTo(3);
  }

  @Test
  void theTipFallsBackToWhatIsLeft() {
    Message one = world.post(ann, id, "one");
    Message two = world.post(ann, id, "two");
    Message three = world.post(ann, id, "three");

    conversations.deleteMessage(ann, id, two.id());
    assertThat(conversations.get(ann, id).currentNode()).contains(three.id());
    conversations.deleteMessage(ann, id, three.id());
    assertThat(conversations.get(ann, id).currentNode()).contains(one.id());
    conversations.deleteMessage(ann, id, one.id());
    assertThat(conversations.get(ann, id).currentNode()).isEmpty();
    assertThat(world.post(ann, id, "anew").parent()).isEmpty();
  }

  @Test
  void peopleWriteAsUsersAndAgentsDoNot() {
    Principal agent = world.agent("scribe");
    world.add(ann, id, agent, Role.MEMBER);

    for (MessageRole role : MessageRole.values()) {
      NewMessage message = new NewMessage(role, text("x"), Optional.empty(), Optional.empty());
      Principal wrong = role == MessageRole.USER ? agent : ann;
      Principal right = role == MessageRole.USER ? ann : agent;
      refused(Problem.TEXT_INVALID, () -> conversations.post(wrong, id, message));
      assertThat(conversations.post(right, id, message).role()).isEqualTo(role);
    }
  }

  @Test
  void markersGoUpToAndIncludingAMessageAndNeverBack() {
    Message one = world.post(ann, id, "one");
    Message two = world.post(ann, id, "two");
    world.post(ann, id, "three");

    assertThat(conversations.readState(ben, id)).isEqualTo(new ReadState(id, Optional.empty(), 3));
    assertThat(conversations.markRead(ben, id, two.id()))
        .isEqualTo(new MarkedRead(true, new ReadState(id, Optional.of(two.id()), 1)));
    long commits = world.store().commits();
    assertThat(conversations.markRead(ben, id, one.id()))
        .isEqualTo(new MarkedRead(false, new ReadState(id, Optional.of(two.id()), 1)));
    assertThat(world.store().commits()).isEqualTo(commits);
    assertThat(markerOf(ben, ann)).contains(two.id());
  }

  @Test
  void aMarkerStandsOnlyAtAMessageOfTheConversation() {
    ConversationId other = world.create(ann).id();
    Message foreign = world.post(ann, other, "elsewhere");
    Message deleted = world.post(ann, id, "gone");
    conversations.deleteMessage(ann, id, deleted.id());

    refused(Problem.MESSAGE_NOT_FOUND, () -> conversations.markRead(ann, id, foreign.id()));
    refused(Problem.MESSAGE_NOT_FOUND, () -> conversations.markRead(ann, id, deleted.id()));
  }

  @Test
  void whoHadReadEverythingHasReadItsOwnMessageToo() {
    Message first = world.post(ann, id, "first");
    assertThat(markerOf(ann, ann)).contains(first.id());

    Message second = world.post(ben, id, "written without reading the first");
    assertThat(markerOf(ben, ben)).isEmpty();
    assertThat(conversations.readState(ben, id).unread()).isEqualTo(1);
    assertThat(conversations.readState(ann, id).unread()).isEqualTo(1);
    conversations.markRead(ben, id, second.id());
    Message third = world.post(ben, id, "third");
    assertThat(conversations.readState(ben, id))
        .isEqualTo(new ReadState(id, Optional.of(third.id()), 0));
  }

  @Test
  void aDeletedMarkedMessageShowsTheNewestOneLeftBeforeIt() {
    Message one = world.post(ann, id, "one");
    Message two = world.post(ann, id, "two");
    Message three = world.post(ann, id, "three");
    conversations.markRead(ben, id, two.id());

    conversations.deleteMessage(ann, id, two.id());
    assertThat(markerOf(ben, ann)).contains(one.id());
    assertThat(conversations.member(ann, id, named(ben)).marker().orElseThrow().sequence())
        .isEqualTo(2);
    assertThat(conversations.readState(ben, id))
        .isEqualTo(new ReadState(id, Optional.of(one.id()), 1));
    assertThat(conversations.members(ann, id, Seek.first(5)).items())
        .extracting(each -> each.marker().map(ReadMarker::message))
        .containsExactly(Optional.of(three.id()), Optional.of(one.id()));
    conversations.deleteMessage(ann, id, one.id());
    assertThat(markerOf(ben, ann)).isEmpty();
    assertThat(conversations.readState(ben, id).unread()).isEqualTo(1);
  }

  @Test
  void aPrivateMarkerIsSeenByItsMemberAlone() {
    Message one = world.post(ann, id, "one");
    conversations.markRead(ben, id, one.id());
    setPrivate(ben, true);

    assertThat(markerOf(ben, ann)).isEmpty();
    assertThat(markerOf(ben, ben)).contains(one.id());
    var ofAnn = conversations.members(ann, id, Seek.first(5));
    var ofBen = conversations.members(ben, id, Seek.first(5));
    assertThat(ofAnn.items().get(1).marker()).isEmpty();
    assertThat(ofBen.items().get(1).marker()).isPresent();
    assertThat(conversations.members(ben, id, Seek.first(5))).isSameAs(ofBen);
    assertThat(conversations.members(ann, id, Seek.first(5))).isSameAs(ofAnn);
    setPrivate(ben, false);
    assertThat(markerOf(ben, ann)).contains(one.id());
  }

  @Test
  void anArchivedConversationIsOnlyRead() {
    Message one = world.post(ann, id, "one");
    Message two = world.post(ann, id, "two");
    status(ConversationStatus.ARCHIVED);

    refused(Problem.CONVERSATION_ARCHIVED, () -> world.post(ann, id, "x"));
    refused(Problem.CONVERSATION_ARCHIVED, () -> conversations.edit(ann, id, one.id(), text("x")));
    refused(Problem.CONVERSATION_ARCHIVED, () -> conversations.deleteMessage(ann, id, one.id()));
    refused(Problem.CONVERSATION_ARCHIVED, () -> conversations.select(ann, id, one.id()));
    refused(
        Problem.CONVERSATION_ARCHIVED, () -> world.add(ann, id, world.person("cat"), Role.VIEWER));
    assertThat(conversations.markRead(ben, id, two.id()).state().unread()).isZero();
    assertThat(conversations.removeMember(ben, id, new MemberReference.Me()).state())
        .isEqualTo(MembershipState.LEFT);
    status(ConversationStatus.ACTIVE);
    assertThat(world.post(ann, id, "x").sequence()).isEqualTo(3);
  }

  private void status(ConversationStatus status) {
    conversations.update(
        ann, id, new ConversationUpdate(Optional.empty(), Optional.empty(), Optional.of(status)));
  }

  @Test
  void aMessageAnswersOnlyWhatIsThere() {
    Message gone = world.post(ann, id, "gone");
    conversations.deleteMessage(ann, id, gone.id());

    refused(
        Problem.MESSAGE_NOT_FOUND,
        () ->
            conversations.post(
                ann,
                id,
                new NewMessage(
                    MessageRole.USER, text("x"), Optional.of(gone.id()), Optional.empty())));
  }

  @Test
  void theSinkLearnsWhatChanged() {
    world.told().clear();
    world.post(ben, id, "hello");
    conversations.post(ann, id, message(ann, "unread before it"));

    assertThat(world.told())
        .extracting(TestConversations.Told::aspects)
        .allSatisfy(each -> assertThat(each).contains(ConversationSink.Aspect.MESSAGES))
        .last()
        .satisfies(each -> assertThat(each).doesNotContain(ConversationSink.Aspect.PARTICIPANTS));
  }
}
