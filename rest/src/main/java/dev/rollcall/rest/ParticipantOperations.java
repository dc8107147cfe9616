package dev.rollcall.rest;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.audio.ClipRequest;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.paging.Page;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.roster.ParticipantReference;
import dev.rollcall.core.roster.ParticipantUpdate;
import dev.rollcall.core.roster.Presence;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.JsonBytes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The participants of a conference: who is there, how each takes part, and removing one. */
final class ParticipantOperations {
  private static final Set<String> UNSUPPORTED =
      Set.of("AnnounceUrl", "AnnounceMethod", "WaitUrl", "WaitMethod");
  private static final Set<String> UPDATABLE =
      Set.of(
          "Muted",
          "Hold",
          "HoldUrl",
          "HoldMethod",
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

  HttpResponse read(
      Caller caller, String conferenceText, String participantText, Arguments arguments) {
    arguments.refuseUnknown(Set.of());
    ConferenceReference conference = references.conference(caller.account(), conferenceText);
    return answer(
        roster.participant(caller.account(), conference, ParticipantReference.of(participantText)));
  }

  HttpResponse update(
      Caller caller, String conferenceText, String participantText, Arguments arguments) {
    arguments.refuseUnsupported(UNSUPPORTED);
    arguments.refuseUnknown(UPDATABLE);
    boolean leaves = asksToLeave(arguments);
    ParticipantUpdate update =
        new ParticipantUpdate(
            arguments.flag("Muted"),
            arguments.flag("Hold"),
            holdMusic(arguments),
            arguments.flag("Coaching"),
            arguments.callSid("CallSidToCoach"),
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
    return status.isPresent();
  }

  /**
   * The music asked for. Who is taken off hold needs none, and must not stay because an address is
   * dead. A method without an address is none either, as at Twilio.
   */
  private static Optional<ClipRequest> holdMusic(Arguments arguments) {
    ClipRequest.Method method =
        arguments
            .text("HoldMethod")
            .map(ParticipantOperations::method)
            .orElse(ClipRequest.Method.GET);
    boolean released = arguments.flag("Hold").equals(Optional.of(false));
    return arguments
        .text("HoldUrl")
        .map(url -> new ClipRequest(audioAddress(url), method))
        .filter(_ -> !released);
  }

  private static ClipRequest.Method method(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "GET" -> ClipRequest.Method.GET;
      case "POST" -> ClipRequest.Method.POST;
      default ->
          throw Arguments.invalid(
              ApiError.HTTP_METHOD_INVALID, "HoldMethod", name, "'GET' or 'POST'");
    };
  }

  private static URI audioAddress(String url) {
    try {
      URI address = new URI(url);
      String scheme = address.getScheme();
      if (address.getHost() != null
          && ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
        return address;
      }
    } catch (URISyntaxException _) {
      // Answered below like any other address we do not fetch.
    }
    throw Arguments.invalid(
        ApiError.URL_INVALID, "HoldUrl", url, "an absolute address that begins with http or https");
  }
}
