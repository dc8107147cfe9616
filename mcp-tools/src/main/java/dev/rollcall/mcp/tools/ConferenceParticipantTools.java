package dev.rollcall.mcp.tools;

import static dev.rollcall.mcp.tools.OfferedTool.answer;

import dev.rollcall.core.access.Principal;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.roster.NewParticipant;
import dev.rollcall.core.roster.ParticipantReference;
import dev.rollcall.core.roster.ParticipantUpdate;
import dev.rollcall.core.roster.Presence;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.core.signalling.CallerForm;
import dev.rollcall.core.signalling.Destination;
import dev.rollcall.mcp.Invocation;
import dev.rollcall.mcp.ToolOutcome;
import dev.rollcall.mcp.ToolResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** The tools for who is in a voice conference and how each takes part. */
final class ConferenceParticipantTools {
  private static final int USUAL_LIMIT = 10;
  private static final int LONGEST_REFERENCE = 128;
  private static final int LONGEST_ADDRESS = 1_024;
  private static final int LONGEST_KEY = 255;

  /** Who calls, if the tool's caller does not say. */
  private static final String USUAL_CALLER = "rollcall";

  private final Roster roster;
  private final Cursors cursors;

  ConferenceParticipantTools(Roster roster, Cursors cursors) {
    this.roster = roster;
    this.cursors = cursors;
  }

  List<OfferedTool> tools() {
    return List.of(
        OfferedTool.of(
            Operation.LIST_CONFERENCE_PARTICIPANTS,
            "List conference participants",
            "Who is in a voice conference now, newest first, as the REST API answers; status"
                + " departed or all for those who left. page_info.next leads to the rest (same"
                + " filters).",
            Schemas.object()
                .required("conference", ConferenceTools.conference())
                .optional("muted", Schemas.flag())
                .optional("hold", Schemas.flag())
                .optional("coaching", Schemas.flag())
                .optional(
                    "status",
                    Schemas.choice(Spelling::of, Presence.values())
                        .put("default", Spelling.of(Presence.LIVE)))
                .paged(USUAL_LIMIT)
                .build(),
            this::list),
        OfferedTool.of(
            Operation.ADD_CONFERENCE_PARTICIPANT,
            "Add conference participant",
            "Calls a phone into a conference and answers at once with status queued; opens the room"
                + " if none of that name is on. Who does not answer leaves the list. With an"
                + " idempotency_key a repeated call calls once.",
            Schemas.object()
                .required("conference", ConferenceTools.conference())
                .required(
                    "to",
                    Schemas.described(
                        Schemas.text(LONGEST_ADDRESS),
                        "sip: address, +number, rollcall:tone or rollcall:echo"))
                .optional(
                    "from",
                    Schemas.described(Schemas.text(LONGEST_REFERENCE), "Shown as the caller"))
                .optional("label", Schemas.text(LONGEST_REFERENCE))
                .optional("muted", Schemas.flag())
                .optional("call_sid_to_coach", Schemas.text())
                .optional("start_conference_on_enter", Schemas.flag())
                .optional("end_conference_on_exit", Schemas.flag())
                .optional(
                    "timeout",
                    Schemas.described(
                        Schemas.typed("integer").put("minimum", 5).put("maximum", 600),
                        "Seconds to let it ring"))
                .optional(CallKey.ARGUMENT, Schemas.text(LONGEST_KEY).put("minLength", 1))
                .build(),
            this::add),
        OfferedTool.of(
            Operation.UPDATE_CONFERENCE_PARTICIPANT,
            "Update conference participant",
            "Mutes, holds or lets someone coach, effective at once. coaching needs"
                + " call_sid_to_coach: only that call hears the coach.",
            Schemas.object()
                .required("conference", ConferenceTools.conference())
                .required("participant", participant())
                .optional("muted", Schemas.flag())
                .optional("hold", Schemas.described(Schemas.flag(), "Hears music, is not heard"))
                .optional("hold_url", Schemas.described(WebTargets.schema(), "Sound while on hold"))
                .optional("coaching", Schemas.flag())
                .optional("call_sid_to_coach", Schemas.text())
                .optional("end_conference_on_exit", Schemas.flag())
                .optional("beep_on_exit", Schemas.flag())
                .build(),
            this::update),
        OfferedTool.of(
            Operation.REMOVE_CONFERENCE_PARTICIPANT,
            "Remove conference participant",
            "Takes someone out of a conference and hangs up the phone.",
            Schemas.object()
                .required("conference", ConferenceTools.conference())
                .required("participant", participant())
                .confirmed()
                .build(),
            this::remove));
  }

  /** The cursors of one conference's participants in its default form: resources use them too. */
  static ListCursors<UUID> participants(
      Cursors cursors,
      Principal caller,
      ConferenceSid conference,
      Presence presence,
      ParticipantFilter filter) {
    return ListCursors.of(
        cursors,
        KeyForm.ID,
        Operation.LIST_CONFERENCE_PARTICIPANTS.toolName(),
        caller,
        "list",
        List.of(
            conference.text(),
            Spelling.of(presence),
            text(filter.muted()),
            text(filter.hold()),
            text(filter.coaching())));
  }

  private ToolOutcome list(Arguments arguments, Invocation<Visitor> invocation) {
    Principal caller = invocation.caller().principal();
    Presence presence =
        arguments.choice("status", Presence.values(), Spelling::of).orElse(Presence.LIVE);
    ParticipantFilter filter =
        new ParticipantFilter(
            arguments.flag("muted"), arguments.flag("hold"), arguments.flag("coaching"));
    ConferenceReference.BySid conference = bySid(caller, arguments);
    ListCursors<UUID> list = participants(cursors, caller, conference.sid(), presence, filter);
    Seek<UUID> seek = list.seek(arguments, USUAL_LIMIT);
    return ToolResult.of(
        PageJson.of(
            RosterPages.read(
                seek,
                page -> roster.participants(caller.account(), conference, presence, filter, page)),
            seek,
            list,
            each -> each.sid().id(),
            ConferenceJson::participant));
  }

  private ToolOutcome add(Arguments arguments, Invocation<Visitor> invocation) {
    String to = arguments.required("to");
    Destination destination =
        Destination.parse(to)
            .orElseThrow(
                () ->
                    new ToolError(
                        "The argument 'to' must be a SIP address such as sip:ann@example.com, a"
                            + " number such as +4930123456, rollcall:tone or rollcall:echo."));
    Controls controls =
        new Controls(
            arguments.flag("muted").orElse(Controls.DEFAULT.muted()),
            false,
            callToCoach(arguments),
            arguments
                .flag("start_conference_on_enter")
                .orElse(Controls.DEFAULT.startConferenceOnEnter()),
            arguments.flag("end_conference_on_exit").orElse(Controls.DEFAULT.endConferenceOnExit()),
            true,
            true);
    NewParticipant plain = NewParticipant.of(destination, caller(arguments), controls);
    Principal principal = invocation.caller().principal();
    return whole(
        roster
            .create(
                principal.account(),
                ConferenceReference.of(arguments.required("conference")),
                plain
                    .labelled(arguments.text("label"))
                    .ringing(
                        arguments
                            .integer("timeout")
                            .map(Duration::ofSeconds)
                            .orElse(plain.ringFor())),
                arguments.text(CallKey.ARGUMENT).map(key -> CallKey.of(principal, key, arguments)))
            .participant());
  }

  private static String caller(Arguments arguments) {
    String caller = arguments.text("from").orElse(USUAL_CALLER);
    if (!CallerForm.fits(caller)) {
      throw new ToolError("The argument 'from' must be " + CallerForm.IN_WORDS + ".");
    }
    return caller;
  }

  private ToolOutcome update(Arguments arguments, Invocation<Visitor> invocation) {
    ParticipantUpdate update =
        new ParticipantUpdate(
            arguments.flag("muted"),
            arguments.flag("hold"),
            arguments.text("hold_url").map(url -> WebTargets.of("hold_url", url)),
            Optional.empty(),
            arguments.flag("coaching"),
            callToCoach(arguments),
            Optional.empty(),
            arguments.flag("end_conference_on_exit"),
            arguments.flag("beep_on_exit"));
    if (update.equals(ParticipantUpdate.NONE)) {
      throw new ToolError(
          "Nothing to change: give muted, hold, hold_url, coaching, call_sid_to_coach,"
              + " end_conference_on_exit or beep_on_exit.");
    }
    return whole(
        roster.update(
            invocation.caller().principal().account(),
            ConferenceReference.of(arguments.required("conference")),
            ParticipantReference.of(arguments.required("participant")),
            update));
  }

  private ToolOutcome remove(Arguments arguments, Invocation<Visitor> invocation) {
    Principal caller = invocation.caller().principal();
    ConferenceReference conference = ConferenceReference.of(arguments.required("conference"));
    ParticipantReference reference = ParticipantReference.of(arguments.required("participant"));
    Optional<ToolOutcome> question =
        Confirmation.first(
            Operation.REMOVE_CONFERENCE_PARTICIPANT,
            arguments,
            invocation,
            () -> {
              Participant participant = roster.participant(caller.account(), conference, reference);
              return "Take %s out of the conference and hang up?"
                  .formatted(
                      Sanitized.line(participant.label().orElse(participant.parties().from())));
            });
    if (question.isPresent()) {
      return question.get();
    }
    return whole(roster.remove(caller.account(), conference, reference));
  }

  /** The conference by its sid, so that a cursor stays with it when its room is opened anew. */
  private ConferenceReference.BySid bySid(Principal caller, Arguments arguments) {
    return switch (ConferenceReference.of(arguments.required("conference"))) {
      case ConferenceReference.BySid bySid -> bySid;
      case ConferenceReference.ByName byName ->
          new ConferenceReference.BySid(roster.conference(caller.account(), byName).sid());
    };
  }

  private static Optional<CallSid> callToCoach(Arguments arguments) {
    return arguments
        .text("call_sid_to_coach")
        .map(
            text ->
                CallSid.parse(text)
                    .orElseThrow(
                        () ->
                            new ToolError(
                                "call_sid_to_coach must be a call sid, 'CA' and 32 hexadecimal"
                                    + " digits; list_conference_participants shows them.")));
  }

  private static String text(Optional<Boolean> flag) {
    return flag.map(String::valueOf).orElse("");
  }

  private static ToolResult whole(Participant participant) {
    return answer(json -> ConferenceJson.participant(json, participant));
  }

  private static ObjectNode participant() {
    return Schemas.described(Schemas.text(LONGEST_REFERENCE), "Call sid or label");
  }
}
