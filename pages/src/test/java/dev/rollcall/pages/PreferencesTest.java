package dev.rollcall.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.http.Header;
import dev.rollcall.http.Headers;
import dev.rollcall.http.HttpRequest;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferencesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html,*/*;q=0.8               | true  | false",
        "text/markdown                     | true  | true",
        "text/markdown, text/html, */*     | true  | true",
        "text/html, text/markdown;q=0.9    | true  | false",
        "text/html;q=0.5, TEXT/markdown    | true  | true",
        "text/markdown;q=0, */*            | false | false",
        "text/html;q=0.000                 | false | false",
        "text/html;q=nonsense              | true  | false",
        "application/json                  | false | false",
        "*/*                               | false | false",
      })
  void acceptSaysWhetherAPageIsWantedAndInWhichForm(String accept, boolean page, boolean markdown) {
    HttpRequest request =
        HttpRequest.parse(
            "RQ1",
            "GET",
            "/tools",
            new Headers(List.of(new Header("Accept", accept))),
            InetSocketAddress.createUnresolved("127.0.0.1", 1));

    assertThat(Preferences.asksForPage(request)).isEqualTo(page);
    assertThat(Preferences.prefersMarkdown(request)).isEqualTo(markdown);
  }
}
