package dev.rollcall.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  @Test
  void countsInsertionsDeletionsAndReplacements() {
    assertThat(Nearest.edits("port", "port")).isZero();
    assertThat(Nearest.edits("prt", "port")).isEqualTo(1);
    assertThat(Nearest.edits("ports", "port")).isEqualTo(1);
    assertThat(Nearest.edits("part", "port")).isEqualTo(1);
    assertThat(Nearest.edits("", "port")).isEqualTo(4);
  }

  @Test
  void suggestsTheNearestUnlessItIsFar() {
    List<String> names = List.of("http.port", "sip.port", "sip.host");

    assertThat(Nearest.to("sip.prt", names, 3)).contains("sip.port");
    assertThat(Nearest.to("colour", names, 3)).isEmpty();
  }
}
