package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
  @Test
  void keepsParametersInTheOrderTheyFirstCameAndTakesTheLastValue() {
    Parameters parameters = Parameters.parse("b=1&a=2&&b=3&c&=x&DateCreated%3E=2024-01-01");

    assertThat(parameters.names()).containsExactly("b", "a", "c", "", "DateCreated>");
    assertThat(parameters.last("b")).contains("3");
    assertThat(parameters.all("b")).containsExactly("1", "3");
    assertThat(parameters.last("c")).contains("");
    assertThat(parameters.last("B")).isEmpty();
  }

  @Test
  void decodesPlusOnlyInForms() {
    assertThat(PercentCoding.decodeFormValue("a+b%2Bc")).isEqualTo("a b+c");
    assertThat(PercentCoding.decodeSegment("a+b%2Bc")).isEqualTo("a+b+c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lab 2/é", "a%b+c&d=e", "\uD83D\uDE00", "~-._", ""})
  void encodesWhatItDecodes(String text) {
    String encoded = PercentCoding.encode(text);

    assertThat(encoded).matches("[A-Za-z0-9._~%-]*");
    assertThat(PercentCoding.decodeSegment(encoded)).isEqualTo(text);
    assertThat(PercentCoding.decodeFormValue(encoded)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%1", "%g1", "%1g", "a%", "%c3%28", "%ff", "%C3"})
  void refusesWrongEncoding(String raw) {
    assertThatThrownBy(() -> PercentCoding.decodeSegment(raw))
        .isInstanceOf(MalformedRequestException.class);
  }

  @ParameterizedTest
  @CsvSource({"/a/b,2", "/a/,2", "/,1", "//,2", "/a%2Fb,1"})
  void splitsAPathAtBareSlashes(String path, int segments) {
    assertThat(request(path, Headers.NONE).segments()).hasSize(segments);
  }

  @Test
  void readsAFormOnlyIfItIsOne() {
    HttpRequest form =
        request("/", header("Content-Type", "Application/X-WWW-form-urlencoded ; charset=UTF-8"))
            .withBody("a=1".getBytes(StandardCharsets.UTF_8));
    HttpRequest json =
        request("/", header("Content-Type", "application/json"))
            .withBody("{}".getBytes(StandardCharsets.UTF_8));

    assertThat(form.form().last("a")).contains("1");
    assertThatThrownBy(json::form)
        .isInstanceOf(MalformedRequestException.class)
        .hasMessageContaining("application/json");
    assertThat(request("/", Headers.NONE).form().isEmpty()).isTrue();
  }

  @Test
  void readsBasicCredentials() {
    assertThat(BasicCredentials.of(authorized("basic " + base64("AC1:a:b"))))
        .contains(new BasicCredentials("AC1", "a:b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic", "Basic !!!", "Bearer abc", "Basic YWJj"})
  void takesNothingElseForBasicCredentials(String header) {
    assertThat(BasicCredentials.of(authorized(header))).isEmpty();
  }

  @Test
  void keepsSecretsOutOfText() {
    assertThat(new BasicCredentials("AC1", "hidden").toString()).doesNotContain("hidden");
    assertThat(authorized("Basic hidden").toString()).doesNotContain("hidden");
    assertThat(authorized("Basic hidden").headers().toString()).doesNotContain("hidden");
    assertThat(Parameters.parse("Token=hidden").toString()).doesNotContain("hidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nSet-Cookie: x", "a\u0000", "a\u007f"})
  void noHeaderValueSmugglesInAnother(String value) {
    HttpResponse response = HttpResponse.empty(200);
    assertThatThrownBy(() -> response.with("X", value))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesRequestsApart() {
    RequestIds ids = new RequestIds(RandomGenerator.of("L64X128MixRandom"));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String id = ids.next();
      assertThat(id).matches("RQ[0-9a-f]{32}");
      assertThat(seen.add(id)).isTrue();
    }
  }

  private static HttpRequest authorized(String value) {
    return request("/", header("Authorization", value));
  }

  private static HttpRequest request(String target, Headers headers) {
    return HttpRequest.parse(
        "RQ1", "GET", target, headers, InetSocketAddress.createUnresolved("127.0.0.1", 1));
  }

  private static Headers header(String name, String value) {
    return new Headers(List.of(new Header(name, value)));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
