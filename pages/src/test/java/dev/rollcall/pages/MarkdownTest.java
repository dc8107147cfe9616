package dev.rollcall.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "list_conversations | list_conversations",
        "_all_              | \\_all\\_",
        "a _b_ c            | a \\_b\\_ c",
        "<script>           | \\<script\\>",
        "[x](y)             | \\[x\\](y)",
        "# one              | \\# one",
        "1. one             | 1\\. one",
        "- one              | \\- one",
      })
  void textIsTakenForText(String text, String markdown) {
    assertThat(Templates.escaped(text)).isEqualTo(markdown);
  }

  @ParameterizedTest
  @CsvSource({"a_b,`a_b`", "a`b,a\\`b", "<x>,`<x>`"})
  void namesAreCodeUnlessTheyCouldEndIt(String text, String markdown) {
    assertThat(Templates.code(text)).isEqualTo(markdown);
  }
}
