package dev.rollcall.rest.insights;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceFilter;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.conference.EndReason;
import dev.rollcall.core.conference.Ending;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.paging.Cursor;
import dev.rollcall.core.paging.InstantRange;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What can be asked of conferences. */
final class ConferenceSummaries {
  private static final String KEY = "conferences";

  private static final Set<String> FILTERS =
      Set.of(
          "ConferenceSid",
          "FriendlyName",
          "Status",
          "CreatedAfter",
          "CreatedBefore",
          "EndReason",
          "MixerRegion",
          "Tags",
          "DetectedIssues",
          "Subaccount");

  /** What conferences have at Twilio and never have here. */
  private static final Set<String> NEVER_HAD = Set.of("MixerRegion", "Tags", "DetectedIssues");

  private static final String TIMED_OUT = "summary_timeout";
  private static final int PARTICIPANTS_AT_ONCE = 1_000;

  private final Accounts accounts;
  private final Roster roster;

  ConferenceSummaries(Accounts accounts, Roster roster) {
    this.accounts = accounts;
    this.roster = roster;
  }

  HttpResponse read(AccountSid account, ConferenceSid sid, HttpRequest request) {
    QueryArguments.of(request, Set.of());
    Conference conference = roster.conference(account, new ConferenceReference.BySid(sid));
    Attendance attendance = attendance(account, sid);
    Links links = Links.of(request);
    return HttpResponse.json(
        200,
        JsonBytes.write(json -> new SummaryWriter(json, links).conference(conference, attendance)));
  }

  HttpResponse list(AccountSid speaker, HttpRequest request) {
    QueryArguments query = QueryArguments.of(request, PageAsked.parameters(FILTERS));
    AccountSid account = owner(speaker, query);
    Links links = Links.of(request);
    PageAsked asked =
        PageAsked.of(request, query, links.origin() + InsightsApi.MOUNT, ConferenceSid::parse);
    Page<Conference> page = page(account, query, asked.request());
    Map<ConferenceSid, Attendance> attendances = new HashMap<>();
    page.items().forEach(each -> attendances.put(each.sid(), attendance(account, each.sid())));
    return HttpResponse.json(
        200,
        JsonBytes.write(
            json -> {
              SummaryWriter writer = new SummaryWriter(json, links);
              json.writeStartObject();
              json.writeArrayPropertyStart(KEY);
              for (Conference each : page.items()) {
                writer.conference(each, attendances.getOrDefault(each.sid(), Attendance.NONE));
              }
              json.writeEndArray();
              asked.meta(json, KEY, page, Conference::sid);
              json.writeEndObject();
            }));
  }

  private Page<Conference> page(AccountSid account, QueryArguments query, PageRequest asked) {
    ConferenceFilter filter =
        new ConferenceFilter(
            status(query),
            query.text("FriendlyName"),
            new InstantRange(time(query, "CreatedAfter"), time(query, "CreatedBefore")),
            InstantRange.ALWAYS);
    Optional<EndReason> reason = oneOf(query, "EndReason", EndReason.values(), InsightsNames::of);
    Predicate<Conference> ended =
        each -> reason.isEmpty() || each.ending().map(Ending::reason).equals(reason);
    if (matchesNothing(query)) {
      return new Page<>(List.of(), false);
    }
    Optional<String> sid = query.text("ConferenceSid");
    if (sid.isPresent()) {
      return new Page<>(
          one(account, sid.get()).filter(filter::accepts).filter(ended).stream().toList(), false);
    }
    if (reason.isEmpty()) {
      return roster.conferences(account, filter, asked);
    }
    return Pages.of(
        asked,
        each -> each.sid().id(),
        List.of(
            new FilteredSource<>(
                page -> roster.conferences(account, filter, page),
                each -> each.sid().id(),
                ended)));
  }

  /** Whose conferences are asked for: those of the account that asks, or of a sub-account. */
  private AccountSid owner(AccountSid speaker, QueryArguments query) {
    Optional<String> asked = query.text("Subaccount");
    return asked.isEmpty()
        ? speaker
        : AccountSid.parse(asked.get())
            .filter(account -> accounts.mayActFor(speaker, account))
            .orElseThrow(
                () ->
                    QueryArguments.invalid(
                        "Subaccount must be the sid of a sub-account of this account, not '"
                            + QueryArguments.shown(asked.get())
                            + "'."));
  }

  /** No conference has a region, tags or issues here, or ever timed out. */
  private static boolean matchesNothing(QueryArguments query) {
    return NEVER_HAD.stream().anyMatch(name -> query.text(name).isPresent())
        || query.text("Status").equals(Optional.of(TIMED_OUT));
  }

  private Optional<Conference> one(AccountSid account, String text) {
    ConferenceSid sid =
        ConferenceSid.parse(text)
            .orElseThrow(
                () ->
                    QueryArguments.invalid(
                        "ConferenceSid must be CF and 32 hexadecimal digits, not '"
                            + QueryArguments.shown(text)
                            + "'."));
    try {
      return Optional.of(roster.conference(account, new ConferenceReference.BySid(sid)));
    } catch (RefusedException e) {
      if (e.problem() == Problem.CONFERENCE_NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Attendance attendance(AccountSid account, ConferenceSid sid) {
    List<Participant> everyone = new ArrayList<>();
    PageRequest asked = PageRequest.first(PARTICIPANTS_AT_ONCE);
    while (true) {
      Page<Participant> page =
          roster.participants(
              account,
              new ConferenceReference.BySid(sid),
              Presence.ALL,
              ParticipantFilter.ALL,
              asked);
      everyone.addAll(page.items());
      if (!page.hasNext()) {
        return Attendance.of(everyone);
      }
      asked = PageRequest.at(Cursor.after(page.items().getLast().sid().id()), PARTICIPANTS_AT_ONCE);
    }
  }

  private static Optional<ConferenceStatus> status(QueryArguments query) {
    return query.text("Status").equals(Optional.of(TIMED_OUT))
        ? Optional.empty()
        : oneOf(query, "Status", ConferenceStatus.values(), InsightsNames::of);
  }

  private static <T> Optional<T> oneOf(
      QueryArguments query, String name, T[] values, Function<T, String> spelling) {
    return query
        .text(name)
        .map(
            text ->
                Arrays.stream(values)
                    .filter(each -> spelling.apply(each).equals(text))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            QueryArguments.invalid(
                                name
                                    + " must be one of "
                                    + Arrays.stream(values)
                                        .map(spelling)
                                        .collect(Collectors.joining(", "))
                                    + ", not '"
                                    + QueryArguments.shown(text)
                                    + "'.")));
  }

  private static Optional<Instant> time(QueryArguments query, String name) {
    return query
        .text(name)
        .map(
            text ->
                IsoTime.parse(text)
                    .orElseThrow(
                        () ->
                            QueryArguments.invalid(
                                name
                                    + " must be a time in ISO 8601 such as 2026-11-21T08:00:00Z,"
                                    + " or a day, not '"
                                    + QueryArguments.shown(text)
                                    + "'.")));
  }
}
