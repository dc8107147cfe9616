package dev.rollcall.media;

import dev.rollcall.core.audio.CallQuality;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.media.codec.Codec;
import dev.rollcall.media.codec.G711;
import dev.rollcall.media.jitter.Frame;
import dev.rollcall.media.rtp.RtcpWriter;
import dev.rollcall.media.rtp.RtpPacket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audio of one call: a pair of UDP ports, what comes in and what goes out.
 *
 * <p>A leg says nothing and listens to nothing until a conference takes it in ({@link
 * MediaEngine#route}); packets that come before are signs of life and nothing else. It must be
 * closed when its call ends. Safe for use by many threads.
 */
public final class AudioLeg extends Leg {
  private static final Logger log = LoggerFactory.getLogger(AudioLeg.class);

  /** The most stale packets that are thrown away when a conference takes the leg in. */
  private static final int MOST_STALE_PACKETS = 2_000;

  private static final int LARGEST_DATAGRAM = 2_048;

  private final CallSid call;
  private final PortPair ports;
  private final LongSupplier nanoClock;
  private final Consumer<Leg> whenClosed;
  private final ReentrantLock lock = new ReentrantLock();
  private final RtpPacket packet = new RtpPacket();
  private final SourceLatch rtpSource = new SourceLatch();
  private final SourceLatch rtcpSource = new SourceLatch();
  private final InboundAudio inbound;
  private final OutboundAudio outbound;
  private final ReportExchange reports;
  private final DigitTeller digits;

  /** Changed under the lock alone. */
  private volatile @Nullable RemoteAudio remote;

  private @Nullable Place attachment;
  private long lastHeardNanos;
  private boolean closed;

  AudioLeg(
      CallSid call,
      PortPair ports,
      MediaSettings settings,
      RandomGenerator random,
      LongSupplier nanoClock,
      long epochNanos,
      Consumer<Leg> whenClosed) {
    this.call = call;
    this.ports = ports;
    this.nanoClock = nanoClock;
    this.whenClosed = whenClosed;
    digits = new DigitTeller(call);
    inbound = new InboundAudio(settings, digits);
    outbound = new OutboundAudio(random);
    reports = new ReportExchange(outbound, inbound, random, epochNanos);
    lastHeardNanos = nanoClock.getAsLong();
  }

  @Override
  public CallSid call() {
    return call;
  }

  /** The local port for RTP, even; RTCP is on the next one. */
  public int rtpPort() {
    return ports.rtpPort();
  }

  /**
   * Says what the far end wants; may be called again whenever signalling agrees on something else.
   * Packets go to the new addresses from the next frame on if they differ from those before.
   */
  public void configure(RemoteAudio audio) {
    lock.lock();
    try {
      long now = nanoClock.getAsLong();
      rtpSource.signal(audio.rtpAddress(), now);
      rtcpSource.signal(audio.rtcpAddress(), now);
      if (remote != null && remote.weMayReceive() && !audio.weMayReceive()) {
        inbound.forgetAudio();
      }
      remote = audio;
    } finally {
      lock.unlock();
    }
  }

  /**
   * How long nothing valid, neither RTP nor RTCP, has come from the far end; since the leg was
   * opened or last taken into a conference if nothing has come since then.
   */
  public Duration silence() {
    lock.lock();
    try {
      return Duration.ofNanos(Math.max(0, nanoClock.getAsLong() - lastHeardNanos));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Has {@code listener} told of every key that is pressed, when it is let go. It is called on a
   * media thread with no lock held and must return at once; it takes the place of the listener
   * before.
   */
  public void onDigit(Consumer<Digit> listener) {
    digits.listener(listener);
  }

  @Override
  public LegStatistics statistics() {
    lock.lock();
    try {
      return new LegStatistics(
          inbound.packets(),
          inbound.octets(),
          outbound.packets(),
          outbound.octets(),
          outbound.notSent(),
          inbound.lost(),
          inbound.late(),
          inbound.discarded(),
          (double) inbound.reception().jitter() / Frame.SAMPLES_PER_MILLISECOND,
          inbound.bufferMillis(),
          digits.count(),
          reports.received(),
          reports.remoteView());
    } finally {
      lock.unlock();
    }
  }

  @Override
  Optional<CallQuality> quality() {
    LegStatistics counted;
    RemoteAudio agreed;
    boolean started;
    lock.lock();
    try {
      counted = statistics();
      agreed = remote;
      started = inbound.reception().started();
    } finally {
      lock.unlock();
    }
    return Optional.ofNullable(agreed)
        .map(audio -> counted.quality(audio.codec().encodingName(), started));
  }

  /** Says goodbye to the far end and gives the ports back. The second call does nothing. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      attachment = null;
      if (reports.known()) {
        sendReport(ByteBuffer.allocate(2 * RtcpWriter.TYPICAL_LENGTH), true);
      }
      ports.close();
    } finally {
      lock.unlock();
    }
    whenClosed.accept(this);
  }

  PortPair ports() {
    return ports;
  }

  /** Packets that wait in the sockets are thrown away. */
  @Override
  Optional<Attachment> attach(Selector selector, ByteBuffer sendBuffer) {
    lock.lock();
    try {
      if (closed) {
        return Optional.empty();
      }
      if (attachment != null) {
        ports.ignore(attachment.selector);
        attachment = null;
      }
      long now = nanoClock.getAsLong();
      ByteBuffer buffer = ByteBuffer.allocate(LARGEST_DATAGRAM);
      for (int i = 0; i < MOST_STALE_PACKETS && readRtp(buffer, now); i++) {
        log.atTrace().addKeyValue("call", call).log("stale packet thrown away");
      }
      lastHeardNanos = now;
      inbound.beginAnew();
      Place attached = new Place(selector, sendBuffer);
      ports.listen(selector, this::readRtp, this::readRtcp);
      attachment = attached;
      return Optional.of(attached);
    } catch (ClosedChannelException e) {
      log.atDebug().addKeyValue("call", call).setCause(e).log("audio was closed meanwhile");
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private boolean readRtp(ByteBuffer buffer, long now) {
    lock.lock();
    try {
      InetSocketAddress from = receive(ports.rtp(), buffer);
      if (from == null) {
        return false;
      }
      onRtp(buffer, from, now);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void onRtp(ByteBuffer datagram, InetSocketAddress from, long now) {
    inbound.count(datagram.remaining());
    RemoteAudio expected = remote;
    if (expected == null) {
      inbound.discard(DiscardReason.NOT_CONFIGURED);
    } else if (!packet.wrap(datagram)) {
      inbound.discard(DiscardReason.MALFORMED);
    } else if (!InboundAudio.expected(packet, expected)) {
      inbound.discard(DiscardReason.UNKNOWN_PAYLOAD_TYPE);
    } else if (!rtpSource.allows(from, now)) {
      inbound.discard(DiscardReason.FOREIGN_SOURCE);
    } else {
      rtpSource.heard(from, now);
      lastHeardNanos = now;
      if (attachment == null) {
        inbound.discard(DiscardReason.NOT_ATTACHED);
      } else {
        inbound.onPacket(packet, expected, now);
      }
    }
  }

  private boolean readRtcp(ByteBuffer buffer, long now) {
    lock.lock();
    try {
      InetSocketAddress from = receive(ports.rtcp(), buffer);
      if (from == null) {
        return false;
      }
      if (remote == null) {
        inbound.discard(DiscardReason.NOT_CONFIGURED);
      } else if (!rtcpSource.allows(from, now) || !sameHost(from)) {
        inbound.discard(DiscardReason.FOREIGN_SOURCE);
      } else if (!reports.read(buffer, now)) {
        inbound.discard(DiscardReason.MALFORMED);
      } else {
        rtcpSource.heard(from, now);
        lastHeardNanos = now;
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Whether RTCP comes from where RTP comes from, or from where signalling said. */
  private boolean sameHost(InetSocketAddress from) {
    InetSocketAddress audio = rtpSource.latched();
    return audio == null
        || from.getAddress().equals(audio.getAddress())
        || (remote != null && from.equals(remote.rtcpAddress()));
  }

  private @Nullable InetSocketAddress receive(DatagramChannel channel, ByteBuffer buffer) {
    return closed ? null : ports.receive(channel, buffer);
  }

  private void sendReport(ByteBuffer buffer, boolean goodbye) {
    InetSocketAddress to = rtcpSource.destination();
    if (to != null) {
      reports.write(buffer, nanoClock.getAsLong(), goodbye);
      ports.send(ports.rtcp(), buffer, to);
    }
  }

  private final class Place implements Attachment {
    private final Selector selector;
    private final ByteBuffer sendBuffer;

    private Place(Selector selector, ByteBuffer sendBuffer) {
      this.selector = selector;
      this.sendBuffer = sendBuffer;
    }

    @Override
    public boolean current() {
      lock.lock();
      try {
        return attachment == this;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void detach() {
      lock.lock();
      try {
        if (attachment == this) {
          attachment = null;
          outbound.pause();
          ports.ignore(selector);
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public boolean pull(long tick, short[] frame) {
      lock.lock();
      try {
        RemoteAudio from = remote;
        if (attachment == this && from != null) {
          return inbound.pull(tick, frame, from);
        }
        Arrays.fill(frame, (short) 0);
        return false;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public Codec codec() {
      RemoteAudio to = remote;
      return to == null ? G711.PCMU : to.codec();
    }

    @Override
    public void send(long tick, Codec codec, byte[] payload, int octets) {
      lock.lock();
      try {
        RemoteAudio to = remote;
        InetSocketAddress address = rtpSource.destination();
        if (attachment != this || to == null) {
          return;
        }
        if (!to.weMaySend() || address == null || !to.codec().equals(codec)) {
          outbound.pause();
          return;
        }
        outbound.write(sendBuffer, to.payloadType(), tick, payload, octets);
        if (ports.send(ports.rtp(), sendBuffer, address)) {
          outbound.sent(octets);
        } else {
          outbound.failed();
        }
      } finally {
        lock.unlock();
      }
    }

    /** Sends a report if one is due and ends events that nobody ended. */
    @Override
    public void maintain(long nowNanos) {
      lock.lock();
      try {
        if (attachment != this) {
          return;
        }
        inbound.onTime(nowNanos);
        if (remote != null && reports.due(nowNanos)) {
          sendReport(sendBuffer, false);
        }
      } finally {
        lock.unlock();
      }
      digits.tell();
    }
  }
}
