package dev.rollcall.core.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Stretches of the list 1 to 9. */
final class SliceTest {
  private final NavigableSet<Integer> list = new TreeSet<>(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9));

  private Slice<Integer> read(Seek<Integer> asked) {
    return Slice.read(
        asked,
        seek -> {
          if (seek.backwards()) {
            return list.headSet(seek.from().orElseThrow(), false).descendingSet().stream()
                .limit(seek.limit())
                .toList()
                .reversed();
          }
          return seek.from().map(key -> list.tailSet(key, false)).orElse(list).stream()
              .limit(seek.limit())
              .toList();
        });
  }

  @Test
  void theFirstStretchHasNothingBeforeIt() {
    assertThat(read(Seek.first(4))).isEqualTo(new Slice<>(List.of(1, 2, 3, 4), false, true));
    assertThat(read(Seek.first(9)).hasNext()).isFalse();
  }

  @Test
  void aStretchAfterAKeyGoesOnUntilTheEnd() {
    assertThat(read(Seek.after(4, 4))).isEqualTo(new Slice<>(List.of(5, 6, 7, 8), true, true));
    assertThat(read(Seek.after(8, 4))).isEqualTo(new Slice<>(List.of(9), true, false));
    assertThat(read(Seek.after(9, 4))).isEqualTo(new Slice<>(List.of(), true, false));
  }

  @Test
  void aStretchBeforeAKeyHoldsTheNearestInTheOrderOfTheList() {
    assertThat(read(Seek.before(7, 3))).isEqualTo(new Slice<>(List.of(4, 5, 6), true, true));
    assertThat(read(Seek.before(4, 3))).isEqualTo(new Slice<>(List.of(1, 2, 3), false, true));
    assertThat(read(Seek.before(1, 3))).isEqualTo(new Slice<>(List.of(), false, true));
  }

  @Test
  void theKeyNeedNotBeInTheListAnyMore() {
    list.remove(4);
    assertThat(read(Seek.after(4, 2)).items()).containsExactly(5, 6);
    assertThat(read(Seek.before(4, 2)).items()).containsExactly(2, 3);
  }

  @Test
  void impossibleStretchesAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Seek.first(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Seek<>(Optional.empty(), true, 5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(Seek.first(3)).with(List.of("a", "b")));
  }

  @Test
  void otherItemsTakeTheSamePlace() {
    assertThat(read(Seek.after(4, 2)).with(List.of("five", "six")))
        .isEqualTo(new Slice<>(List.of("five", "six"), true, true));
  }
}
