package dev.rollcall.core.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.paging.Slice;
import dev.rollcall.core.user.Actor;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;

/**
 * What is asked most, kept in memory: conversations, memberships and first pages of members.
 *
 * <p>Never answers anything older than a change that was answered. Every answer is kept with the
 * generation its conversation had before the store was asked, and counts only while that is still
 * the conversation's generation; whoever changes a conversation {@linkplain #changed moves it on}
 * after the commit and before the change is answered. So a slow reader's answer is worthless once
 * there is a newer one. Within a generation everybody gets the same instance. Bounded by the number
 * of records kept. Safe for use by many threads.
 */
final class HotConversations {
  /** How many conversations, memberships, and rows on pages are kept, each. */
  private static final int KEPT = 100_000;

  /**
   * Conversations share generations, so that these need no bound of their own; what it costs is a
   * needless question to the store now and then.
   */
  private static final int GENERATIONS = 1 << 14;

  private final AtomicLongArray generations = new AtomicLongArray(GENERATIONS);
  private final Cache<Key<AccountSid>, Held<Optional<Conversation>>> conversations =
      Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).build();
  private final Cache<Key<Actor>, Held<Optional<Membership>>> memberships =
      Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).build();
  private final Cache<Key<PageKey>, Held<Slice<Membership>>> pages =
      Caffeine.newBuilder()
          .maximumWeight(KEPT)
          .<Key<PageKey>, Held<Slice<Membership>>>weigher(
              (_, held) -> 1 + held.value().items().size())
          .executor(Runnable::run)
          .build();

  /**
   * One first page of members.
   *
   * @param seer who alone sees it so, because its own marker is private; empty for everybody else
   */
  record PageKey(int limit, Optional<Actor> seer) {}

  private record Key<Q>(ConversationId conversation, Q question) {}

  private record Held<T>(T value, long generation) {}

  Optional<Conversation> conversation(
      AccountSid account, ConversationId id, Supplier<Optional<Conversation>> load) {
    return get(conversations, new Key<>(id, account), load);
  }

  Optional<Membership> membership(
      ConversationId conversation, Actor actor, Supplier<Optional<Membership>> load) {
    return get(memberships, new Key<>(conversation, actor), load);
  }

  Slice<Membership> page(
      ConversationId conversation, PageKey page, Supplier<Slice<Membership>> load) {
    return get(pages, new Key<>(conversation, page), load);
  }

  /** Makes everything kept of {@code conversation} worthless. */
  void changed(ConversationId conversation) {
    generations.incrementAndGet(place(conversation));
  }

  private <Q, T> T get(Cache<Key<Q>, Held<T>> cache, Key<Q> key, Supplier<T> load) {
    long generation = generations.get(place(key.conversation()));
    Held<T> held = cache.getIfPresent(key);
    if (held != null && held.generation() == generation) {
      return held.value();
    }
    Held<T> loaded = new Held<>(load.get(), generation);
    return Objects.requireNonNull(
            cache
                .asMap()
                .merge(
                    key,
                    loaded,
                    (kept, mine) -> kept.generation() >= mine.generation() ? kept : mine))
        .value();
  }

  /** The low half of a UUID version 7 is random but for its first two bits. */
  private static int place(ConversationId conversation) {
    return (int) conversation.id().getLeastSignificantBits() & (GENERATIONS - 1);
  }
}
