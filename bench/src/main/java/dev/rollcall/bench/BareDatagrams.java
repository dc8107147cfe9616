package dev.rollcall.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * What the least there is to do for a participant costs on this machine at this moment: fifty
 * packets of G.711 in and fifty out through plain sockets, with nothing done to them. Machines
 * differ and drift; the ratio to this does not.
 */
final class BareDatagrams {
  private static final int PACKETS_PER_SECOND = 50;
  private static final int PACKET_OCTETS = 172;
  private static final int ROUNDS = 150_000;

  private BareDatagrams() {}

  /** Microseconds of CPU per participant and second. */
  static double microsPerParticipantSecond() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (DatagramChannel here = DatagramChannel.open().bind(any);
        DatagramChannel there = DatagramChannel.open().bind(any)) {
      InetSocketAddress to = (InetSocketAddress) there.getLocalAddress();
      ByteBuffer packet = ByteBuffer.allocateDirect(PACKET_OCTETS);
      carry(here, there, to, packet);
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      carry(here, there, to, packet);
      long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
      return (double) nanos / ROUNDS * PACKETS_PER_SECOND / 1e3;
    }
  }

  private static void carry(
      DatagramChannel here, DatagramChannel there, InetSocketAddress to, ByteBuffer packet)
      throws IOException {
    for (int i = 0; i < ROUNDS; i++) {
      packet.clear();
      here.send(packet, to);
      packet.clear();
      there.receive(packet);
    }
  }
}
