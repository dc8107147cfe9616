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
import dev.rollcall.core.journal.History;
import dev.rollcall.core.journal.UsedKey;
import dev.rollcall.core.paging.Keyset;
import java.util.List;
import java.util.Optional;

/** The history as questions to the database. */
final class StoredHistory implements History {
  private final Reads reads;

  StoredHistory(Reads reads) {
    this.reads = reads;
  }

  @Override
  public Optional<Conference> conference(AccountSid account, ConferenceSid sid) {
    return one(Queries.conference(account, sid));
  }

  @Override
  public List<Conference> conferences(AccountSid account, ConferenceFilter filter, Keyset keyset) {
    return reads.answer(Queries.conferences(account, filter, keyset)::run);
  }

  @Override
  public Optional<Participant> participant(ConferenceSid conference, ParticipantSid sid) {
    return one(Queries.participant(conference, sid));
  }

  @Override
  public List<Participant> participants(
      ConferenceSid conference, ParticipantFilter filter, Keyset keyset) {
    return reads.answer(Queries.participants(conference, filter, keyset)::run);
  }

  @Override
  public Optional<Call> call(AccountSid account, CallSid sid) {
    return one(Queries.call(account, sid));
  }

  @Override
  public List<Call> calls(AccountSid account, CallFilter filter, Keyset keyset) {
    return reads.answer(Queries.calls(account, filter, keyset)::run);
  }

  @Override
  public Optional<UsedKey> usedKey(AccountSid account, String key) {
    return one(Queries.usedKey(account, key));
  }

  @Override
  public Unfinished unfinished() {
    return reads.answer(
        statements ->
            new Unfinished(
                Queries.unfinishedConferences().run(statements),
                Queries.unfinishedParticipants().run(statements),
                Queries.unfinishedCalls().run(statements)));
  }

  private <R> Optional<R> one(Query<R> query) {
    return reads.answer(query::run).stream().findFirst();
  }
}
