package dev.rollcall.core.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class PagesTest {
  /** Newest first: 20, 19 … 1, of which the even ones are live and the odd ones over. */
  private final NavigableMap<UUID, Long> live = new TreeMap<>();

  private final NavigableMap<UUID, Long> over = new TreeMap<>();

  PagesTest() {
    for (long number = 1; number <= 20; number++) {
      (number % 2 == 0 ? live : over).put(id(number), number);
    }
  }

  @Test
  void mergesSourcesNewestFirst() {
    Page<Long> page = page(PageRequest.first(5));

    assertThat(page.items()).containsExactly(20L, 19L, 18L, 17L, 16L);
    assertThat(page.hasNext()).isTrue();
  }

  @Test
  void goesOnAfterARecordThatIsGone() {
    live.remove(id(16));

    assertThat(page(PageRequest.at(Cursor.after(id(16)), 3)).items())
        .containsExactly(15L, 14L, 13L);
  }

  @Test
  void goesBackToTheRecordsNearestToTheCursor() {
    Page<Long> page = page(PageRequest.at(Cursor.before(id(10)), 4));

    assertThat(page.items()).containsExactly(14L, 13L, 12L, 11L);
    assertThat(page.hasNext()).isTrue();
  }

  @Test
  void goesBackToAShortPageAtTheTop() {
    assertThat(page(PageRequest.at(Cursor.before(id(18)), 4)).items()).containsExactly(20L, 19L);
  }

  @Test
  void hasNoNextOnTheLastPageAndOnAnEmptyOne() {
    assertThat(page(PageRequest.at(Cursor.after(id(4)), 3)))
        .isEqualTo(new Page<>(List.of(3L, 2L, 1L), false));
    assertThat(page(PageRequest.at(Cursor.after(id(1)), 3)))
        .isEqualTo(new Page<>(List.of(), false));
    assertThat(page(PageRequest.at(Cursor.before(id(20)), 3)))
        .isEqualTo(new Page<>(List.of(), false));
  }

  @Test
  void skipsAtTheTop() {
    Page<Long> page = page(new PageRequest(3, Optional.empty(), 18));

    assertThat(page).isEqualTo(new Page<>(List.of(2L, 1L), false));
    assertThat(page(new PageRequest(3, Optional.empty(), 40)))
        .isEqualTo(new Page<>(List.of(), false));
  }

  @Test
  void showsARecordThatMovesWhileItReadsOnce() {
    over.put(id(20), 120L);

    assertThat(page(PageRequest.first(2)).items()).containsExactly(120L, 19L);
  }

  /** Walks the whole list while records join at the top and others leave anywhere. */
  @Property(tries = 200)
  void neitherSkipsNorRepeatsWhileOthersComeAndGo(
      @ForAll @IntRange(min = 1, max = 7) int size, @ForAll long seed) {
    Random random = new Random(seed);
    NavigableMap<UUID, Long> members = new TreeMap<>();
    for (long number = 1; number <= 40; number++) {
      members.put(id(number), number);
    }
    List<Long> stayed = new ArrayList<>(members.values());
    List<Long> seen = new ArrayList<>();
    PageRequest next = PageRequest.first(size);
    long newest = 40;
    while (true) {
      Page<Long> page = Pages.of(next, PagesTest::id, List.of(keyset -> read(members, keyset)));
      seen.addAll(page.items());
      if (!page.hasNext()) {
        break;
      }
      assertThat(page.items()).isNotEmpty();
      next = PageRequest.at(Cursor.after(id(page.items().getLast())), size);
      newest++;
      members.put(id(newest), newest);
      Long leaver = 1L + random.nextInt((int) newest);
      members.remove(id(leaver));
      stayed.remove(leaver);
    }

    assertThat(seen).doesNotHaveDuplicates().containsAll(stayed);
  }

  private Page<Long> page(PageRequest request) {
    return Pages.of(
        request,
        PagesTest::number,
        List.of(keyset -> read(live, keyset), keyset -> read(over, keyset)));
  }

  private static UUID number(Long number) {
    return id(number % 100);
  }

  private static List<Long> read(NavigableMap<UUID, Long> records, Keyset keyset) {
    return Keysets.read(records, keyset, UnaryOperator.identity(), _ -> true);
  }

  private static UUID id(long number) {
    return new UUID(0x7000L, number);
  }
}
