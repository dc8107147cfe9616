package dev.rollcall.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedEndTest {
  @Test
  void theTagTellsBeginningsAndEndsApart() {
    SharedEnd some = new SharedEnd(new byte[] {1});
    SharedEnd others = new SharedEnd(new byte[] {2});

    assertThat(some.digestAfter(new byte[] {3})).isNotEqualTo(some.digestAfter(new byte[] {4}));
    assertThat(some.digestAfter(new byte[] {3})).isNotEqualTo(others.digestAfter(new byte[] {3}));
  }
}
