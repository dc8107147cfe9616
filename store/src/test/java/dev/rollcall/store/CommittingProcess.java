package dev.rollcall.store;

import static dev.rollcall.store.RandomDeliveries.change;
import static dev.rollcall.store.RandomRecords.change;

import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.Subject;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.journal.JournalException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that commits until it is killed: conferences, each with a participant, an event and a
 * pending delivery. Arguments: the file and the account. Prints one line per commit, after it
 * returned: the conference's sid and status.
 */
final class CommittingProcess {
  private static final int THREADS = 4;

  private CommittingProcess() {}

  public static void main(String[] arguments) throws StoreException {
    SqliteStore store = SqliteStore.open(Path.of(arguments[0]), StoreSettings.DEFAULT);
    AccountSid account = AccountSid.parse(arguments[1]).orElseThrow();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (int i = 0; i < THREADS; i++) {
      RandomRecords random = new RandomRecords(i);
      Thread.ofPlatform().start(() -> commitForEver(store, account, random, out));
    }
  }

  private static void commitForEver(
      SqliteStore store, AccountSid account, RandomRecords random, PrintStream out) {
    RandomDeliveries make = new RandomDeliveries(random, account);
    try {
      while (true) {
        Conference conference =
            random.conference(
                account, random.oneOf(List.of(ConferenceStatus.INIT, ConferenceStatus.COMPLETED)));
        Subject subject = new Subject.OfConference(conference.sid());
        store.commit(
            List.of(
                change(conference),
                change(random.participant(account, conference.sid())),
                change(make.event(subject, 1)),
                change(make.delivery(subject, Delivery.State.PENDING, random.instant(), 1))));
        out.println(conference.sid() + " " + conference.status());
      }
    } catch (JournalException e) {
      throw new IllegalStateException(e);
    }
  }
}
