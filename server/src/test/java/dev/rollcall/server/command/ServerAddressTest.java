package dev.rollcall.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.server.configuration.HttpOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerAddressTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:81/",
    "0.0.0.0, http://127.0.0.1:81/",
    "::, http://[::1]:81/",
    "::1, http://[::1]:81/",
    "rollcall.example.com, http://rollcall.example.com:81/",
  })
  void aServerIsReachedWhereItListens(String host, String address) throws Exception {
    assertThat(ServerAddress.of(options(host, 81))).hasToString(address);
  }

  @Test
  void anyFreePortIsNowhere() {
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> ServerAddress.of(options("127.0.0.1", 0)))
        .withMessageContaining("--url");
  }

  private static HttpOptions options(String host, int port) {
    return new HttpOptions(host, port, 1024, 1);
  }
}
