package dev.rollcall.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.paging.Slice;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is kept in memory, and when it counts no longer. */
final class HotConversationsTest {
  private final HotConversations hot = new HotConversations();
  private final ConversationId id = new ConversationId(new UUID(7L << 12, (1L << 63) + 5));
  private final HotConversations.PageKey page = new HotConversations.PageKey(50, Optional.empty());

  /** No two pages are the same instance. */
  private static Slice<Membership> newPage() {
    return new Slice<>(List.of(), false, false);
  }

  @Test
  void everybodyGetsTheSameInstanceUntilTheNextChange() {
    Slice<Membership> first = hot.page(id, page, HotConversationsTest::newPage);

    assertThat(hot.page(id, page, HotConversationsTest::newPage)).isSameAs(first);
    hot.changed(id);
    assertThat(hot.page(id, page, HotConversationsTest::newPage)).isNotSameAs(first);
  }

  @Test
  void aSlowReaderPutsNothingOldBack() {
    Slice<Membership> old = newPage();
    Slice<Membership> fresh = newPage();
    Slice<Membership> slow =
        hot.page(
            id,
            page,
            () -> {
              hot.changed(id);
              assertThat(hot.page(id, page, () -> fresh)).isSameAs(fresh);
              return old;
            });

    assertThat(slow).isSameAs(fresh);
    assertThat(hot.page(id, page, HotConversationsTest::newPage)).isSameAs(fresh);
  }

  @Test
  void aSlowReaderAloneLeavesNothingThatCounts() {
    Slice<Membership> old = newPage();
    hot.page(
        id,
        page,
        () -> {
          hot.changed(id);
          return old;
        });

    assertThat(hot.page(id, page, HotConversationsTest::newPage)).isNotSameAs(old);
  }
}
