package dev.rollcall.store;

import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallFilter;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceFilter;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.ParticipantSid;
import dev.rollcall.core.journal.UsedKey;
import dev.rollcall.core.paging.Keyset;
import dev.rollcall.store.Query.Order;

/**
 * The questions of the history in SQL. Filters are part of the question, so a page is full whenever
 * enough records match.
 *
 * <p>What is over is asked for as "not one of the live states" where there are several final ones:
 * a list of final states would let the database walk an index state by state and sort afterwards.
 * What is live is asked for in the words of the partial indices, which makes them usable.
 */
final class Queries {
  private static final String CONFERENCE_OVER = "status = 'completed'";
  private static final String CONFERENCE_LIVE = "status <> 'completed'";
  private static final String PARTICIPANT_STATES =
      "('queued', 'connecting', 'ringing', 'connected')";
  private static final String CALL_STATES = "('queued', 'ringing', 'in_progress')";

  private Queries() {}

  static Query<Conference> conference(AccountSid account, ConferenceSid sid) {
    return Query.of(ConferenceTable.TABLE)
        .equal(Table.SID, sid)
        .equal("account_sid", account)
        .where(CONFERENCE_OVER);
  }

  static Query<Conference> conferences(AccountSid account, ConferenceFilter filter, Keyset keyset) {
    return Query.of(ConferenceTable.TABLE)
        .equal("account_sid", account)
        .where(CONFERENCE_OVER)
        .equalName("status", filter.status())
        .equalText("friendly_name", filter.friendlyName())
        .within("created_at", filter.created())
        .within("updated_at", filter.updated())
        .page(keyset, ConferenceSid::new);
  }

  static Query<Conference> unfinishedConferences() {
    return Query.of(ConferenceTable.TABLE).where(CONFERENCE_LIVE).all(Order.newestFirst(Table.SID));
  }

  static Query<Participant> participant(ConferenceSid conference, ParticipantSid sid) {
    return Query.of(ParticipantTable.TABLE)
        .equal(Table.SID, sid)
        .equal("conference_sid", conference)
        .where("status not in " + PARTICIPANT_STATES);
  }

  static Query<Participant> participants(
      ConferenceSid conference, ParticipantFilter filter, Keyset keyset) {
    Query<Participant> query =
        Query.of(ParticipantTable.TABLE)
            .equal("conference_sid", conference)
            .where("status not in " + PARTICIPANT_STATES)
            .equalFlag("muted", filter.muted())
            .equalFlag("hold", filter.hold());
    filter
        .coaching()
        .ifPresent(
            coaching ->
                query.where(
                    coaching ? "coached_call_sid is not null" : "coached_call_sid is null"));
    return query.page(keyset, ParticipantSid::new);
  }

  static Query<Participant> unfinishedParticipants() {
    return Query.of(ParticipantTable.TABLE)
        .where("status in " + PARTICIPANT_STATES)
        .all(Order.newestFirst(Table.SID));
  }

  static Query<Call> call(AccountSid account, CallSid sid) {
    return Query.of(CallTable.TABLE)
        .equal(Table.SID, sid)
        .equal("account_sid", account)
        .where("status not in " + CALL_STATES);
  }

  static Query<Call> calls(AccountSid account, CallFilter filter, Keyset keyset) {
    Query<Call> query =
        Query.of(CallTable.TABLE)
            .equal("account_sid", account)
            .where("status not in " + CALL_STATES)
            .equalText("to_address", filter.to())
            .equalText("from_address", filter.from())
            .equalName("status", filter.status())
            .within("answered_at", filter.started())
            .within("ended_at", filter.ended());
    if (filter.parent().isPresent()) {
      // No call has a parent (CallFilter).
      query.where("1 = 0");
    }
    return query.page(keyset, CallSid::new);
  }

  static Query<UsedKey> usedKey(AccountSid account, String key) {
    return Query.of(UsedKeyTable.TABLE).equal("account_sid", account).equal("idempotency_key", key);
  }

  static Query<Call> unfinishedCalls() {
    return Query.of(CallTable.TABLE)
        .where("status in " + CALL_STATES)
        .all(Order.newestFirst(Table.SID));
  }
}
