package dev.rollcall.core.conversation;

import static dev.rollcall.core.conversation.Refusals.refused;
import static dev.rollcall.core.testing.TestConversations.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.Problem;
import dev.rollcall.core.access.Principal;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.testing.Await;
import dev.rollcall.core.testing.TestConversations;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.core.user.Actor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conferences that belong to conversations. */
final class HuddlesTest {
  private final TestConversations world = new TestConversations();
  private final Conversations conversations = world.conversations();
  private final Principal ann = world.person("ann", "sip:ann@127.0.0.1");
  private final ConversationId id = world.create(ann).id();
  private final TestRoster phones = new TestRoster();
  private Huddles huddles = open();

  private Huddles open() {
    return new Huddles(world.ports(), conversations, new Random(3), Duration.ofMillis(5));
  }

  @BeforeEach
  void listen() {
    phones.onEvent(event -> huddles.accept(event));
    phones.onCallEvent(event -> huddles.accept(event));
  }

  @AfterEach
  void close() {
    huddles.close();
    phones.close();
  }

  private List<ConversationEvent> events() {
    return conversations.events(ann, id, Seek.first(100)).items().reversed();
  }

  private void awaitEvents(ConversationEvent.Kind... kinds) {
    List<ConversationEvent.Kind> wanted = List.of(kinds);
    Await.until(
        () -> {
          List<ConversationEvent.Kind> there =
              events().stream()
                  .map(ConversationEvent::kind)
                  .filter(each -> each.name().startsWith("HUDDLE"))
                  .toList();
          return there.equals(wanted) ? Optional.empty() : Optional.of(there.toString());
        });
  }

  @Test
  void membersOpenOneWithANameThatNobodyGuesses() {
    Huddle huddle = huddles.start(ann, id);

    assertThat(huddle.room()).matches("huddle-[A-Za-z0-9]{32}");
    assertThat(huddles.start(ann, id)).isEqualTo(huddle);
    assertThat(huddles.current(ann, id, phones.roster()))
        .contains(new HuddleView(huddle, List.of()));
    awaitEvents(ConversationEvent.Kind.HUDDLE_STARTED);
  }

  @Test
  void viewersAndArchivedConversationsOpenNone() {
    Principal ben = world.person("ben");
    refused(Problem.CONVERSATION_NOT_FOUND, () -> huddles.start(ben, id));
    refused(Problem.CONVERSATION_NOT_FOUND, () -> huddles.current(ben, id, phones.roster()));
    world.add(ann, id, ben, Role.VIEWER);
    refused(Problem.ROLE_TOO_LOW, () -> huddles.start(ben, id));
    refused(Problem.SCOPE_MISSING, () -> huddles.start(TestConversations.with(ann), id));
    assertThat(huddles.current(ben, id, phones.roster())).isEmpty();
    conversations.update(
        ann,
        id,
        new ConversationUpdate(
            Optional.empty(), Optional.empty(), Optional.of(ConversationStatus.ARCHIVED)));
    refused(Problem.CONVERSATION_ARCHIVED, () -> huddles.start(ann, id));
  }

  @Test
  void whoIsCalledIsKnownByItsOwnAddressAndOnlyIfItAnswers() {
    Huddle huddle = huddles.start(ann, id);
    Participant stranger = phones.create(huddle.room(), "stranger");
    Participant called = phones.createAndAnswer(huddle.room(), "ann");
    phones.fail(stranger, CallStatus.BUSY);

    assertThat(huddles.current(ann, id, phones.roster()).orElseThrow().callers())
        .containsExactly(new HuddleView.Caller(called, Optional.of(ann.user())));
    phones.roster().leave(called.call(), LeaveReason.HUNG_UP);
    awaitEvents(
        ConversationEvent.Kind.HUDDLE_STARTED,
        ConversationEvent.Kind.HUDDLE_JOINED,
        ConversationEvent.Kind.HUDDLE_LEFT,
        ConversationEvent.Kind.HUDDLE_ENDED);
    assertThat(events())
        .filteredOn(
            each ->
                each.kind() == ConversationEvent.Kind.HUDDLE_JOINED
                    || each.kind() == ConversationEvent.Kind.HUDDLE_LEFT)
        .allSatisfy(each -> assertThat(each.subject()).contains(ann.actor()));
  }

  @Test
  void theConversationRecordsWhoJoinedAndLeft() {
    Huddle huddle = huddles.start(ann, id);
    Participant first = phones.join(huddle.room(), "ann");
    Participant second = phones.join(huddle.room(), "stranger");

    HuddleView view = huddles.current(ann, id, phones.roster()).orElseThrow();
    assertThat(view.callers())
        .containsExactly(
            new HuddleView.Caller(first, Optional.of(ann.user())),
            new HuddleView.Caller(second, Optional.empty()));
    phones.roster().leave(first.call(), LeaveReason.HUNG_UP);
    phones.roster().leave(second.call(), LeaveReason.HUNG_UP);
    awaitEvents(
        ConversationEvent.Kind.HUDDLE_STARTED,
        ConversationEvent.Kind.HUDDLE_JOINED,
        ConversationEvent.Kind.HUDDLE_JOINED,
        ConversationEvent.Kind.HUDDLE_LEFT,
        ConversationEvent.Kind.HUDDLE_LEFT,
        ConversationEvent.Kind.HUDDLE_ENDED);
    List<ConversationEvent> events = events();
    assertThat(events)
        .extracting(ConversationEvent::sequence)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(events.get(2).subject()).contains(ann.actor());
    assertThat(events.get(2).subjectName()).contains("ann by name");
    assertThat(events.get(2).call()).contains(first.call());
    assertThat(events.get(2).conference()).contains(first.conference());
    assertThat(events.get(3).subject()).contains(Actor.phone("sip:stranger@127.0.0.1"));
    assertThat(events.get(6).by()).isEqualTo(Actor.SYSTEM);
    assertThat(huddles.current(ann, id, phones.roster())).isEmpty();
    assertThat(huddles.start(ann, id).room()).isNotEqualTo(huddle.room());
  }

  @Test
  void otherConferencesAreNoneOfItsBusiness() {
    huddles.start(ann, id);
    phones.join("standup", "ann");

    huddles.close();
    awaitEvents(ConversationEvent.Kind.HUDDLE_STARTED);
  }

  @Test
  void whatCannotBeJournaledIsWrittenInOrderOnceItCan() {
    Huddle huddle = huddles.start(ann, id);
    world.store().failing(true);
    Participant first = phones.join(huddle.room(), "ann");
    phones.roster().leave(first.call(), LeaveReason.HUNG_UP);
    assertThat(huddles.current(ann, id, phones.roster())).isEmpty();
    world.store().failing(false);

    Huddle next = huddles.start(ann, id);
    assertThat(next.id()).isNotEqualTo(huddle.id());
    awaitEvents(
        ConversationEvent.Kind.HUDDLE_STARTED,
        ConversationEvent.Kind.HUDDLE_JOINED,
        ConversationEvent.Kind.HUDDLE_LEFT,
        ConversationEvent.Kind.HUDDLE_ENDED,
        ConversationEvent.Kind.HUDDLE_STARTED);
  }

  @Test
  void tooMuchThatWaitsIsCountedAndTheEndIsStillWritten() {
    Huddle huddle = huddles.start(ann, id);
    world.store().failing(true);
    Participant stays = phones.join(huddle.room(), "stays");
    ConferenceEvent joined =
        phones.events().stream()
            .filter(ConferenceEvent.Joined.class::isInstance)
            .findFirst()
            .orElseThrow();
    for (int i = 0; i < HuddleDiary.CAPACITY + 10; i++) {
      huddles.accept(joined);
    }
    long lost = huddles.lost();
    phones.roster().leave(stays.call(), LeaveReason.HUNG_UP);
    world.store().failing(false);

    assertThat(lost).isEqualTo(11);
    Await.until(
        () ->
            world.store().openHuddles().isEmpty()
                ? Optional.empty()
                : Optional.of("the huddle is open"));
    assertThat(events().getLast().kind()).isEqualTo(ConversationEvent.Kind.HUDDLE_ENDED);
  }

  @Test
  void aProcessThatStartsEndsWhatItCannotGoOnWith() {
    ConversationId unjoined = world.create(ann).id();
    Huddle waiting = huddles.start(ann, unjoined);
    Huddle joined = huddles.start(ann, id);
    Participant caller = phones.join(joined.room(), "ann");
    Participant left = phones.join(joined.room(), "ben");
    Participant other = phones.join(joined.room(), "cleo");
    phones.roster().leave(left.call(), LeaveReason.HUNG_UP);
    awaitEvents(
        ConversationEvent.Kind.HUDDLE_STARTED,
        ConversationEvent.Kind.HUDDLE_JOINED,
        ConversationEvent.Kind.HUDDLE_JOINED,
        ConversationEvent.Kind.HUDDLE_JOINED,
        ConversationEvent.Kind.HUDDLE_LEFT);
    huddles.close();

    huddles = open();

    awaitEvents(
        ConversationEvent.Kind.HUDDLE_STARTED,
        ConversationEvent.Kind.HUDDLE_JOINED,
        ConversationEvent.Kind.HUDDLE_JOINED,
        ConversationEvent.Kind.HUDDLE_JOINED,
        ConversationEvent.Kind.HUDDLE_LEFT,
        ConversationEvent.Kind.HUDDLE_LEFT,
        ConversationEvent.Kind.HUDDLE_LEFT,
        ConversationEvent.Kind.HUDDLE_ENDED);
    assertThat(events().stream().skip(6).limit(2))
        .extracting(event -> event.call().orElseThrow())
        .containsExactly(caller.call(), other.call());
    assertThat(events().getLast().conference()).contains(caller.conference());
    assertThat(huddles.start(ann, unjoined)).isEqualTo(waiting);
    phones.join(waiting.room(), "ann");
    Await.until(
        () ->
            huddles
                    .current(ann, unjoined, phones.roster())
                    .flatMap(view -> view.huddle().conference())
                    .isPresent()
                ? Optional.empty()
                : Optional.of("nobody heard of the caller"));
  }

  @Test
  void aDeletedConversationHasNoHuddleWhileTheCallGoesOn() {
    Huddle huddle = huddles.start(ann, id);
    phones.join(huddle.room(), "ann");
    conversations.delete(ann, id);

    assertThat(world.store().openHuddles()).isEmpty();
    refused(Problem.CONVERSATION_NOT_FOUND, () -> huddles.current(ann, id, phones.roster()));
    assertThat(
            phones
                .roster()
                .conference(TestRoster.ACCOUNT, new ConferenceReference.ByName(huddle.room()))
                .friendlyName())
        .isEqualTo(huddle.room());
  }

  @Test
  void whoIsRemovedFromTheConversationStaysInTheCall() {
    Principal ben = world.person("ben", "sip:ben@127.0.0.1");
    world.add(ann, id, ben, Role.MEMBER);
    Huddle huddle = huddles.start(ann, id);
    phones.join(huddle.room(), "ben");
    conversations.removeMember(ann, id, named(ben));

    assertThat(huddles.current(ann, id, phones.roster()).orElseThrow().callers()).hasSize(1);
  }
}
