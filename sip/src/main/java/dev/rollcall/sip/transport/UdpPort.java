package dev.rollcall.sip.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One UDP socket and the thread that reads it. */
final class UdpPort implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(UdpPort.class);
  private static final int LONGEST_DATAGRAM = 65_535;
  private static final int SOCKET_BUFFER = 4 * 1024 * 1024;
  private static final long PAUSE_AFTER_ERROR_NANOS = 10_000_000;

  private final DatagramChannel channel;
  private final InetSocketAddress localAddress;
  private final BiConsumer<InetSocketAddress, byte[]> receiver;
  private final Thread reader =
      Thread.ofPlatform().daemon().name("sip-udp").unstarted(this::receive);

  /**
   * @param receiver takes each datagram on the receiving thread; must not block
   */
  UdpPort(InetSocketAddress bind, BiConsumer<InetSocketAddress, byte[]> receiver)
      throws IOException {
    this.receiver = receiver;
    channel = DatagramChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
      channel.bind(bind);
      localAddress = (InetSocketAddress) channel.getLocalAddress();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  void start() {
    reader.start();
  }

  /** Whether the socket is open and is being read. */
  boolean isListening() {
    return channel.isOpen() && reader.isAlive();
  }

  InetSocketAddress localAddress() {
    return localAddress;
  }

  /** Hands one datagram to the network. */
  void send(InetSocketAddress target, byte[] message) throws IOException {
    if (target.isUnresolved()) {
      throw new IOException("no address is known for host " + target.getHostString());
    }
    if (message.length > LONGEST_DATAGRAM) {
      throw new IOException(message.length + " bytes do not fit into a datagram");
    }
    channel.send(ByteBuffer.wrap(message), target);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      log.atDebug().setCause(e).log("closing the UDP socket failed");
    }
  }

  private void receive() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(LONGEST_DATAGRAM);
    while (channel.isOpen()) {
      try {
        buffer.clear();
        SocketAddress source = channel.receive(buffer);
        buffer.flip();
        byte[] datagram = new byte[buffer.remaining()];
        buffer.get(datagram);
        if (source instanceof InetSocketAddress address) {
          receiver.accept(address, datagram);
        }
      } catch (ClosedChannelException closed) {
        return;
      } catch (IOException | RuntimeException e) {
        log.atWarn().setCause(e).log("a datagram could not be taken in");
        LockSupport.parkNanos(PAUSE_AFTER_ERROR_NANOS);
      }
    }
  }
}
