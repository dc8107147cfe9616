package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

final class FormEncodingTest {
  @Test
  void writesWhatParametersRead() {
    SequencedMap<String, String> form = new LinkedHashMap<>();
    form.put("Zoë & co", "a+b=c d%");
    form.put("Empty", "");

    String encoded = FormEncoding.encode(form);
    Parameters read = Parameters.parse(encoded);

    assertThat(read.names()).containsExactly("Zoë & co", "Empty");
    assertThat(read.last("Zoë & co")).contains("a+b=c d%");
    assertThat(read.last("Empty")).contains("");
  }

  @Test
  void standsBehindTheQueryAndBeforeTheFragment() {
    assertThat(appended("http://h/p")).isEqualTo("http://h/p?a=b");
    assertThat(appended("http://h")).isEqualTo("http://h?a=b");
    assertThat(appended("http://h/p?")).isEqualTo("http://h/p?a=b");
    assertThat(appended("http://h/p?x=%20y#rc=2")).isEqualTo("http://h/p?x=%20y&a=b#rc=2");
    assertThat(FormEncoding.appended(URI.create("http://h/p#f"), ""))
        .isEqualTo(URI.create("http://h/p#f"));
  }

  private static String appended(String address) {
    return FormEncoding.appended(URI.create(address), "a=b").toString();
  }
}
