package dev.rollcall.rest.quality;

import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.account.Proof;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.paging.Cursor;
import dev.rollcall.core.paging.Page;
import dev.rollcall.core.paging.PageRequest;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.roster.ParticipantQuality;
import dev.rollcall.core.roster.Presence;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.JsonBytes;
import dev.rollcall.rest.administration.ListQuery;
import dev.rollcall.rest.door.AccountDoor;
import dev.rollcall.rest.door.QueryArguments;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/**
 * {@code GET /rollcall/v1/conferences/{sid or name}/quality}: who of a conference speaks now, and
 * how the audio of each arrives, or arrived until it left; newest first, {@code limit} (1 to 200)
 * and {@code cursor} page.
 *
 * <p>{@code live=true} asks for those alone who are there, {@code live=false} for those who left,
 * {@code speaking=true} for those who speak now. By name only a conference that is on is found.
 * What belongs to another account is answered exactly like what does not exist.
 */
public final class QualityDoor extends AccountDoor {
  /** The last segment of its paths. */
  static final String NAME = "quality";

  private static final int SEGMENTS = 5;
  private static final int CONFERENCE = 3;
  private static final Set<String> FILTERS = Set.of("live", "speaking");

  private final Roster roster;

  public QualityDoor(Accounts accounts, Roster roster) {
    super(accounts);
    this.roster = roster;
  }

  @Override
  protected HttpResponse answer(Proof proof, HttpRequest request) {
    List<String> path = request.segments();
    if (path.size() != SEGMENTS || !path.getLast().equals(NAME)) {
      return noSuchResource(
          request, "There is " + ConferenceDoors.MOUNT + "/{conference}/quality.");
    }
    if (!request.method().equals("GET")) {
      return notAllowed("GET, HEAD");
    }
    Seek<UUID> asked = ListQuery.of(request, FILTERS);
    QueryArguments query = QueryArguments.of(request, ListQuery.with(FILTERS));
    Presence presence =
        flag(query, "live")
            .map(live -> live ? Presence.LIVE : Presence.DEPARTED)
            .orElse(Presence.ALL);
    boolean onlySpeaking = flag(query, "speaking").orElse(false);
    AccountSid account = proof.account();
    // By sid from here on: one name is one conference after the other.
    Conference conference =
        roster.conference(account, ConferenceReference.of(path.get(CONFERENCE)));
    Page<ParticipantQuality> page =
        roster.quality(
            account,
            new ConferenceReference.BySid(conference.sid()),
            presence,
            onlySpeaking,
            asked
                .from()
                .map(place -> PageRequest.at(Cursor.after(place), asked.limit()))
                .orElseGet(() -> PageRequest.first(asked.limit())));
    return HttpResponse.json(200, JsonBytes.write(json -> write(json, conference, page)));
  }

  private static Optional<Boolean> flag(QueryArguments query, String name) {
    return query
        .text(name)
        .map(
            text ->
                switch (text) {
                  case "true" -> true;
                  case "false" -> false;
                  default ->
                      throw QueryArguments.invalid(
                          name
                              + " must be true or false, not '"
                              + QueryArguments.shown(text)
                              + "'.");
                });
  }

  private static void write(
      JsonGenerator json, Conference conference, Page<ParticipantQuality> page) {
    json.writeStartObject();
    json.writeStringProperty("conference_sid", conference.sid().text());
    json.writeArrayPropertyStart("participants");
    page.items().forEach(each -> write(json, each));
    json.writeEndArray();
    json.writeName("next_cursor");
    if (page.hasNext()) {
      json.writeString(ListQuery.cursor(page.items().getLast().participant().sid().id()));
    } else {
      json.writeNull();
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, ParticipantQuality each) {
    Participant participant = each.participant();
    json.writeStartObject();
    json.writeStringProperty("call_sid", participant.call().text());
    json.writeStringProperty("participant_sid", participant.sid().text());
    json.writeName("label");
    participant.label().ifPresentOrElse(json::writeString, json::writeNull);
    json.writeBooleanProperty("live", participant.departure().isEmpty());
    json.writeBooleanProperty("speaking", each.speaking());
    new QualityJson(json).write(each.quality());
    json.writeEndObject();
  }
}
