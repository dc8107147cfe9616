package dev.rollcall.rest.webhook;

import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallProgress;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceCallback.Kind;
import dev.rollcall.core.conference.Ending;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.delivery.LoggedEvent;
import dev.rollcall.core.delivery.Subject;
import dev.rollcall.core.event.CallEvent;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.event.ConferenceEvent.Changed;
import dev.rollcall.core.event.Instigator;
import dev.rollcall.rest.Rfc2822;
import dev.rollcall.rest.WireNames;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Events in the names and parameters of Twilio's callbacks.
 *
 * <p>The name of a call's event is its step behind {@code call-}; in the callback the step shows in
 * {@code CallStatus}, as Twilio has it. {@code ConferenceSid} of a call's event is our addition.
 */
final class EventParameters {
  private static final String API_VERSION = "2010-04-01";

  /** Where the parties are is not known here; Twilio sends these empty where it does not know. */
  private static final List<String> UNKNOWN_PLACES =
      Stream.of("From", "To")
          .flatMap(party -> Stream.of("City", "State", "Zip", "Country").map(party::concat))
          .toList();

  private EventParameters() {}

  /** What apps are told of {@code event}, as the doing of who acts on this thread. */
  static LoggedEvent of(ConferenceEvent event) {
    Conference conference = event.conference();
    String name = name(event);
    SequencedMap<String, String> told = new LinkedHashMap<>();
    told.put("ConferenceSid", conference.sid().text());
    told.put("FriendlyName", conference.friendlyName());
    told.put("AccountSid", conference.account().text());
    told.put("SequenceNumber", Long.toString(event.sequence()));
    told.put("Timestamp", Rfc2822.format(event.at()));
    told.put("StatusCallbackEvent", name);
    switch (event) {
      case ConferenceEvent.Started _ -> {}
      case ConferenceEvent.Joined joined -> participant(told, joined.participant());
      case Changed changed -> participant(told, changed.participant());
      case ConferenceEvent.Spoke spoke -> participant(told, spoke.participant());
      case ConferenceEvent.Left left -> {
        participant(told, left.participant());
        left.participant()
            .departure()
            .ifPresent(
                gone -> {
                  told.put("ParticipantCallStatus", WireNames.of(gone.call()));
                  told.put("ReasonParticipantLeft", WireNames.of(gone.reason()));
                });
      }
      case ConferenceEvent.Announced announced -> {
        announced.participant().ifPresent(hearer -> participant(told, hearer));
        told.put("AnnounceUrl", announced.source().toString());
        announced.failure().ifPresent(why -> told.put("ReasonAnnouncementFailed", why));
      }
      case ConferenceEvent.Ended ended ->
          conference.ending().ifPresent(ending -> ending(told, ending, ended.cause()));
    }
    return new LoggedEvent(
        conference.account(),
        new Subject.OfConference(conference.sid()),
        event.sequence(),
        event.at(),
        name,
        Collections.unmodifiableSequencedMap(told),
        Instigator.current());
  }

  /** What apps are told of {@code event}, as the doing of who acts on this thread. */
  static LoggedEvent of(CallEvent event) {
    Call call = event.call();
    SequencedMap<String, String> told = new LinkedHashMap<>();
    told.put("CallSid", call.sid().text());
    told.put("AccountSid", call.account().text());
    told.put("From", call.parties().from());
    told.put("To", call.parties().to());
    told.put("Caller", call.parties().from());
    told.put("Called", call.parties().to());
    UNKNOWN_PLACES.forEach(place -> told.put(place, ""));
    told.put("Direction", WireNames.of(call.direction()));
    told.put("ApiVersion", API_VERSION);
    told.put("CallStatus", status(event));
    told.put("Timestamp", Rfc2822.format(event.at()));
    told.put("CallbackSource", "call-progress-events");
    told.put("SequenceNumber", Integer.toString(event.sequence()));
    told.put("ConferenceSid", event.conference().text());
    if (event.step() == CallProgress.COMPLETED) {
      Duration duration = call.duration().orElse(Duration.ZERO);
      told.put("CallDuration", Long.toString(duration.toSeconds()));
      told.put("Duration", Long.toString(Math.ceilDiv(duration.toSeconds(), 60)));
      call.outgoing()
          .flatMap(Call.Outgoing::sipResponse)
          .ifPresent(response -> told.put("SipResponseCode", Integer.toString(response)));
    }
    return new LoggedEvent(
        call.account(),
        new Subject.OfCall(call.sid()),
        event.sequence(),
        event.at(),
        "call-" + WireNames.of(event.step()),
        Collections.unmodifiableSequencedMap(told),
        Instigator.current());
  }

  /** Which of the kinds that an app can ask for {@code event} is. */
  static Kind kind(ConferenceEvent event) {
    return switch (event) {
      case ConferenceEvent.Started _ -> Kind.START;
      case ConferenceEvent.Joined _ -> Kind.JOIN;
      case ConferenceEvent.Left _ -> Kind.LEAVE;
      case ConferenceEvent.Ended _ -> Kind.END;
      case ConferenceEvent.Spoke _ -> Kind.SPEAKER;
      case ConferenceEvent.Announced _ -> Kind.ANNOUNCEMENT;
      case Changed changed ->
          switch (changed.what()) {
            case MUTED, UNMUTED -> Kind.MUTE;
            case HELD, UNHELD -> Kind.HOLD;
            case MODIFIED -> Kind.MODIFY;
          };
    };
  }

  private static String name(ConferenceEvent event) {
    return switch (event) {
      case ConferenceEvent.Started _ -> "conference-start";
      case ConferenceEvent.Joined _ -> "participant-join";
      case Changed changed -> Spelling.of(changed.what());
      case ConferenceEvent.Spoke spoke ->
          spoke.speaking() ? "participant-speech-start" : "participant-speech-stop";
      case ConferenceEvent.Announced announced ->
          announced.failure().isPresent() ? "announcement-fail" : "announcement-end";
      case ConferenceEvent.Left _ -> "participant-leave";
      case ConferenceEvent.Ended _ -> "conference-end";
    };
  }

  /** As the call stands, but a call that is not placed yet is told as begun. */
  private static String status(CallEvent event) {
    return switch (event.step()) {
      case INITIATED, RINGING -> WireNames.of(event.step());
      case ANSWERED -> "in-progress";
      case COMPLETED -> WireNames.of(event.call().status());
    };
  }

  private static void participant(SequencedMap<String, String> told, Participant participant) {
    told.put("CallSid", participant.call().text());
    told.put("Muted", Boolean.toString(participant.controls().muted()));
    told.put("Hold", Boolean.toString(participant.controls().hold()));
    told.put("Coaching", Boolean.toString(participant.controls().coaching()));
    told.put("EndConferenceOnExit", Boolean.toString(participant.controls().endConferenceOnExit()));
    told.put(
        "StartConferenceOnEnter",
        Boolean.toString(participant.controls().startConferenceOnEnter()));
    participant.label().ifPresent(label -> told.put("ParticipantLabel", label));
  }

  private static void ending(
      SequencedMap<String, String> told, Ending ending, Optional<Participant> cause) {
    ending.call().ifPresent(call -> told.put("CallSidEndingConference", call.text()));
    cause
        .flatMap(Participant::label)
        .ifPresent(label -> told.put("ParticipantLabelEndingConference", label));
    told.put("ReasonConferenceEnded", WireNames.of(ending.reason()));
    told.put("Reason", Spelling.sentence(ending.reason()));
  }
}
