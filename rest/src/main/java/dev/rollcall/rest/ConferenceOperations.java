package dev.rollcall.rest;

import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceFilter;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.paging.Page;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.core.web.WebMethod;
import dev.rollcall.core.web.WebTarget;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.JsonBytes;
import java.util.Optional;
import java.util.Set;

/** The conferences of an account, live and over; ending one, and announcing in it. */
final class ConferenceOperations {
  private static final Set<String> UPDATABLE = Set.of("Status", "AnnounceUrl", "AnnounceMethod");

  private final Roster roster;
  private final References references;

  ConferenceOperations(Roster roster, References references) {
    this.roster = roster;
    this.references = references;
  }

  HttpResponse list(Caller caller, Arguments arguments) {
    PageQuery query = PageQuery.of(arguments, ListKind.CONFERENCES);
    ConferenceFilter filter =
        new ConferenceFilter(
            arguments.choice("Status", ConferenceStatus.values(), WireNames::of),
            arguments.text("FriendlyName"),
            TimeFilter.days(arguments, "DateCreated"),
            TimeFilter.days(arguments, "DateUpdated"));
    Page<Conference> page = roster.conferences(caller.account(), filter, query.request());
    ListAnswer answer =
        new ListAnswer(
            ListKind.CONFERENCES,
            RecordJson.accountPath(caller.account()) + "/Conferences.json",
            arguments.parameters(),
            query);
    return HttpResponse.json(
        200,
        JsonBytes.write(
            json ->
                answer.write(
                    new FieldWriter(json), page, Conference::sid, RecordJson::conference)));
  }

  HttpResponse read(Caller caller, String conferenceText, Arguments arguments) {
    arguments.refuseUnknown(Set.of());
    return answer(roster.conference(caller.account(), ConferenceReference.of(conferenceText)));
  }

  HttpResponse update(Caller caller, String conferenceText, Arguments arguments) {
    arguments.refuseUnknown(UPDATABLE);
    Optional<String> status = arguments.text("Status");
    status
        .filter(value -> !value.equals("completed"))
        .ifPresent(
            value -> {
              throw Arguments.invalid("Status", value, "'completed', which ends the conference");
            });
    Optional<WebTarget> announcement =
        arguments.target("AnnounceUrl", "AnnounceMethod", WebMethod.POST);
    if (status.isPresent() && announcement.isPresent()) {
      throw new ApiException(
          ApiError.COMBINATION_UNSUPPORTED,
          "Nothing can be announced in a conference that is to end; leave out AnnounceUrl or"
              + " Status.");
    }
    AccountSid account = caller.account();
    ConferenceReference conference = references.conference(account, conferenceText);
    return answer(
        status.isPresent()
            ? roster.end(account, conference)
            : announcement
                .map(source -> roster.announce(account, conference, source))
                .orElseGet(() -> roster.conference(account, conference)));
  }

  private static HttpResponse answer(Conference conference) {
    return HttpResponse.json(
        200, JsonBytes.write(json -> RecordJson.conference(new FieldWriter(json), conference)));
  }
}
