package dev.rollcall.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PortRangeTest {
  @Test
  void countsThePairsThatBeginWithAnEvenPort() {
    assertThat(new PortRange(20_000, 20_001).pairs()).isEqualTo(1);
    assertThat(new PortRange(20_001, 20_004).pairs()).isEqualTo(1);
    assertThat(new PortRange(20_000, 20_004).pairs()).isEqualTo(2);
    assertThat(new PortRange(20_000, 29_999).pairs()).isEqualTo(5000);
  }

  @Test
  void takesTheWholeSpanOfFreePorts() {
    assertThat(PortRange.parse("1024-65535")).contains(new PortRange(1024, 65_535));
  }

  @Test
  void holdsAtLeastOnePair() {
    assertThatIllegalArgumentException().isThrownBy(() -> new PortRange(20_001, 20_002));
    assertThat(PortRange.parse("20001-20002")).isEmpty();
  }
}
