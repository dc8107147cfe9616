package dev.rollcall.rest.insights;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.account.Account;
import dev.rollcall.core.account.AccountFilter;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.account.Proof;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.paging.Cursor;
import dev.rollcall.core.paging.Page;
import dev.rollcall.core.paging.PageRequest;
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

  private static final int ACCOUNTS_AT_ONCE = 1_000;

  private final Accounts accounts;
  private final Roster roster;
  private final ConferenceSummaries conferences;
  private final ParticipantSummaries participants;

  public InsightsApi(Accounts accounts, Roster roster) {
    super(accounts);
    this.accounts = accounts;
    this.roster = roster;
    conferences = new ConferenceSummaries(accounts, roster);
    participants = new ParticipantSummaries(roster);
  }

  @Override
  protected HttpResponse answer(Proof proof, HttpRequest request) {
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
      return conferences.list(proof.account(), request);
    }
    ConferenceSid conference = named.get();
    AccountSid owner = owner(proof.account(), conference);
    return switch (path.size()) {
      case 1 -> conferences.read(owner, conference, request);
      case 2 -> participants.list(owner, conference, request);
      default -> participants.read(owner, conference, path.getLast(), request);
    };
  }

  /**
   * Whose the conference is: of the account that asks, or of one of its sub-accounts. The addresses
   * of these resources name no account, so that those in a list of a sub-account's conferences have
   * to lead there.
   *
   * @throws RefusedException with {@code CONFERENCE_NOT_FOUND} if it is of none of them
   */
  private AccountSid owner(AccountSid speaker, ConferenceSid conference) {
    if (has(speaker, conference)) {
      return speaker;
    }
    PageRequest asked = PageRequest.first(ACCOUNTS_AT_ONCE);
    while (true) {
      Page<Account> page = accounts.list(speaker, AccountFilter.ALL, asked);
      for (Account each : page.items()) {
        if (!each.sid().equals(speaker) && has(each.sid(), conference)) {
          return each.sid();
        }
      }
      if (!page.hasNext()) {
        throw new RefusedException(
            Problem.CONFERENCE_NOT_FOUND, "Give the sid of a conference of this account.");
      }
      asked = PageRequest.at(Cursor.after(page.items().getLast().sid().id()), ACCOUNTS_AT_ONCE);
    }
  }

  private boolean has(AccountSid account, ConferenceSid conference) {
    try {
      roster.conference(account, new ConferenceReference.BySid(conference));
      return true;
    } catch (RefusedException e) {
      if (e.problem() == Problem.CONFERENCE_NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }
}
