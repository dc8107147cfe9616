package dev.rollcall.mcp.tools;

import static dev.rollcall.mcp.tools.OfferedTool.answer;

import dev.rollcall.core.access.Principal;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceFilter;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.paging.InstantRange;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.roster.ParticipantReference;
import dev.rollcall.core.roster.ParticipantUpdate;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.core.web.WebTarget;
import dev.rollcall.mcp.Invocation;
import dev.rollcall.mcp.ToolOutcome;
import dev.rollcall.mcp.ToolResult;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** The tools for voice conferences. They are open to whoever has the scope, by account. */
final class ConferenceTools {
  private static final int USUAL_LIMIT = 20;
  private static final int LONGEST_NAME = 128;

  private final Roster roster;
  private final Cursors cursors;

  ConferenceTools(Roster roster, Cursors cursors) {
    this.roster = roster;
    this.cursors = cursors;
  }

  List<OfferedTool> tools() {
    return List.of(
        OfferedTool.of(
            Operation.LIST_CONFERENCES,
            "List conferences",
            "Voice conferences of the account, live and over, newest first; status in-progress for"
                + " those on now. page_info.next leads to older ones (same filters).",
            Schemas.object()
                .optional("status", Schemas.choice(Spelling::of, ConferenceStatus.values()))
                .optional("friendly_name", Schemas.text(LONGEST_NAME))
                .paged(USUAL_LIMIT)
                .build(),
            this::list),
        OfferedTool.of(
            Operation.GET_CONFERENCE,
            "Get conference",
            "One conference and how it ended, if it did.",
            Schemas.object().required("conference", conference()).build(),
            this::get),
        OfferedTool.of(
            Operation.ANNOUNCE_TO_CONFERENCE,
            "Announce to conference",
            "Plays sound once to all in a conference, or to one participant alone. Answers at once;"
                + " the conference's events tell how it ended.",
            Schemas.object()
                .required("conference", conference())
                .required(
                    "announce_url",
                    Schemas.described(
                        WebTargets.schema(), "WAV, MP3, or TwiML of Play, Pause and Redirect"))
                .optional(
                    "participant",
                    Schemas.described(
                        Schemas.text(LONGEST_NAME), "Call sid or label; all if absent"))
                .build(),
            this::announce),
        OfferedTool.of(
            Operation.END_CONFERENCE,
            "End conference",
            "Ends a live conference and hangs up all its phones.",
            Schemas.object().required("conference", conference()).confirmed().build(),
            this::end));
  }

  /** How a conference is named. */
  static ObjectNode conference() {
    return Schemas.described(Schemas.text(LONGEST_NAME), "Sid, or room name of a live one");
  }

  private ToolOutcome list(Arguments arguments, Invocation<Visitor> invocation) {
    Principal caller = invocation.caller().principal();
    ConferenceFilter filter =
        new ConferenceFilter(
            arguments.choice("status", ConferenceStatus.values(), Spelling::of),
            arguments.text("friendly_name"),
            InstantRange.ALWAYS,
            InstantRange.ALWAYS);
    ListCursors<UUID> list =
        ListCursors.of(
            cursors,
            KeyForm.ID,
            Operation.LIST_CONFERENCES.toolName(),
            caller,
            "list",
            List.of(
                filter.status().map(Spelling::of).orElse(""),
                filter.friendlyName().map(name -> "=" + name).orElse("")));
    Seek<UUID> seek = list.seek(arguments, USUAL_LIMIT);
    return ToolResult.of(
        PageJson.of(
            RosterPages.read(seek, page -> roster.conferences(caller.account(), filter, page)),
            seek,
            list,
            each -> each.sid().id(),
            ConferenceJson::conference));
  }

  private ToolOutcome get(Arguments arguments, Invocation<Visitor> invocation) {
    return whole(
        roster.conference(
            invocation.caller().principal().account(),
            ConferenceReference.of(arguments.required("conference"))));
  }

  private ToolOutcome announce(Arguments arguments, Invocation<Visitor> invocation) {
    AccountSid account = invocation.caller().principal().account();
    ConferenceReference conference = ConferenceReference.of(arguments.required("conference"));
    WebTarget source = WebTargets.of("announce_url", arguments.required("announce_url"));
    Optional<ParticipantReference> listener =
        arguments.text("participant").map(ParticipantReference::of);
    if (listener.isEmpty()) {
      return whole(roster.announce(account, conference, source));
    }
    Participant participant =
        roster.update(account, conference, listener.get(), ParticipantUpdate.announcing(source));
    return whole(
        roster.conference(account, new ConferenceReference.BySid(participant.conference())));
  }

  private ToolOutcome end(Arguments arguments, Invocation<Visitor> invocation) {
    Principal caller = invocation.caller().principal();
    ConferenceReference reference = ConferenceReference.of(arguments.required("conference"));
    Optional<ToolOutcome> question =
        Confirmation.first(
            Operation.END_CONFERENCE,
            arguments,
            invocation,
            () ->
                "End the conference \"%s\" and hang up all its phones?"
                    .formatted(
                        Sanitized.line(
                            roster.conference(caller.account(), reference).friendlyName())));
    if (question.isPresent()) {
      return question.get();
    }
    return whole(roster.end(caller.account(), reference));
  }

  private static ToolResult whole(Conference conference) {
    return answer(json -> ConferenceJson.conference(json, conference));
  }
}
