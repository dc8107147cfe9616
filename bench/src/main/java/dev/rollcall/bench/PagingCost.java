package dev.rollcall.bench;

import dev.rollcall.core.conversation.Conversation;
import dev.rollcall.core.conversation.ConversationChange;
import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.conversation.ConversationStatus;
import dev.rollcall.core.conversation.Membership;
import dev.rollcall.core.conversation.MembershipId;
import dev.rollcall.core.conversation.MembershipState;
import dev.rollcall.core.conversation.NotificationPreference;
import dev.rollcall.core.conversation.Role;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.journal.JournalException;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.user.Actor;
import dev.rollcall.store.SqliteStore;
import dev.rollcall.store.StoreSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What the store needs for a page of 50 members at the start, in the middle and at the end of a
 * conversation of a thousand and of one of a million members, both in one file.
 */
public final class PagingCost {
  private static final AccountSid ACCOUNT = AccountSid.parse(ServerUnderLoad.ACCOUNT).orElseThrow();
  private static final int SMALL = 1_000;
  private static final int BIG = 1_000_000;
  private static final int PAGE = 50;
  private static final int COMMIT = 10_000;
  private static final int TIMES = 3_000;
  private static final PrintStream out = System.out;

  private final SqliteStore store;
  private final SidGenerator ids =
      new SidGenerator(InstantSource.system(), new SplittableRandom(1));

  private PagingCost(SqliteStore store) {
    this.store = store;
  }

  /** Runs once. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("rollcall-bench");
    try (SqliteStore store = SqliteStore.open(folder.resolve("paging.db"), StoreSettings.DEFAULT)) {
      new PagingCost(store).run();
    } finally {
      for (String left : List.of("paging.db", "paging.db-wal", "paging.db-shm", "paging.db.lock")) {
        Files.deleteIfExists(folder.resolve(left));
      }
      Files.deleteIfExists(folder);
    }
  }

  private void run() throws IOException, JournalException {
    List<Stretch> small = conversation(SMALL);
    long began = System.nanoTime();
    List<Stretch> big = conversation(BIG);
    double seconds = (System.nanoTime() - began) / 1e9;
    out.println(String.format(Locale.ROOT, "%,d members written in %.1f s", BIG, seconds));
    out.println(
        String.format(
            Locale.ROOT,
            "pages of %d members, %,d times each, alternately in a conversation of %,d and of %,d",
            PAGE,
            TIMES,
            SMALL,
            BIG));
    out.println(
        String.format(
            Locale.ROOT,
            "%-8s %14s %14s %8s %14s %14s %8s",
            "",
            "p50 small µs",
            "p50 big µs",
            "ratio",
            "p99 small µs",
            "p99 big µs",
            "ratio"));
    for (int i = 0; i < small.size(); i++) {
      compare(small.get(i), big.get(i));
    }
  }

  /** Writes a conversation of {@code members} and says which of its pages are asked for. */
  private List<Stretch> conversation(int members) throws JournalException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Conversation conversation = empty(now);
    store.commit(List.of(new ConversationChange.OfConversation(conversation)));
    List<Membership> edges = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      Membership membership = membership(conversation.id(), i, now.plusMillis(i));
      changes.add(new ConversationChange.OfMembership(membership));
      if (i == members / 2 - 1 || i == members - PAGE - 1) {
        edges.add(membership);
      }
      if (changes.size() == COMMIT || i == members - 1) {
        store.commit(changes);
        changes.clear();
      }
    }
    return List.of(
        new Stretch("start", conversation.id(), Seek.first(PAGE), now),
        Stretch.after("middle", edges.get(0)),
        Stretch.after("end", edges.get(1)));
  }

  private Conversation empty(Instant now) {
    return new Conversation(
        ids.id(ConversationId::new),
        ACCOUNT,
        Optional.empty(),
        Optional.empty(),
        ConversationStatus.ACTIVE,
        Actor.SYSTEM,
        now,
        now,
        Optional.empty(),
        0,
        0,
        Optional.empty(),
        0,
        Optional.empty());
  }

  private Membership membership(ConversationId conversation, int number, Instant joined) {
    return new Membership(
        ids.id(MembershipId::new),
        ACCOUNT,
        conversation,
        Actor.phone("+1" + (2_000_000_000L + number)),
        "Member " + number,
        number == 0 ? Role.OWNER : Role.MEMBER,
        MembershipState.JOINED,
        Optional.empty(),
        false,
        NotificationPreference.ALL,
        joined,
        Optional.empty(),
        Optional.empty(),
        joined);
  }

  private void compare(Stretch small, Stretch big) throws IOException {
    for (int i = 0; i < TIMES; i++) {
      time(small);
      time(big);
    }
    long[] few = new long[TIMES];
    long[] many = new long[TIMES];
    for (int i = 0; i < TIMES; i++) {
      few[i] = time(small);
      many[i] = time(big);
    }
    double p50Few = micros(few, 0.5);
    double p50Many = micros(many, 0.5);
    double p99Few = micros(few, 0.99);
    double p99Many = micros(many, 0.99);
    out.println(
        String.format(
            Locale.ROOT,
            "%-8s %14.0f %14.0f %8.2f %14.0f %14.0f %8.2f",
            small.where(),
            p50Few,
            p50Many,
            p50Many / p50Few,
            p99Few,
            p99Many,
            p99Many / p99Few));
  }

  /** How long the page takes, in nanoseconds. */
  private long time(Stretch stretch) throws IOException {
    long began = System.nanoTime();
    List<Membership> page = store.conversations().memberships(stretch.in(), stretch.seek());
    long took = System.nanoTime() - began;
    if (page.size() != PAGE || !page.getFirst().joined().equals(stretch.firstJoined())) {
      throw new IOException("not the page at the " + stretch.where() + ": " + page);
    }
    return took;
  }

  private static double micros(long[] nanos, double share) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[(int) (share * (sorted.length - 1))] / 1e3;
  }

  /** A page that is asked for, and when its first member joined. */
  private record Stretch(
      String where, ConversationId in, Seek<Membership.Place> seek, Instant firstJoined) {
    static Stretch after(String where, Membership previous) {
      return new Stretch(
          where,
          previous.conversation(),
          Seek.after(previous.place(), PAGE),
          previous.joined().plusMillis(1));
    }
  }
}
