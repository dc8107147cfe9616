package dev.rollcall.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class EarTest {
  private final Ear ear = new Ear(5);

  @Test
  void remembersWhatCameAfterAMark() {
    ear.hear(new short[] {1, 2, 3}, 3);
    long mark = ear.position();
    ear.hear(new short[] {4, 5, 6, 7}, 3);

    assertThat(ear.since(mark)).containsExactly(4, 5, 6);
    assertThat(ear.last(4)).containsExactly(3, 4, 5, 6);
  }

  @Test
  void isSilentBeforeItHeardAnything() {
    ear.hear(new short[] {9}, 1);

    assertThat(ear.last(3)).containsExactly(0, 0, 9);
  }

  @Test
  void saysSoWhenItHasForgotten() {
    ear.hear(new short[6], 6);

    assertThatThrownBy(() -> ear.since(0)).hasMessageContaining("only 5 are kept");
  }
}
