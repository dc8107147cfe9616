package dev.rollcall.rest.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, this-machine",
    "127.9.9.9, this-machine",
    "::1, this-machine",
    "10.1.2.3, private-network",
    "172.16.0.1, private-network",
    "192.168.178.20, private-network",
    "169.254.7.7, private-network",
    "fe80::1, private-network",
    "fc00::1, private-network",
    "fd12:3456::1, private-network",
    "0.0.0.0, every-network",
    "::, every-network",
    "172.32.0.1, every-network",
    "203.0.113.7, every-network",
    "2001:db8::1, every-network",
    "fe00::1, every-network",
  })
  void isToldByTheAddress(String address, String reach) throws UnknownHostException {
    assertThat(Reach.of(InetAddress.getByName(address)).text()).isEqualTo(reach);
  }
}
