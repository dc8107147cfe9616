package dev.rollcall.rest.insights;

import dev.rollcall.core.audio.CallQuality;
import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallDirection;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.Departure;
import dev.rollcall.core.conference.Ending;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.rest.quality.QualityJson;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the summaries of conferences and participants. Every key that Twilio's have is there; what
 * this server does not know is null. Times are in whole seconds, since one official SDK reads no
 * others; durations are those between the exact times, rounded down.
 */
final class SummaryWriter {
  private final JsonGenerator json;
  private final Links links;

  SummaryWriter(JsonGenerator json, Links links) {
    this.json = json;
    this.links = links;
  }

  void conference(Conference conference, Attendance attendance) {
    boolean over = conference.status() == ConferenceStatus.COMPLETED;
    // It never changes again, so the last change was its end.
    Optional<Instant> ended = over ? Optional.of(conference.updated()) : Optional.empty();
    json.writeStartObject();
    json.writeStringProperty("conference_sid", conference.sid().text());
    json.writeStringProperty("account_sid", conference.account().text());
    json.writeStringProperty("friendly_name", conference.friendlyName());
    time("create_time", Optional.of(conference.created()));
    time("start_time", conference.started());
    time("end_time", ended);
    seconds("duration_seconds", Optional.of(conference.created()), ended);
    seconds("connect_duration_seconds", conference.started(), ended);
    json.writeStringProperty("status", InsightsNames.of(conference.status()));
    json.writeNullProperty("max_participants");
    json.writeNumberProperty("max_concurrent_participants", attendance.mostAtOnce());
    json.writeNumberProperty("unique_participants", attendance.different());
    text("end_reason", conference.ending().map(Ending::reason).map(InsightsNames::of));
    text("ended_by", conference.ending().flatMap(Ending::call).map(CallSid::text));
    json.writeNullProperty("mixer_region");
    json.writeNullProperty("mixer_region_requested");
    json.writeBooleanProperty("recording_enabled", false);
    json.writeNullProperty("detected_issues");
    json.writeNullProperty("tags");
    json.writeNullProperty("tag_info");
    json.writeStringProperty("processing_state", InsightsNames.processing(over));
    json.writeStringProperty("url", links.conference(conference.sid()));
    json.writeObjectPropertyStart("links");
    json.writeStringProperty("participants", links.participants(conference.sid()));
    json.writeEndObject();
    json.writeEndObject();
  }

  /**
   * Writes a participant.
   *
   * @param call its call as it stands now
   * @param quality how its audio arrives, or arrived until it left
   */
  void participant(Participant participant, Call call, Optional<CallQuality> quality) {
    Controls controls = participant.controls();
    Optional<Instant> left = participant.departure().map(Departure::at);
    CallStatus status = participant.departure().map(Departure::call).orElse(call.status());
    json.writeStartObject();
    json.writeStringProperty("participant_sid", participant.sid().text());
    text("label", participant.label());
    json.writeStringProperty("conference_sid", participant.conference().text());
    json.writeStringProperty("call_sid", participant.call().text());
    json.writeStringProperty("account_sid", participant.account().text());
    json.writeStringProperty("call_direction", InsightsNames.of(call.direction()));
    json.writeStringProperty("from", participant.parties().from());
    json.writeStringProperty("to", participant.parties().to());
    text("call_status", InsightsNames.of(status));
    json.writeNullProperty("country_code");
    json.writeBooleanProperty(
        "is_moderator", controls.startConferenceOnEnter() || controls.endConferenceOnExit());
    time("join_time", participant.joined());
    time("leave_time", left);
    // One who never came was there for no time at all.
    seconds("duration_seconds", participant.joined().or(() -> left), left);
    json.writeName("outbound_queue_length");
    call.outgoing()
        .map(outgoing -> outgoing.queueTime().toSeconds())
        .ifPresentOrElse(json::writeNumber, json::writeNull);
    json.writeNullProperty("outbound_time_in_queue");
    json.writeNullProperty("jitter_buffer_size");
    json.writeBooleanProperty("is_coach", controls.coaching());
    json.writeArrayPropertyStart("coached_participants");
    controls.coached().map(CallSid::text).ifPresent(json::writeString);
    json.writeEndArray();
    json.writeNullProperty("participant_region");
    json.writeNullProperty("conference_region");
    text("call_type", type(participant, call));
    json.writeStringProperty(
        "processing_state", InsightsNames.processing(participant.departure().isPresent()));
    properties(controls);
    json.writeNullProperty("events");
    metrics(quality);
    json.writeStringProperty("url", links.participant(participant.conference(), participant.sid()));
    json.writeEndObject();
  }

  private void metrics(Optional<CallQuality> quality) {
    if (quality.isEmpty()) {
      json.writeNullProperty("metrics");
    } else {
      json.writeObjectPropertyStart("metrics");
      new QualityJson(json).write(quality);
      json.writeEndObject();
    }
  }

  private void properties(Controls controls) {
    json.writeObjectPropertyStart("properties");
    json.writeBooleanProperty("start_conference_on_enter", controls.startConferenceOnEnter());
    json.writeBooleanProperty("end_conference_on_exit", controls.endConferenceOnExit());
    json.writeBooleanProperty("beep_on_enter", controls.beepOnEnter());
    json.writeBooleanProperty("beep_on_exit", controls.beepOnExit());
    json.writeEndObject();
  }

  /** A number is reached through a carrier; what is neither that nor a SIP address is our own. */
  private static Optional<String> type(Participant participant, Call call) {
    String address =
        switch (call.direction()) {
          case CallDirection.INBOUND -> participant.parties().from();
          case CallDirection.OUTBOUND_API -> participant.parties().to();
        };
    if (address.startsWith("sip:") || address.startsWith("sips:")) {
      return Optional.of("sip");
    }
    return address.startsWith("+") ? Optional.of("carrier") : Optional.empty();
  }

  private void time(String name, Optional<Instant> time) {
    text(name, time.map(instant -> instant.truncatedTo(ChronoUnit.SECONDS).toString()));
  }

  private void seconds(String name, Optional<Instant> from, Optional<Instant> to) {
    json.writeName(name);
    from.flatMap(start -> to.map(end -> Duration.between(start, end).toSeconds()))
        .ifPresentOrElse(json::writeNumber, json::writeNull);
  }

  private void text(String name, Optional<String> text) {
    json.writeName(name);
    text.ifPresentOrElse(json::writeString, json::writeNull);
  }
}
