package dev.rollcall.rest;

import static dev.rollcall.rest.UnsupportedParameter.Operation.CREATE_PARTICIPANT;
import static dev.rollcall.rest.UnsupportedParameter.Operation.UPDATE_CALL;
import static dev.rollcall.rest.UnsupportedParameter.Reason.NOT_BUILT_YET;
import static dev.rollcall.rest.UnsupportedParameter.Reason.NO_MEANING_HERE;

import dev.rollcall.http.JsonBytes;
import dev.rollcall.rest.UnsupportedParameter.Operation;
import dev.rollcall.rest.UnsupportedParameter.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/**
 * Every parameter that Twilio has and this version does not act on: the one place from which
 * refusals, warnings and the published list come.
 */
public final class UnsupportedParameters {
  /** The path at which the list is published. */
  public static final String PUBLISHED_AT = "/rollcall/v1/unsupported-parameters";

  /** In the order in which the list is published. */
  static final List<UnsupportedParameter> ALL = all();

  private UnsupportedParameters() {}

  /** The list as it is published. */
  public static byte[] json() {
    return JsonBytes.write(UnsupportedParameters::write);
  }

  private static void write(JsonGenerator json) {
    json.writeStartObject();
    json.writeArrayPropertyStart("unsupported_parameters");
    for (UnsupportedParameter each : ALL) {
      json.writeStartObject();
      json.writeStringProperty("name", each.name());
      json.writeStringProperty("operation", each.operation().id());
      json.writeStringProperty("request", each.operation().request());
      json.writeStringProperty("answer", each.operation().answer().spelling());
      json.writeStringProperty("reason", each.reason().spelling());
      json.writeStringProperty("explanation", each.explanation());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  static Set<String> of(Operation operation) {
    return ALL.stream()
        .filter(each -> each.operation() == operation)
        .map(UnsupportedParameter::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Those that a request carries, in the order in which it names them. */
  static List<String> carried(Operation operation, Arguments arguments) {
    Set<String> unsupported = of(operation);
    return arguments.parameters().names().stream().filter(unsupported::contains).toList();
  }

  /** Refuses a request that carries one. */
  static void refuse(Operation operation, Arguments arguments) {
    for (UnsupportedParameter each : ALL) {
      if (each.operation() == operation && arguments.text(each.name()).isPresent()) {
        throw new ApiException(
            ApiError.INVALID_PARAMETER,
            "This version does not do '"
                + each.name()
                + "'; nothing was changed. "
                + each.explanation());
      }
    }
  }

  private static List<UnsupportedParameter> all() {
    List<UnsupportedParameter> all = new ArrayList<>();
    add(
        all,
        CREATE_PARTICIPANT,
        NOT_BUILT_YET,
        "Calls and conferences are not recorded yet.",
        "Record",
        "RecordingChannels",
        "RecordingTrack",
        "RecordingStatusCallback",
        "RecordingStatusCallbackMethod",
        "RecordingStatusCallbackEvent",
        "RecordingConfigurationId",
        "Trim",
        "ConferenceRecord",
        "ConferenceTrim",
        "ConferenceRecordingStatusCallback",
        "ConferenceRecordingStatusCallbackMethod",
        "ConferenceRecordingStatusCallbackEvent");
    add(
        all,
        CREATE_PARTICIPANT,
        NOT_BUILT_YET,
        "Whether a person or a machine answers is not told apart yet: whoever answers joins.",
        "MachineDetection",
        "MachineDetectionTimeout",
        "MachineDetectionSpeechThreshold",
        "MachineDetectionSpeechEndThreshold",
        "MachineDetectionSilenceTimeout",
        "AmdStatusCallback",
        "AmdStatusCallbackMethod");
    add(
        all,
        CREATE_PARTICIPANT,
        NO_MEANING_HERE,
        "The jitter buffer sets its own length by what the network does.",
        "JitterBufferSize");
    add(
        all,
        CREATE_PARTICIPANT,
        NO_MEANING_HERE,
        "A conference is mixed where the server runs; there are no regions to choose from.",
        "Region");
    add(
        all,
        CREATE_PARTICIPANT,
        NO_MEANING_HERE,
        "Carriers are connected by the trunks of the server's configuration.",
        "Byoc");
    add(
        all,
        CREATE_PARTICIPANT,
        NO_MEANING_HERE,
        "Branded and attested calls are a service of Twilio and its carriers.",
        "CallReason",
        "CallToken",
        "Passports");
    add(
        all,
        CREATE_PARTICIPANT,
        NO_MEANING_HERE,
        "There are no clients of Twilio's SDKs here to be notified.",
        "ClientNotificationUrl");
    add(
        all,
        CREATE_PARTICIPANT,
        NO_MEANING_HERE,
        "This server makes no emergency calls: use a telephone service that is bound to.",
        "EmergencyName",
        "EmergencyAddress",
        "EmergencyZipCode",
        "EmergencyCity",
        "EmergencyState",
        "EmergencyCountry",
        "EmergencyCallerLocation",
        "EmergencyCallerPosition");
    add(
        all,
        UPDATE_CALL,
        NOT_BUILT_YET,
        "Calls are not directed by TwiML yet: update the participant, or end the call with"
            + " Status=completed.",
        "Url",
        "Twiml",
        "Method",
        "FallbackUrl",
        "FallbackMethod");
    add(
        all,
        UPDATE_CALL,
        NOT_BUILT_YET,
        "Callbacks of a call are given when it is made, and stay.",
        "StatusCallback",
        "StatusCallbackMethod");
    add(
        all,
        UPDATE_CALL,
        NOT_BUILT_YET,
        "The time limit of a call is given when it is made, and stays.",
        "TimeLimit");
    return Collections.unmodifiableList(all);
  }

  private static void add(
      List<UnsupportedParameter> all,
      Operation operation,
      Reason reason,
      String explanation,
      String... names) {
    for (String name : names) {
      all.add(new UnsupportedParameter(name, operation, reason, explanation));
    }
  }
}
