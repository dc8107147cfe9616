package dev.rollcall.rest.insights;

import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.account.Proof;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.rest.door.AccountDoor;
import java.util.List;
import java.util.Optional;

/**
 * The door that speaks as Twilio's Conference Insights of version 1 do, for conferences that are
 * over and those that are on.
 *
 * <table>
 * <caption>What is served below {@value #MOUNT}</caption>
 * <tr><td>{@code GET}</td><td>conferences, newest first</td></tr>
 * <tr><td>{@code GET /{CF}}</td><td>one conference</td></tr>
 * <tr><td>{@code GET /{CF}/Participants}</td><td>all who are or were in it, newest first</td></tr>
 * <tr><td>{@code GET /{CF}/Participants/{CP}}</td><td>one of them</td></tr>
 * </table>
 *
 * <p>Summaries are there at once and for as long as the conference is kept; one that is still to
 * change says {@code in_progress} as its {@code processing_state}. Their numbers are counted from
 * who came and left, exactly.
 */
public final class InsightsApi extends AccountDoor {
  /** Where it is to be mounted. */
  public static final String MOUNT = "/v1/Conferences";

  private static final int SEGMENTS_OF_MOUNT = 2;

  private final Roster roster;
  private final ConferenceSummaries conferences;
  private final ParticipantSummaries participants;

  public InsightsApi(Accounts accounts, Roster roster) {
    super(accounts);
    this.roster = roster;
    conferences = new ConferenceSummaries(accounts, roster);
    participants = new ParticipantSummaries(roster);
  }

  @Override
  protected HttpResponse answer(Proof proof, HttpRequest request) {
    AccountSid account = proof.account();
    List<String> path = request.segments().subList(SEGMENTS_OF_MOUNT, request.segments().size());
    Optional<ConferenceSid> named =
        path.isEmpty() ? Optional.empty() : ConferenceSid.parse(path.getFirst());
    boolean known =
        switch (path.size()) {
          case 0, 1 -> true;
          case 2, 3 -> path.get(1).equals("Participants");
          default -> false;
        };
    if (!known || (named.isEmpty() && !path.isEmpty())) {
      return noSuchResource(
          request,
          "Give the sid of a conference of this account; its participants are below"
              + " /Participants.");
    }
    if (!request.method().equals("GET")) {
      return notAllowed("GET, HEAD");
    }
    if (named.isEmpty()) {
      return conferences.list(account, request);
    }
    ConferenceSid conference =
        roster.conference(account, new ConferenceReference.BySid(named.get())).sid();
    return switch (path.size()) {
      case 1 -> conferences.read(account, conference, request);
      case 2 -> participants.list(account, conference, request);
      default -> participants.read(account, conference, path.getLast(), request);
    };
  }
}
