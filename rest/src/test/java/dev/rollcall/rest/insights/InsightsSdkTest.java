package dev.rollcall.rest.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.insights.v1.Conference;
import com.twilio.rest.insights.v1.conference.ConferenceParticipant;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.rest.door.DoorFixture;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Twilio's official Java SDK reads what became of conferences. */
class InsightsSdkTest {
  private static final ZonedDateTime START =
      ZonedDateTime.of(2026, 11, 21, 8, 0, 0, 0, ZoneOffset.UTC);

  private final TestRoster core = new TestRoster();
  private final DoorFixture doors =
      new DoorFixture(
          core.clock(),
          Map.of(InsightsApi.MOUNT, new InsightsApi(DoorFixture.accounts(), core.roster())));
  private final TwilioRestClient client = doors.twilio();

  @AfterEach
  void close() {
    doors.close();
    core.close();
  }

  @Test
  void readsAConferenceThatIsOver() {
    Participant ann = core.join("standup", "ann");
    core.clock().advance(Duration.ofSeconds(10));
    Participant bob =
        core.roster()
            .join(
                core.request(
                    "standup",
                    "bob",
                    new Controls(false, false, Optional.empty(), true, true, false, false)));
    core.clock().advance(Duration.ofSeconds(90));
    core.roster().leave(bob.call(), LeaveReason.HUNG_UP);

    Conference conference = Conference.fetcher(ann.conference().text()).fetch(client);

    assertThat(conference.getConferenceSid()).isEqualTo(ann.conference().text());
    assertThat(conference.getAccountSid()).isEqualTo(TestRoster.ACCOUNT.text());
    assertThat(conference.getFriendlyName()).isEqualTo("standup");
    assertThat(conference.getStatus()).isEqualTo(Conference.ConferenceStatus.COMPLETED);
    assertThat(conference.getCreateTime()).isEqualTo(START);
    assertThat(conference.getStartTime()).isEqualTo(START);
    assertThat(conference.getEndTime()).isEqualTo(START.plusSeconds(100));
    assertThat(conference.getDurationSeconds()).isEqualTo(100);
    assertThat(conference.getConnectDurationSeconds()).isEqualTo(100);
    assertThat(conference.getMaxConcurrentParticipants()).isEqualTo(2);
    assertThat(conference.getUniqueParticipants()).isEqualTo(2);
    assertThat(conference.getEndReason())
        .isEqualTo(Conference.ConferenceEndReason.PARTICIPANT_WITH_END_CONFERENCE_ON_EXIT_LEFT);
    assertThat(conference.getEndedBy()).isEqualTo(bob.call().text());
    assertThat(conference.getProcessingState()).isEqualTo(Conference.ProcessingState.COMPLETE);
    assertThat(conference.getRecordingEnabled()).isFalse();
    assertThat(conference.getMaxParticipants()).isNull();
    assertThat(conference.getMixerRegion()).isNull();
    assertThat(conference.getTags()).isNull();
    // The host that the SDK believes in, led here by the test's route.
    assertThat(conference.getUrl())
        .isEqualTo(URI.create("http://insights.twilio.com/v1/Conferences/" + ann.conference()));
    assertThat(conference.getLinks()).containsOnlyKeys("participants");
  }

  @Test
  void readsWhoWasInIt() {
    Participant ann = core.join("standup", "ann");
    Participant bob =
        core.roster()
            .join(
                core.request(
                    "standup",
                    "bob",
                    new Controls(
                        false, false, Optional.of(ann.call()), false, false, false, false)));
    core.clock().advance(Duration.ofSeconds(30));
    core.roster().leave(bob.call(), LeaveReason.HUNG_UP);
    core.roster().end(TestRoster.ACCOUNT, new ConferenceReference.BySid(ann.conference()));
    String conference = ann.conference().text();

    List<ConferenceParticipant> everyone = all(conference);

    assertThat(everyone).extracting(ConferenceParticipant::getLabel).containsExactly("bob", "ann");
    ConferenceParticipant coach = everyone.getFirst();
    assertThat(coach.getParticipantSid()).isEqualTo(bob.sid().text());
    assertThat(coach.getConferenceSid()).isEqualTo(conference);
    assertThat(coach.getCallSid()).isEqualTo(bob.call().text());
    assertThat(coach.getAccountSid()).isEqualTo(TestRoster.ACCOUNT.text());
    assertThat(coach.getCallDirection()).isEqualTo(ConferenceParticipant.CallDirection.INBOUND);
    assertThat(coach.getFrom()).isEqualTo("sip:bob@127.0.0.1");
    assertThat(coach.getTo()).isEqualTo("sip:standup@127.0.0.1");
    assertThat(coach.getCallStatus()).isEqualTo(ConferenceParticipant.CallStatus.COMPLETED);
    assertThat(coach.getCallType()).isEqualTo(ConferenceParticipant.CallType.SIP);
    assertThat(coach.getIsModerator()).isFalse();
    assertThat(coach.getIsCoach()).isTrue();
    assertThat(coach.getCoachedParticipants()).containsExactly(ann.call().text());
    assertThat(coach.getJoinTime()).isEqualTo(START);
    assertThat(coach.getLeaveTime()).isEqualTo(START.plusSeconds(30));
    assertThat(coach.getDurationSeconds()).isEqualTo(30);
    assertThat(coach.getOutboundQueueLength()).isNull();
    assertThat(coach.getProcessingState())
        .isEqualTo(ConferenceParticipant.ProcessingState.COMPLETE);
    assertThat(coach.getProperties())
        .isEqualTo(
            Map.of(
                "start_conference_on_enter", false,
                "end_conference_on_exit", false,
                "beep_on_enter", false,
                "beep_on_exit", false));
    assertThat(everyone.getLast().getIsModerator()).isTrue();
    assertThat(everyone.getLast().getIsCoach()).isFalse();
    assertThat(ConferenceParticipant.fetcher(conference, bob.sid().text()).fetch(client))
        .isEqualTo(coach);
  }

  @Test
  void readsWhoWasCalledAndNeverCame() {
    Participant ann = core.join("standup", "ann");
    Participant bob = core.create("standup", "bob");
    core.dialled(bob).ring();
    assertThat(one(ann.conference().text(), "bob").getCallStatus())
        .isEqualTo(ConferenceParticipant.CallStatus.RINGING);
    core.clock().advance(Duration.ofSeconds(20));
    core.fail(bob, CallStatus.NO_ANSWER);

    ConferenceParticipant never = one(ann.conference().text(), "bob");

    assertThat(never.getCallDirection()).isEqualTo(ConferenceParticipant.CallDirection.OUTBOUND);
    assertThat(never.getCallStatus()).isEqualTo(ConferenceParticipant.CallStatus.NOANSWER);
    assertThat(never.getJoinTime()).isNull();
    assertThat(never.getLeaveTime()).isEqualTo(START.plusSeconds(20));
    assertThat(never.getDurationSeconds()).isZero();
    assertThat(never.getOutboundQueueLength()).isZero();
    assertThat(never.getOutboundTimeInQueue()).isNull();
    assertThat(
            Conference.fetcher(ann.conference().text())
                .fetch(client)
                .getMaxConcurrentParticipants())
        .isEqualTo(1);
  }

  @Test
  void readsEachFailureOfACall() {
    Participant ann = core.join("standup", "ann");
    Map<CallStatus, ConferenceParticipant.CallStatus> expected =
        Map.of(
            CallStatus.BUSY, ConferenceParticipant.CallStatus.BUSY,
            CallStatus.FAILED, ConferenceParticipant.CallStatus.FAIL,
            CallStatus.NO_ANSWER, ConferenceParticipant.CallStatus.NOANSWER);
    expected.forEach(
        (how, read) -> {
          core.fail(core.create("standup", how.name()), how);
          assertThat(one(ann.conference().text(), how.name()).getCallStatus()).isEqualTo(read);
        });
  }

  @Test
  void readsAllPages() {
    List<String> newestFirst = new ArrayList<>();
    Participant first = core.join("standup", "p0");
    newestFirst.add("p0");
    for (int i = 1; i < 25; i++) {
      core.join("standup", "p" + i);
      newestFirst.addFirst("p" + i);
    }
    List<String> labels = new ArrayList<>();
    ConferenceParticipant.reader(first.conference().text())
        .pageSize(7)
        .read(client)
        .forEach(each -> labels.add(each.getLabel()));

    assertThat(labels).isEqualTo(newestFirst);
  }

  @Test
  void listsConferences() {
    for (int i = 0; i < 5; i++) {
      Participant each = core.join("room" + i, "ann");
      core.roster().leave(each.call(), LeaveReason.HUNG_UP);
      core.clock().advance(Duration.ofHours(1));
    }
    List<String> names = new ArrayList<>();
    Conference.reader()
        .setStatus("completed")
        .setEndReason("last_participant_left")
        .setCreatedAfter("2026-11-21T09:00:00Z")
        .setCreatedBefore("2026-11-21T12:00:00Z")
        .pageSize(2)
        .read(client)
        .forEach(each -> names.add(each.getFriendlyName()));

    assertThat(names).containsExactly("room3", "room2", "room1");
    assertThat(Conference.reader().setFriendlyName("room4").read(client)).hasSize(1);
  }

  @Test
  void understandsErrors() {
    assertThatThrownBy(() -> Conference.fetcher("CF00000000000000000000000000000001").fetch(client))
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.getStatusCode()).isEqualTo(404);
              assertThat(e.getCode()).isEqualTo(20404);
            });
  }

  private List<ConferenceParticipant> all(String conference) {
    List<ConferenceParticipant> all = new ArrayList<>();
    ConferenceParticipant.reader(conference).read(client).forEach(all::add);
    return all;
  }

  private ConferenceParticipant one(String conference, String label) {
    List<ConferenceParticipant> found = new ArrayList<>();
    ConferenceParticipant.reader(conference).setLabel(label).read(client).forEach(found::add);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }
}
