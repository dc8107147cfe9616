package dev.rollcall.mcp.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConformanceServerTest {
  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
  void listensOnNothingButLoopback(String host) {
    assertThatThrownBy(() -> ConformanceServer.start(host, 0))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'" + host + "' is not this machine's loopback address")
        .hasMessageContaining("use 127.0.0.1");
  }

  @Test
  void saysWhereItListens() throws IOException {
    try (ConformanceServer server = ConformanceServer.start("127.0.0.1", 0)) {
      assertThat(server.address().getAddress().isLoopbackAddress()).isTrue();
      assertThat(server.address().getPort()).isPositive();
    }
  }
}
