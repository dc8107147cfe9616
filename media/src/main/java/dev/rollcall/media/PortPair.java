package dev.rollcall.media;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two sockets of a leg: RTP on an even port, RTCP on the one above it. */
final class PortPair {
  /** Expedited forwarding (RFC 3246), the class for voice, in the octet's upper six bits. */
  private static final int VOICE_TRAFFIC = 46 << 2;

  private static final Logger log = LoggerFactory.getLogger(PortPair.class);

  private final int rtpPort;
  private final DatagramChannel rtp;
  private final DatagramChannel rtcp;

  private PortPair(int rtpPort, DatagramChannel rtp, DatagramChannel rtcp) {
    this.rtpPort = rtpPort;
    this.rtp = rtp;
    this.rtcp = rtcp;
  }

  /**
   * Binds both.
   *
   * @throws IOException if one cannot be bound; then neither is
   */
  @SuppressWarnings("resource") // The pair owns both channels until it is closed.
  static PortPair bind(InetAddress address, int rtpPort) throws IOException {
    DatagramChannel rtp = channel(address, rtpPort);
    try {
      return new PortPair(rtpPort, rtp, channel(address, rtpPort + 1));
    } catch (IOException e) {
      rtp.close();
      throw e;
    }
  }

  private static DatagramChannel channel(InetAddress address, int port) throws IOException {
    DatagramChannel channel =
        DatagramChannel.open(
            address instanceof Inet4Address
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6);
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.IP_TOS, VOICE_TRAFFIC);
      return channel.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  int rtpPort() {
    return rtpPort;
  }

  DatagramChannel rtp() {
    return rtp;
  }

  DatagramChannel rtcp() {
    return rtcp;
  }

  /**
   * Has {@code selector} tell of packets from now on.
   *
   * @param onRtp attached to the RTP channel's key
   * @param onRtcp attached to the RTCP channel's key
   */
  void listen(Selector selector, ChannelReader onRtp, ChannelReader onRtcp)
      throws ClosedChannelException {
    listen(rtp, selector, onRtp);
    listen(rtcp, selector, onRtcp);
  }

  private static void listen(DatagramChannel channel, Selector selector, ChannelReader reader)
      throws ClosedChannelException {
    SelectionKey key = channel.keyFor(selector);
    if (key == null) {
      channel.register(selector, SelectionKey.OP_READ, reader);
    } else {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  /** Has {@code selector} tell of packets no more. */
  void ignore(Selector selector) {
    ignore(rtp, selector);
    ignore(rtcp, selector);
  }

  private static void ignore(DatagramChannel channel, Selector selector) {
    SelectionKey key = channel.keyFor(selector);
    if (key != null) {
      try {
        key.interestOps(0);
      } catch (CancelledKeyException e) {
        log.atTrace().setCause(e).log("the channel was closed meanwhile");
      }
    }
  }

  /**
   * Receives a packet and makes {@code buffer} ready to be read.
   *
   * @return where it came from; null if there is none
   */
  @Nullable InetSocketAddress receive(DatagramChannel channel, ByteBuffer buffer) {
    buffer.clear();
    try {
      InetSocketAddress from = (InetSocketAddress) channel.receive(buffer);
      buffer.flip();
      return from;
    } catch (IOException e) {
      log.atDebug().addKeyValue("port", rtpPort).setCause(e).log("receiving failed");
      return null;
    }
  }

  /** Sends what is in {@code buffer}; answers whether the operating system took it. */
  boolean send(DatagramChannel channel, ByteBuffer buffer, InetSocketAddress to) {
    try {
      return channel.send(buffer, to) > 0;
    } catch (IOException | RuntimeException e) {
      log.atDebug().addKeyValue("port", rtpPort).setCause(e).log("sending failed");
      return false;
    }
  }

  /** Closes both; the ports are free once every selector that knew them has selected again. */
  void close() {
    try (rtp;
        rtcp) {
      log.atTrace().addKeyValue("port", rtpPort).log("closing ports");
    } catch (IOException e) {
      log.atDebug().addKeyValue("port", rtpPort).setCause(e).log("closing ports failed");
    }
  }
}
