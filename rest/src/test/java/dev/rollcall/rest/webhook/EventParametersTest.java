package dev.rollcall.rest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallProgress;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.EndReason;
import dev.rollcall.core.conference.Ending;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.delivery.LoggedEvent;
import dev.rollcall.core.event.CallEvent;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.event.ConferenceEvent.Changed;
import dev.rollcall.rest.WireNames;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Names, order and spelling of every parameter, word for word. */
final class EventParametersTest {
  private static final Conference CONFERENCE = TestEvents.silent(1);
  private static final Participant ADA = TestEvents.participant(CONFERENCE, Optional.of("ada"));
  private static final Participant NAMELESS = TestEvents.participant(CONFERENCE, Optional.empty());
  private static final String CALL = "CA00000000000000ca0000000000000001";
  private static final URI SOUND = URI.create("https://h.example/gong.mp3?a=1");

  @Test
  void tellsOfAConference() {
    LoggedEvent started =
        EventParameters.of(new ConferenceEvent.Started(CONFERENCE, 3, TestEvents.NOW));

    assertThat(started.name()).isEqualTo("conference-start");
    assertThat(started.sequence()).isEqualTo(3);
    assertThat(lines(started))
        .containsExactly(
            "ConferenceSid=CF00000000000000cf0000000000000001",
            "FriendlyName=a & b",
            "AccountSid=AC00000000000000ac0000000000000001",
            "SequenceNumber=3",
            "Timestamp=Sun, 01 Nov 2026 08:05:09 +0000",
            "StatusCallbackEvent=conference-start");
  }

  @Test
  void tellsOfAnEndAndWhoCausedIt() {
    Conference over =
        CONFERENCE.completed(
            new Ending(
                EndReason.PARTICIPANT_WITH_END_CONFERENCE_ON_EXIT_LEFT, Optional.of(ADA.call())),
            TestEvents.NOW);
    LoggedEvent ended =
        EventParameters.of(new ConferenceEvent.Ended(over, 9, TestEvents.NOW, Optional.of(ADA)));

    assertThat(ended.name()).isEqualTo("conference-end");
    assertThat(special(ended))
        .containsExactly(
            "CallSidEndingConference=" + CALL,
            "ParticipantLabelEndingConference=ada",
            "ReasonConferenceEnded=participant-with-end-conference-on-exit-left",
            "Reason=A participant with endConferenceOnExit left.");

    Conference ended2 =
        CONFERENCE.completed(new Ending(EndReason.ENDED_VIA_API, Optional.empty()), TestEvents.NOW);
    assertThat(
            special(
                EventParameters.of(
                    new ConferenceEvent.Ended(ended2, 9, TestEvents.NOW, Optional.empty()))))
        .containsExactly(
            "ReasonConferenceEnded=conference-ended-via-api",
            "Reason=The conference was ended through the API.");
  }

  @Test
  void tellsOfAParticipant() {
    LoggedEvent joined =
        EventParameters.of(new ConferenceEvent.Joined(CONFERENCE, 1, TestEvents.NOW, ADA));

    assertThat(joined.name()).isEqualTo("participant-join");
    assertThat(special(joined))
        .containsExactly(
            "CallSid=" + CALL,
            "Muted=false",
            "Hold=false",
            "Coaching=false",
            "EndConferenceOnExit=false",
            "StartConferenceOnEnter=true",
            "ParticipantLabel=ada");
  }

  @Test
  void tellsWhatChanged() {
    Controls all =
        new Controls(true, true, Optional.of(TestEvents.callSid(2)), false, true, false, false);
    Participant changed = NAMELESS.with(all, TestEvents.NOW);

    assertThat(
            special(
                EventParameters.of(
                    new Changed(CONFERENCE, 1, TestEvents.NOW, Changed.What.MODIFIED, changed))))
        .containsExactly(
            "CallSid=" + CALL,
            "Muted=true",
            "Hold=true",
            "Coaching=true",
            "EndConferenceOnExit=true",
            "StartConferenceOnEnter=false");
    assertThat(
            EnumSet.allOf(Changed.What.class).stream()
                .map(
                    what ->
                        EventParameters.of(
                                new Changed(CONFERENCE, 1, TestEvents.NOW, what, changed))
                            .name()))
        .containsExactly(
            "participant-mute",
            "participant-unmute",
            "participant-hold",
            "participant-unhold",
            "participant-modify");
    assertThat(
            EventParameters.of(new ConferenceEvent.Spoke(CONFERENCE, 1, TestEvents.NOW, ADA, true))
                .name())
        .isEqualTo("participant-speech-start");
    assertThat(
            EventParameters.of(new ConferenceEvent.Spoke(CONFERENCE, 1, TestEvents.NOW, ADA, false))
                .name())
        .isEqualTo("participant-speech-stop");
  }

  @Test
  void tellsWhySomebodyLeft() {
    LoggedEvent unanswered =
        EventParameters.of(
            new ConferenceEvent.Left(
                CONFERENCE,
                1,
                TestEvents.NOW,
                ADA.departed(
                    LeaveReason.ADD_FAILED,
                    CallStatus.NO_ANSWER,
                    Optional.empty(),
                    TestEvents.NOW)));

    assertThat(unanswered.name()).isEqualTo("participant-leave");
    assertThat(special(unanswered))
        .endsWith(
            "ParticipantLabel=ada",
            "ParticipantCallStatus=no-answer",
            "ReasonParticipantLeft=participant_add_failed");
    assertThat(
            List.of(
                    LeaveReason.CONFERENCE_ENDED_VIA_API,
                    LeaveReason.MODERATOR_ENDED_CONFERENCE,
                    LeaveReason.KICKED,
                    LeaveReason.HUNG_UP)
                .stream()
                .map(WireNames::of))
        .containsExactly(
            "conference_ended_via_api",
            "moderator_ended_conference",
            "participant_updated_via_api",
            "participant_hung_up");
  }

  @Test
  void tellsOfAnnouncements() {
    LoggedEvent ended =
        EventParameters.of(
            new ConferenceEvent.Announced(
                CONFERENCE, 1, TestEvents.NOW, Optional.empty(), SOUND, Optional.empty()));
    LoggedEvent failed =
        EventParameters.of(
            new ConferenceEvent.Announced(
                CONFERENCE,
                1,
                TestEvents.NOW,
                Optional.of(ADA),
                SOUND,
                Optional.of("It is no sound.")));

    assertThat(ended.name()).isEqualTo("announcement-end");
    assertThat(special(ended)).containsExactly("AnnounceUrl=https://h.example/gong.mp3?a=1");
    assertThat(failed.name()).isEqualTo("announcement-fail");
    assertThat(special(failed))
        .startsWith("CallSid=" + CALL)
        .endsWith(
            "AnnounceUrl=https://h.example/gong.mp3?a=1",
            "ReasonAnnouncementFailed=It is no sound.");
  }

  @Test
  void tellsTheStepsOfACall() {
    Call queued =
        TestEvents.call(URI.create("https://h.example/"), EnumSet.allOf(CallProgress.class));
    Call answered = queued.answered(TestEvents.NOW);
    Call over = answered.completed(TestEvents.NOW.plus(Duration.ofSeconds(61)));
    Call busy = queued.over(CallStatus.BUSY, Optional.of(486), TestEvents.NOW);

    LoggedEvent initiated = call(queued, 0, CallProgress.INITIATED);
    assertThat(initiated.name()).isEqualTo("call-initiated");
    assertThat(lines(initiated))
        .containsExactly(
            "CallSid=" + CALL,
            "AccountSid=AC00000000000000ac0000000000000001",
            "From=+15005550006",
            "To=sip:ada@127.0.0.1",
            "Caller=+15005550006",
            "Called=sip:ada@127.0.0.1",
            "FromCity=",
            "FromState=",
            "FromZip=",
            "FromCountry=",
            "ToCity=",
            "ToState=",
            "ToZip=",
            "ToCountry=",
            "Direction=outbound-api",
            "ApiVersion=2010-04-01",
            "CallStatus=initiated",
            "Timestamp=Sun, 01 Nov 2026 08:05:09 +0000",
            "CallbackSource=call-progress-events",
            "SequenceNumber=0",
            "ConferenceSid=CF00000000000000cf0000000000000001");
    assertThat(lines(call(queued.ringing(TestEvents.NOW), 1, CallProgress.RINGING)))
        .contains("CallStatus=ringing");
    assertThat(lines(call(answered, 2, CallProgress.ANSWERED))).contains("CallStatus=in-progress");
    assertThat(lines(call(over, 3, CallProgress.COMPLETED)))
        .contains("CallStatus=completed", "SequenceNumber=3")
        .endsWith("CallDuration=61", "Duration=2");
    assertThat(lines(call(busy, 1, CallProgress.COMPLETED)))
        .contains("CallStatus=busy")
        .endsWith("CallDuration=0", "Duration=0", "SipResponseCode=486");
  }

  private static LoggedEvent call(Call call, int sequence, CallProgress step) {
    return EventParameters.of(
        new CallEvent(call, CONFERENCE.sid(), sequence, TestEvents.NOW, step));
  }

  private static List<String> lines(LoggedEvent event) {
    return event.parameters().entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .toList();
  }

  /** Without the six that all have. */
  private static List<String> special(LoggedEvent event) {
    return lines(event).subList(6, event.parameters().size());
  }
}
