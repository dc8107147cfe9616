package dev.rollcall.core.conversation;

import static dev.rollcall.core.conversation.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.rollcall.core.Problem;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be written. */
final class TextsTest {
  private static void accept(Part... parts) {
    assertThatCode(() -> Texts.checkParts(List.of(parts))).doesNotThrowAnyException();
  }

  private static String refuse(Part... parts) {
    return refused(Problem.TEXT_INVALID, () -> Texts.checkParts(List.of(parts)));
  }

  @Test
  void titlesAndSummariesHaveALimitInCharacters() {
    String smile = "\uD83D\uDE00";
    assertThat(Texts.title(Optional.of(smile.repeat(500)))).isPresent();
    assertThat(refused(Problem.TEXT_INVALID, () -> Texts.title(Optional.of(smile.repeat(501)))))
        .contains("title")
        .contains("500")
        .contains("501");
    assertThat(Texts.summary(Optional.of("x".repeat(5_000)))).isPresent();
    refused(Problem.TEXT_INVALID, () -> Texts.summary(Optional.of("x".repeat(5_001))));
    assertThat(Texts.title(Optional.of(""))).isEmpty();
  }

  @Test
  void titlesHaveNoControlCharactersButMessagesMay() {
    refused(Problem.TEXT_INVALID, () -> Texts.title(Optional.of("a\u0000b")));
    refused(Problem.TEXT_INVALID, () -> Texts.title(Optional.of("a\u009bb")));
    assertThat(Texts.title(Optional.of("a\n\tb"))).contains("a\n\tb");
    accept(new Part.Text("\u0000\u001b[31m"));
  }

  @Test
  void halfACharacterIsRefused() {
    assertThat(refuse(new Part.Text("a\uD83D"))).contains("surrogate");
  }

  @Test
  void messagesHaveALimitedNumberOfParts() {
    refuse();
    accept(Collections.nCopies(200, new Part.Text("x")).toArray(Part[]::new));
    assertThat(refuse(Collections.nCopies(201, new Part.Text("x")).toArray(Part[]::new)))
        .contains("200");
  }

  @Test
  void textsAndWholeMessagesHaveALimit() {
    Part most = new Part.Text("x".repeat(100_000));
    accept(Collections.nCopies(10, most).toArray(Part[]::new));
    refuse(new Part.Text(""));
    refuse(new Part.Text("x".repeat(100_001)));
    Part[] tooMuch = Collections.nCopies(11, most).toArray(Part[]::new);
    assertThat(refuse(tooMuch)).contains("1000000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.com/a",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "//example.com",
        "https://",
        "https:///a",
        "https://example.com/a b",
        "not a url",
        ""
      })
  void otherUrlsThanWebOnesAreRefused(String url) {
    refuse(new Part.Image(url, "image/png"));
    refuse(new Part.File(url, "text/plain", Optional.empty()));
  }

  @Test
  void whatLiesElsewhereIsNamedInBounds() {
    accept(
        new Part.Image("HTTPS://example.com/a.png", "image/png"),
        new Part.File("http://example.com/a", "text/plain", Optional.of("a.txt")),
        new Part.ToolCall("1", "search", "{}"),
        new Part.ToolResult("1", "[]", false));
    refuse(new Part.Image("https://example.com/" + "a".repeat(2_000), "image/png"));
    refuse(new Part.File("https://example.com/a", "text/plain", Optional.of("a\rb")));
    refuse(new Part.ToolCall("", "search", "{}"));
    refuse(new Part.ToolCall("1", "x".repeat(256), "{}"));
    refuse(new Part.ToolCall("1", "search", ""));
    refuse(new Part.ToolResult("x".repeat(256), "[]", true));
  }

  @Test
  void idempotencyKeysHave1To255Characters() {
    assertThatCode(() -> Texts.checkIdempotencyKey("k".repeat(255))).doesNotThrowAnyException();
    refused(Problem.TEXT_INVALID, () -> Texts.checkIdempotencyKey(""));
    refused(Problem.TEXT_INVALID, () -> Texts.checkIdempotencyKey("k".repeat(256)));
  }
}
