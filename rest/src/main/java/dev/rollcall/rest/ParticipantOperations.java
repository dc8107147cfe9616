package dev.rollcall.rest;

import static dev.rollcall.rest.UnsupportedParameter.Operation.CREATE_PARTICIPANT;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.paging.Page;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.roster.IdempotencyKey;
import dev.rollcall.core.roster.NewParticipant;
import dev.rollcall.core.roster.ParticipantReference;
import dev.rollcall.core.roster.ParticipantUpdate;
import dev.rollcall.core.roster.Presence;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.core.web.WebMethod;
import dev.rollcall.core.web.WebTarget;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.JsonBytes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The participants of a conference: who is there, calling somebody in, how each takes part, and
 * removing one.
 */
final class ParticipantOperations {
  private static final Set<String> CREATABLE =
      Stream.concat(
              ParticipantForm.PARAMETERS.stream(),
              UnsupportedParameters.of(CREATE_PARTICIPANT).stream())
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> UPDATABLE =
      Set.of(
          "Muted",
          "Hold",
          "HoldUrl",
          "HoldMethod",
          "AnnounceUrl",
          "AnnounceMethod",
          "WaitUrl",
          "WaitMethod",
          "Coaching",
          "CallSidToCoach",
          "EndConferenceOnExit",
          "BeepOnExit",
          "Status");

  private final Roster roster;
  private final References references;

  ParticipantOperations(Roster roster, References references) {
    this.roster = roster;
    this.references = references;
  }

  HttpResponse list(Caller caller, String conferenceText, Arguments arguments) {
    PageQuery query = PageQuery.of(arguments, ListKind.PARTICIPANTS);
    ParticipantFilter filter =
        new ParticipantFilter(
            arguments.filter("Muted"), arguments.filter("Hold"), arguments.filter("Coaching"));
    Presence presence =
        arguments.text("Status").map(ParticipantOperations::presence).orElse(Presence.LIVE);
    ConferenceReference.BySid conference = references.conference(caller.account(), conferenceText);
    Page<Participant> page =
        roster.participants(caller.account(), conference, presence, filter, query.request());
    ListAnswer answer =
        new ListAnswer(
            ListKind.PARTICIPANTS,
            RecordJson.participantsPath(caller.account(), conference.sid()),
            arguments.parameters(),
            query);
    ParticipantJson participants = ParticipantJson.of(caller.account(), conference.sid());
    return HttpResponse.json(
        200,
        JsonBytes.write(
            json ->
                answer.write(new FieldWriter(json), page, Participant::sid, participants::write)));
  }

  HttpResponse create(Caller caller, String conferenceText, Arguments arguments) {
    arguments.refuseUnknown(CREATABLE);
    NewParticipant wanted = ParticipantForm.read(arguments);
    Optional<IdempotencyKey> key = IdempotencyHeader.of(caller.request(), arguments.parameters());
    Roster.Created created = create(caller, ConferenceReference.of(conferenceText), wanted, key);
    Participant participant = created.participant();
    ParticipantJson participants =
        ParticipantJson.of(participant.account(), participant.conference());
    HttpResponse response =
        HttpResponse.json(
            201,
            JsonBytes.write(
                json ->
                    participants.write(
                        new FieldWriter(json), participant, Optional.of(created.queueTime()))));
    List<String> ignored = UnsupportedParameters.carried(CREATE_PARTICIPANT, arguments);
    return ignored.isEmpty() ? response : response.with("Warnings", warning(ignored));
  }

  /** Whether a sid names what is over or nothing, nobody can be called into it (16022). */
  private Roster.Created create(
      Caller caller,
      ConferenceReference conference,
      NewParticipant wanted,
      Optional<IdempotencyKey> key) {
    try {
      return roster.create(caller.account(), conference, wanted, key);
    } catch (RefusedException e) {
      if (e.problem() == Problem.CONFERENCE_NOT_FOUND
          || e.problem() == Problem.CONFERENCE_COMPLETED) {
        throw new RefusedException(
            Problem.CONFERENCE_COMPLETED,
            "No conference with that sid is on; give the sid of one that is, or the name of a room,"
                + " which is opened if need be.",
            e);
      }
      throw e;
    }
  }

  /** A dictionary (RFC 9651 §3.2) that names parameters and the list that explains them. */
  private static String warning(List<String> parameters) {
    return "unsupported-parameters=\""
        + String.join(", ", parameters)
        + "\"; see=\""
        + UnsupportedParameters.PUBLISHED_AT
        + "\"";
  }

  HttpResponse read(
      Caller caller, String conferenceText, String participantText, Arguments arguments) {
    arguments.refuseUnknown(Set.of());
    ConferenceReference conference = references.conference(caller.account(), conferenceText);
    return answer(
        roster.participant(caller.account(), conference, ParticipantReference.of(participantText)));
  }

  HttpResponse update(
      Caller caller, String conferenceText, String participantText, Arguments arguments) {
    arguments.refuseUnknown(UPDATABLE);
    boolean leaves = asksToLeave(arguments);
    ParticipantUpdate update =
        new ParticipantUpdate(
            arguments.flag("Muted"),
            arguments.flag("Hold"),
            holdSound(arguments),
            arguments.target("AnnounceUrl", "AnnounceMethod", WebMethod.POST),
            arguments.flag("Coaching"),
            arguments.callSid("CallSidToCoach"),
            arguments.waitSound(),
            arguments.flag("EndConferenceOnExit"),
            arguments.flag("BeepOnExit"));
    ConferenceReference conference = references.conference(caller.account(), conferenceText);
    ParticipantReference participant = ParticipantReference.of(participantText);
    return answer(
        ofLive(
            () ->
                leaves
                    ? roster.remove(caller.account(), conference, participant)
                    : roster.update(caller.account(), conference, participant, update)));
  }

  HttpResponse remove(
      Caller caller, String conferenceText, String participantText, Arguments arguments) {
    arguments.refuseUnknown(Set.of());
    ConferenceReference conference = references.conference(caller.account(), conferenceText);
    ParticipantReference participant = ParticipantReference.of(participantText);
    ofLive(() -> roster.remove(caller.account(), conference, participant));
    return HttpResponse.empty(204);
  }

  /** Nobody is in a completed conference, so its participants are not there to be changed. */
  private static Participant ofLive(Supplier<Participant> change) {
    try {
      return change.get();
    } catch (RefusedException e) {
      if (e.problem() == Problem.CONFERENCE_COMPLETED) {
        throw new RefusedException(
            Problem.PARTICIPANT_NOT_FOUND, "The conference is over: nobody is in it any more.", e);
      }
      throw e;
    }
  }

  private static HttpResponse answer(Participant participant) {
    ParticipantJson participants =
        ParticipantJson.of(participant.account(), participant.conference());
    return HttpResponse.json(
        200, JsonBytes.write(json -> participants.write(new FieldWriter(json), participant)));
  }

  private static Presence presence(String status) {
    return switch (status) {
      case "live", "connected" -> Presence.LIVE;
      case "departed", "complete" -> Presence.DEPARTED;
      case "all" -> Presence.ALL;
      default ->
          throw Arguments.invalid(
              "Status", status, "'live' (or 'connected'), 'departed' (or 'complete') or 'all'");
    };
  }

  private static boolean asksToLeave(Arguments arguments) {
    Optional<String> status = arguments.text("Status");
    status
        .filter(value -> !value.equals("completed"))
        .ifPresent(
            value -> {
              throw Arguments.invalid(
                  "Status", value, "'completed', which removes the participant");
            });
    List<String> others =
        arguments.parameters().names().stream()
            .filter(name -> UPDATABLE.contains(name) && !name.equals("Status"))
            .toList();
    if (status.isPresent() && !others.isEmpty()) {
      throw new ApiException(
          ApiError.COMBINATION_UNSUPPORTED,
          "Nothing can be changed of a participant that is to be removed; leave out Status, or "
              + String.join(", ", others)
              + ".");
    }
    return status.isPresent();
  }

  /**
   * The music asked for. Who is taken off hold needs none, and must not stay because an address is
   * dead. A method without an address is none either, as at Twilio.
   */
  private static Optional<WebTarget> holdSound(Arguments arguments) {
    boolean released = arguments.flag("Hold").equals(Optional.of(false));
    return arguments.target("HoldUrl", "HoldMethod", WebMethod.GET).filter(_ -> !released);
  }
}
