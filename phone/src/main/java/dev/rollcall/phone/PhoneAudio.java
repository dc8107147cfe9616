package dev.rollcall.phone;

import dev.rollcall.media.codec.Codec;
import dev.rollcall.media.rtp.RtpPacket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The audio end of one telephone: an RTP port on an even number with the RTCP port above it (RFC
 * 3550 §11), a voice that is sent frame by frame, and an ear that takes what arrives as it arrives.
 *
 * <p>There is no jitter buffer: the ear keeps the frames in the order of their arrival, which on
 * loopback is the order in which they were sent. Safe for use by many threads.
 */
final class PhoneAudio implements AutoCloseable {
  static final int FRAME_SAMPLES = 160;
  private static final int REMEMBERED_SAMPLES = 20 * Spectrum.SAMPLE_RATE;
  private static final int PORT_TRIES = 50;
  private static final int MAXIMUM_DATAGRAM = 2048;

  private final DatagramChannel rtp;
  private final DatagramChannel rtcp;
  private final Ear ear = new Ear(REMEMBERED_SAMPLES);
  private final RtpPacket packet = new RtpPacket();
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(MAXIMUM_DATAGRAM);
  private final ByteBuffer outgoing = ByteBuffer.allocateDirect(MAXIMUM_DATAGRAM);
  private final byte[] payload = new byte[MAXIMUM_DATAGRAM];
  private final short[] samples = new short[MAXIMUM_DATAGRAM];
  private final short[] frame = new short[FRAME_SAMPLES];
  private final int ssrc;
  private Network network = Network.GOOD;
  private Voice voice;
  private int sequenceNumber;
  private int timestamp;
  private boolean started;
  private Optional<Line> line = Optional.empty();

  PhoneAudio(InetAddress host, Voice voice, RandomGenerator random) throws IOException {
    this.voice = voice;
    ssrc = random.nextInt();
    sequenceNumber = random.nextInt(1 << 16);
    timestamp = random.nextInt();
    Ports ports = Ports.open(host);
    rtp = ports.rtp();
    rtcp = ports.rtcp();
  }

  int rtpPort() {
    return port(rtp);
  }

  /** Begins to send to {@code remote}, or goes on there. */
  synchronized void connect(InetSocketAddress remote, Codec codec, int payloadType) {
    line = Optional.of(new Line(remote, codec, payloadType));
  }

  /** Stops sending; what arrives is still heard. */
  synchronized void pause() {
    line = Optional.empty();
  }

  synchronized Optional<InetSocketAddress> remote() {
    return line.map(Line::remote);
  }

  synchronized void send(byte[] datagram) throws IOException {
    if (line.isPresent()) {
      rtp.send(ByteBuffer.wrap(datagram), line.get().remote());
    }
  }

  synchronized void over(Network changed) {
    network = changed;
  }

  synchronized void speak(Voice changed) {
    voice = changed;
  }

  /** Sends one frame and hears what has arrived: to be called every 20 ms. */
  synchronized void tick() throws IOException {
    listen();
    if (line.isEmpty()) {
      return;
    }
    voice.speak(frame);
    int octets = line.get().codec().encode(frame, FRAME_SAMPLES, payload);
    outgoing.clear();
    RtpPacket.writeHeader(
        outgoing, !started, line.get().payloadType(), sequenceNumber, timestamp, ssrc);
    outgoing.put(payload, 0, octets).flip();
    network.carry(outgoing, line.get().remote(), rtp);
    started = true;
    sequenceNumber++;
    timestamp += FRAME_SAMPLES;
  }

  /** Hears all that has arrived until now and returns the place in time after it. */
  synchronized long mark() {
    try {
      listen();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ear.position();
  }

  short[] heardSince(long mark) {
    return ear.since(mark);
  }

  short[] heardLast(int count) {
    return ear.last(count);
  }

  @Override
  public synchronized void close() {
    line = Optional.empty();
    try (DatagramChannel _ = rtp;
        DatagramChannel _ = rtcp) {
      incoming.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() throws IOException {
    while (rtp.isOpen()) {
      incoming.clear();
      if (rtp.receive(incoming) == null) {
        break;
      }
      incoming.flip();
      if (packet.wrap(incoming)) {
        hear();
      }
    }
    do {
      incoming.clear();
    } while (rtcp.isOpen() && rtcp.receive(incoming) != null);
  }

  private void hear() {
    line.filter(agreed -> agreed.payloadType() == packet.payloadType())
        .ifPresent(
            agreed -> {
              packet.copyPayload(payload);
              ear.hear(samples, agreed.codec().decode(payload, packet.payloadLength(), samples));
            });
  }

  private static DatagramChannel open(InetSocketAddress address) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.bind(address);
      channel.configureBlocking(false);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static int port(DatagramChannel channel) {
    try {
      return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two neighbouring ports, the lower one even (RFC 3550 §11). */
  private record Ports(DatagramChannel rtp, DatagramChannel rtcp) {
    static Ports open(InetAddress host) throws IOException {
      for (int tries = 1; ; tries++) {
        DatagramChannel even = PhoneAudio.open(new InetSocketAddress(host, 0));
        int port = port(even);
        try {
          if (port % 2 == 0) {
            return new Ports(even, PhoneAudio.open(new InetSocketAddress(host, port + 1)));
          }
        } catch (BindException e) {
          if (tries >= PORT_TRIES) {
            even.close();
            throw e;
          }
        }
        even.close();
      }
    }
  }

  /** Where the voice goes, and how it is written. */
  private record Line(InetSocketAddress remote, Codec codec, int payloadType) {}
}
