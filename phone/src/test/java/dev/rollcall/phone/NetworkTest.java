package dev.rollcall.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class NetworkTest {
  private static final int PACKETS = 200;

  @Test
  void losesAndReordersAsToldAndNothingElse() throws Exception {
    List<Integer> arrived = new ArrayList<>();
    try (DatagramChannel receiver =
            DatagramChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        DatagramChannel sender = DatagramChannel.open()) {
      receiver.configureBlocking(false);
      InetSocketAddress to = (InetSocketAddress) receiver.getLocalAddress();
      Network network = Network.poor(0.1, 0.2, new Random(1));
      ByteBuffer buffer = ByteBuffer.allocate(8);
      for (int number = 0; number < PACKETS; number++) {
        network.carry(ByteBuffer.allocate(4).putInt(number).flip(), to, sender);
        for (buffer.clear(); receiver.receive(buffer) != null; buffer.clear()) {
          arrived.add(buffer.getInt(0));
        }
      }
    }

    assertThat(arrived)
        .doesNotHaveDuplicates()
        .hasSizeBetween(PACKETS * 8 / 10, PACKETS * 97 / 100);
    long late = 0;
    for (int i = 1; i < arrived.size(); i++) {
      late += arrived.get(i) < arrived.get(i - 1) ? 1 : 0;
    }
    assertThat(late).isBetween(PACKETS / 10L, PACKETS * 3 / 10L);
  }
}
