package dev.rollcall.phone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.random.RandomGenerator;

/** What becomes of a phone's audio packets on their way. Used by one phone at a time. */
public interface Network {
  /** Delivers every packet at once. */
  Network GOOD = (packet, to, channel) -> channel.send(packet, to);

  /** Takes one packet, and sends it, keeps it for later or loses it. */
  void carry(ByteBuffer packet, InetSocketAddress to, DatagramChannel channel) throws IOException;

  /**
   * Loses packets, and lets others arrive behind the packet that was sent after them.
   *
   * @param loss the part that never arrives, 0 to 1
   * @param reordering the part that arrives one packet late, 0 to 1
   */
  static Network poor(double loss, double reordering, RandomGenerator random) {
    Queue<ByteBuffer> kept = new ArrayDeque<>();
    return (packet, to, channel) -> {
      double lot = random.nextDouble();
      if (lot >= loss && lot < loss + reordering && kept.isEmpty()) {
        ByteBuffer copy = ByteBuffer.allocate(packet.remaining());
        kept.add(copy.put(packet).flip());
        return;
      }
      if (lot >= loss) {
        channel.send(packet, to);
      }
      while (!kept.isEmpty()) {
        channel.send(kept.remove(), to);
      }
    };
  }
}
