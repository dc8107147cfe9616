package dev.rollcall.rest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.call.CallCallback;
import dev.rollcall.core.call.CallProgress;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.ConferenceCallback;
import dev.rollcall.core.conference.ConferenceCallback.Kind;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.paging.PageRequest;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.roster.NewParticipant;
import dev.rollcall.core.roster.Presence;
import dev.rollcall.core.testing.Await;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.core.web.WebMethod;
import dev.rollcall.core.web.WebTarget;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real roster that tells an app, and the app that asks it back. */
final class RosterWebhookTest extends WebhookFixture {
  private static final int CALLERS = 60;

  private TestRoster house;

  @BeforeEach
  void build() {
    house = new TestRoster(TestRoster.SETTINGS, store, webhooks, webhooks);
  }

  @AfterEach
  void tearDown() {
    house.close();
  }

  @Test
  void tellsTheWholeLifeOfAConference() {
    Participant ada = house.create("room", telling("ada"));
    house.dialled(ada).ring();
    house.dialled(ada).answer();
    Participant ben = house.join("room", "ben");
    Participant unanswered = house.create("room", telling("cyd"));
    house.fail(unanswered, CallStatus.BUSY);
    house.roster().leave(ben.call(), LeaveReason.HUNG_UP);
    house.roster().end(TestRoster.ACCOUNT, new ConferenceReference.BySid(ada.conference()));

    List<Receiver.Message> conference = told("/conference", house.events().size());
    List<Receiver.Message> call =
        told("/call", house.callEvents().size()).stream()
            .filter(each -> ada.call().text().equals(each.parameters().get("CallSid")))
            .toList();

    assertThat(app.messages()).allMatch(Receiver.Message::valid);
    assertThat(conference)
        .extracting(Receiver.Message::sequence)
        .containsExactlyElementsOf(numbers(1, house.events()));
    assertThat(conference)
        .extracting(Receiver.Message::event)
        .contains("conference-start", "participant-join", "participant-leave")
        .endsWith("conference-end");
    assertThat(conference)
        .filteredOn(each -> each.event().equals("participant-leave"))
        .extracting(each -> each.parameters().get("ReasonParticipantLeft"))
        .contains("participant_add_failed", "participant_hung_up", "conference_ended_via_api");
    assertThat(call)
        .extracting(each -> each.parameters().get("CallStatus"))
        .containsExactly("initiated", "ringing", "in-progress", "completed");
    assertThat(call).extracting(Receiver.Message::sequence).containsExactly(0L, 1L, 2L, 3L);
    assertThat(webhooks.prepared()).isZero();
  }

  /** Whoever is told and asks is never shown less than he was told. */
  @Test
  void neverTellsWhatAListDoesNotShow() {
    List<String> stale = new CopyOnWriteArrayList<>();
    app.behave(
        (number, _) -> {
          Receiver.Message message = app.messages().get(number - 1);
          String caller = message.parameters().getOrDefault("CallSid", "");
          if (message.event().equals("participant-join") && !listed(Presence.ALL, caller)) {
            stale.add("joined but not listed: " + caller);
          }
          if (message.event().equals("participant-leave") && listed(Presence.LIVE, caller)) {
            stale.add("left but listed: " + caller);
          }
          return number % 5 == 0 ? 500 : 204;
        });
    house.dialled(house.create("room", telling("host"))).answer();
    List<CallSid> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(house.roster().join(house.request("room", "c" + i, Controls.DEFAULT)).call());
      if (i % 2 == 1) {
        house.roster().leave(callers.get(i - 1), LeaveReason.HUNG_UP);
      }
    }
    for (int i = 1; i < CALLERS; i += 2) {
      house.roster().leave(callers.get(i), LeaveReason.HUNG_UP);
    }

    int events = 1 + 1 + CALLERS * 2;
    List<Receiver.Message> conference = delivered("/conference", events);

    assertThat(stale).isEmpty();
    assertThat(conference)
        .extracting(Receiver.Message::sequence)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, events).boxed().toList());
  }

  private boolean listed(Presence presence, String call) {
    return house
        .roster()
        .participants(
            TestRoster.ACCOUNT,
            new ConferenceReference.ByName("room"),
            presence,
            ParticipantFilter.ALL,
            PageRequest.first(1000))
        .items()
        .stream()
        .anyMatch(each -> each.call().text().equals(call));
  }

  private List<Receiver.Message> told(String path, int count) {
    Await.until(
        () ->
            at(path).size() >= count
                ? Optional.empty()
                : Optional.of(at(path).size() + " of " + count + " came to " + path));
    return at(path);
  }

  /** Each message once, in the order in which it first came, once all have arrived. */
  private List<Receiver.Message> delivered(String path, int count) {
    Await.until(
        () ->
            webhooks.statistics().pending() == 0 && once(path).size() >= count
                ? Optional.empty()
                : Optional.of(once(path).size() + " of " + count + " came to " + path));
    return once(path);
  }

  private List<Receiver.Message> once(String path) {
    List<String> tokens = new ArrayList<>();
    return at(path).stream()
        .filter(
            each -> {
              boolean first = !tokens.contains(each.token());
              tokens.add(each.token());
              return first;
            })
        .toList();
  }

  private List<Receiver.Message> at(String path) {
    return app.messages().stream().filter(each -> each.target().equals(path)).toList();
  }

  private static List<Long> numbers(long first, List<ConferenceEvent> events) {
    return LongStream.range(first, first + events.size()).boxed().toList();
  }

  private NewParticipant telling(String name) {
    NewParticipant plain = TestRoster.invited(name);
    return new NewParticipant(
        plain.to(),
        plain.from(),
        plain.callerId(),
        plain.displayName(),
        plain.label(),
        plain.ringFor(),
        plain.timeLimit(),
        plain.controls(),
        plain.waitSound(),
        plain.earlyMedia(),
        plain.maximumParticipants(),
        Optional.of(
            new CallCallback(
                new WebTarget(app.address("/call"), WebMethod.POST),
                EnumSet.allOf(CallProgress.class))),
        Optional.of(
            new ConferenceCallback(
                new WebTarget(app.address("/conference"), WebMethod.POST),
                EnumSet.allOf(Kind.class))),
        plain.credentials());
  }
}
