package dev.rollcall.rest.insights;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.call.Call;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.ParticipantSid;
import dev.rollcall.core.paging.Cursor;
import dev.rollcall.core.paging.Page;
import dev.rollcall.core.paging.PageRequest;
import dev.rollcall.core.paging.Pages;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.roster.Presence;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.JsonBytes;
import dev.rollcall.rest.door.QueryArguments;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be asked of a conference's participants. */
final class ParticipantSummaries {
  private static final String KEY = "participants";
  private static final Set<String> FILTERS = Set.of("ParticipantSid", "Label", "Events");

  private final Roster roster;

  ParticipantSummaries(Roster roster) {
    this.roster = roster;
  }

  HttpResponse read(
      AccountSid account, ConferenceSid conference, String text, HttpRequest request) {
    QueryArguments query = QueryArguments.of(request, Set.of("Events", "Metrics"));
    refuseUnkept(query, "Events");
    refuseMetrics(query);
    Participant participant =
        ParticipantSid.parse(text)
            .flatMap(sid -> find(account, conference, sid))
            .orElseThrow(
                () ->
                    new RefusedException(
                        Problem.PARTICIPANT_NOT_FOUND,
                        "Give the participant_sid of one that the list of participants shows."));
    Links links = Links.of(request);
    return HttpResponse.json(
        200,
        JsonBytes.write(
            json ->
                new SummaryWriter(json, links)
                    .participant(
                        participant,
                        roster.call(account, participant.call()),
                        roster.quality(participant))));
  }

  HttpResponse list(AccountSid account, ConferenceSid conference, HttpRequest request) {
    QueryArguments query = QueryArguments.of(request, PageAsked.parameters(FILTERS));
    refuseUnkept(query, "Events");
    Links links = Links.of(request);
    PageAsked asked =
        PageAsked.of(request, query, links.participants(conference), ParticipantSid::parse);
    Page<Participant> page = page(account, conference, query, asked.request());
    return HttpResponse.json(
        200,
        JsonBytes.write(
            json -> {
              SummaryWriter writer = new SummaryWriter(json, links);
              json.writeStartObject();
              json.writeArrayPropertyStart(KEY);
              for (Participant each : page.items()) {
                call(account, each)
                    .ifPresent(call -> writer.participant(each, call, roster.quality(each)));
              }
              json.writeEndArray();
              asked.meta(json, KEY, page, Participant::sid);
              json.writeEndObject();
            }));
  }

  /** Empty for somebody who has left since the page was read, while that waits for the disk. */
  private Optional<Call> call(AccountSid account, Participant participant) {
    try {
      return Optional.of(roster.call(account, participant.call()));
    } catch (RefusedException e) {
      if (e.problem() == Problem.CALL_NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Page<Participant> page(
      AccountSid account, ConferenceSid conference, QueryArguments query, PageRequest asked) {
    Optional<String> label = query.text("Label");
    Optional<String> sid = query.text("ParticipantSid");
    if (sid.isPresent()) {
      List<Participant> found =
          ParticipantSid.parse(sid.get())
              .flatMap(named -> find(account, conference, named))
              .filter(each -> label.isEmpty() || each.label().equals(label))
              .stream()
              .toList();
      return new Page<>(found, false);
    }
    if (label.isEmpty()) {
      return everyone(account, conference, asked);
    }
    return Pages.of(
        asked,
        each -> each.sid().id(),
        List.of(
            new FilteredSource<>(
                page -> everyone(account, conference, page),
                each -> each.sid().id(),
                each -> each.label().equals(label))));
  }

  /**
   * One participant. A list can only be entered next to a record, so it is reached from its
   * neighbour above, or from the top.
   */
  private Optional<Participant> find(
      AccountSid account, ConferenceSid conference, ParticipantSid sid) {
    while (true) {
      List<Participant> above;
      try {
        above = everyone(account, conference, at(Cursor.before(sid.id()))).items();
      } catch (RefusedException e) {
        if (e.problem() == Problem.CURSOR_INVALID) {
          return Optional.empty();
        }
        throw e;
      }
      PageRequest place =
          above.isEmpty() ? PageRequest.first(1) : at(Cursor.after(above.getLast().sid().id()));
      Optional<Participant> found =
          everyone(account, conference, place).items().stream().findFirst();
      // Somebody may have come to the top meanwhile; then there is a neighbour.
      if (!above.isEmpty() || found.map(Participant::sid).equals(Optional.of(sid))) {
        return found.filter(each -> each.sid().equals(sid));
      }
    }
  }

  private static PageRequest at(Cursor cursor) {
    return PageRequest.at(cursor, 1);
  }

  private Page<Participant> everyone(
      AccountSid account, ConferenceSid conference, PageRequest page) {
    return roster.participants(
        account,
        new ConferenceReference.BySid(conference),
        Presence.ALL,
        ParticipantFilter.ALL,
        page);
  }

  private static void refuseMetrics(QueryArguments query) {
    if (query.text("Metrics").isPresent()) {
      throw QueryArguments.invalid(
          "Metrics cannot be given: the figures are always in the answer, as far as they are"
              + " known.");
    }
  }

  private static void refuseUnkept(QueryArguments query, String name) {
    if (query.text(name).isPresent()) {
      throw QueryArguments.invalid(
          name
              + " cannot be given: they are not part of these summaries here. Read the conference's"
              + " events at /rollcall/v1/conferences/{sid}/events.");
    }
  }
}
