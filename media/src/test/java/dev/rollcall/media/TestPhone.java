package dev.rollcall.media;

import dev.rollcall.media.codec.Codec;
import dev.rollcall.media.codec.G711;
import dev.rollcall.media.jitter.Frame;
import dev.rollcall.media.rtp.RtcpReader;
import dev.rollcall.media.rtp.RtcpWriter;
import dev.rollcall.media.rtp.RtpPacket;
import dev.rollcall.media.rtp.TelephoneEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A phone on loopback that plays one tone and remembers what it hears. */
final class TestPhone implements AutoCloseable {
  static final int EVENTS = 101;

  private final DatagramSocket rtp;
  private final DatagramSocket rtcp;
  private final Codec codec;
  private final ScheduledExecutorService clock;
  private final List<Received> received = new ArrayList<>();
  private final List<byte[]> reports = new ArrayList<>();
  private final InetAddress address;
  private int ssrc;
  private int sequence = 65_500;
  private int timestamp;

  /** One packet that came. */
  record Received(
      boolean marker, int payloadType, int sequence, int timestamp, int ssrc, ShortBuffer audio) {
    short[] samples() {
      return audio.array();
    }
  }

  TestPhone(Codec codec, int ssrc) throws SocketException {
    this(codec, ssrc, InetAddress.getLoopbackAddress());
  }

  TestPhone(Codec codec, int ssrc, InetAddress address) throws SocketException {
    this.codec = codec;
    this.ssrc = ssrc;
    this.address = address;
    rtp = new DatagramSocket(new InetSocketAddress(address, 0));
    rtcp = new DatagramSocket(new InetSocketAddress(address, 0));
    clock = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    Thread.ofVirtual().start(() -> listen(rtp, this::take));
    Thread.ofVirtual().start(() -> listen(rtcp, this::takeReport));
  }

  TestPhone() throws SocketException {
    this(G711.PCMU, 7);
  }

  RemoteAudio audio() {
    return audio(true, true);
  }

  RemoteAudio audio(boolean weMaySend, boolean weMayReceive) {
    return new RemoteAudio(
        address(),
        (InetSocketAddress) rtcp.getLocalSocketAddress(),
        codec,
        codec.payloadType(),
        OptionalInt.of(EVENTS),
        weMaySend,
        weMayReceive);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) rtp.getLocalSocketAddress();
  }

  /** Plays a tone of amplitude 4 000 to {@code port} from now on, in real time. */
  void play(int port, double hertz) {
    var _ = clock.scheduleAtFixedRate(() -> playFrame(port, hertz), 0, 20, TimeUnit.MILLISECONDS);
  }

  void playFrame(int port, double hertz) {
    send(port, nextFrame(hertz));
  }

  /** The packet that is to be sent next; it counts as sent. */
  byte[] nextFrame(double hertz) {
    short[] tone = Tone.samples(hertz, 4_000, Integer.toUnsignedLong(timestamp), Frame.SAMPLES);
    byte[] payload = new byte[Frame.SAMPLES];
    codec.encode(tone, tone.length, payload);
    byte[] packet = packet(false, codec.payloadType(), timestamp, payload);
    timestamp += Frame.SAMPLES;
    return packet;
  }

  /** Sends one packet of an event that began at the present timestamp. */
  void event(int port, char key, boolean end, int duration) {
    ByteBuffer payload = ByteBuffer.allocate(TelephoneEvent.LENGTH);
    TelephoneEvent.write(payload, TelephoneEvent.event(key), end, 10, duration);
    send(port, packet(false, EVENTS, timestamp, payload.array()));
  }

  /** Sends comfort noise (RFC 3389) as loud as can be for one frame. */
  void comfortNoise(int port) {
    send(port, packet(false, InboundAudio.COMFORT_NOISE, timestamp, new byte[1]));
    timestamp += Frame.SAMPLES;
  }

  /** Becomes another source, as phones do when a call is transferred within them. */
  void changeSource(int nextSsrc) {
    ssrc = nextSsrc;
    sequence = (sequence + 20_000) & 0xffff;
    timestamp += 1_000_000;
  }

  void skip(int samples) {
    timestamp += samples;
  }

  private byte[] packet(boolean marker, int type, int time, byte[] payload) {
    ByteBuffer buffer = ByteBuffer.allocate(RtpPacket.HEADER_LENGTH + payload.length);
    RtpPacket.writeHeader(buffer, marker, type, sequence, time, ssrc);
    sequence = (sequence + 1) & 0xffff;
    return buffer.put(payload).array();
  }

  void send(int port, byte[] datagram) {
    send(rtp, port, datagram);
  }

  void sendReport(int port, byte[] datagram) {
    send(rtcp, port, datagram);
  }

  /** Sends a sender report with a block about {@code about}. */
  void report(int port, int about, int fractionLost) {
    report(port, about, fractionLost, 0, 0);
  }

  /**
   * Sends a sender report with a block about {@code about} that says which report of its it saw
   * last and how long ago, in 1/65536 s.
   */
  void report(int port, int about, int fractionLost, int lastReport, int delaySinceLastReport) {
    ByteBuffer buffer = ByteBuffer.allocate(RtcpWriter.TYPICAL_LENGTH);
    new RtcpWriter(buffer)
        .senderReport(ssrc, 1L << 32, 0, 1, 160)
        .reportBlock(about, fractionLost, 5, 100, 80, lastReport, delaySinceLastReport)
        .sourceDescription(ssrc, new byte[] {'p'});
    sendReport(port, Arrays.copyOf(buffer.array(), buffer.position()));
  }

  private void send(DatagramSocket socket, int port, byte[] datagram) {
    try {
      socket.send(new DatagramPacket(datagram, datagram.length, address, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen(DatagramSocket socket, Consumer<byte[]> taker) {
    DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
    try {
      while (true) {
        packet.setLength(2_048);
        socket.receive(packet);
        taker.accept(Arrays.copyOf(packet.getData(), packet.getLength()));
      }
    } catch (IOException e) {
      if (!socket.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private synchronized void take(byte[] datagram) {
    RtpPacket packet = new RtpPacket();
    if (packet.wrap(ByteBuffer.wrap(datagram))) {
      byte[] payload = new byte[packet.payloadLength()];
      packet.copyPayload(payload);
      short[] samples = new short[payload.length];
      codec.decode(payload, payload.length, samples);
      received.add(
          new Received(
              packet.marker(),
              packet.payloadType(),
              packet.sequenceNumber(),
              packet.timestamp(),
              packet.ssrc(),
              ShortBuffer.wrap(samples)));
    }
  }

  private synchronized void takeReport(byte[] datagram) {
    reports.add(datagram);
  }

  synchronized List<Received> received() {
    return List.copyOf(received);
  }

  synchronized List<byte[]> reports() {
    return List.copyOf(reports);
  }

  /** Whether a report that came was a valid compound packet with a BYE. */
  boolean heardGoodbye() {
    boolean[] said = new boolean[1];
    for (byte[] report : reports()) {
      RtcpReader.read(
          ByteBuffer.wrap(report),
          new NoHandler() {
            @Override
            public void bye(int ssrc) {
              said[0] = true;
            }
          });
    }
    return said[0];
  }

  /** The last {@code frames} frames heard, fewer if there were fewer. */
  short[] lastHeard(int frames) {
    List<Received> all = received();
    List<Received> last = all.subList(Math.max(0, all.size() - frames), all.size());
    short[] samples = new short[last.size() * Frame.SAMPLES];
    for (int i = 0; i < last.size(); i++) {
      System.arraycopy(last.get(i).samples(), 0, samples, i * Frame.SAMPLES, Frame.SAMPLES);
    }
    return samples;
  }

  @Override
  public void close() {
    clock.shutdownNow();
    rtp.close();
    rtcp.close();
  }

  /** Takes no notice of anything. */
  static class NoHandler implements RtcpReader.Handler {
    @Override
    public void senderReport(int ssrc, long ntp, int rtp, int packets, int octets) {}

    @Override
    public void reportBlock(
        int reporter,
        int source,
        int fraction,
        int lost,
        int highest,
        int jitter,
        int last,
        int delay) {}

    @Override
    public void bye(int ssrc) {}
  }
}
