package dev.rollcall.media;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose packets one socket listens to and where it sends (symmetric RTP, RFC 4961).
 *
 * <p>Until a valid packet has come, packets go to the address that signalling named. From then on
 * they go to where that packet came from, and no other source is listened to, so nobody can take a
 * leg over while its phone is talking. Another source gets its turn when the phone has been silent
 * for {@link #PATIENCE_NANOS}, when signalling names a new address, or when it is the very address
 * that signalling named. Not safe for use by many threads.
 */
final class SourceLatch {
  /** How long the source listened to may be silent before another one may take its place. */
  static final long PATIENCE_NANOS = 5_000_000_000L;

  /** How long the source before is refused after signalling named a new address. */
  static final long REFUSAL_NANOS = 2_000_000_000L;

  private @Nullable InetSocketAddress signalled;
  private @Nullable InetSocketAddress latched;
  private @Nullable InetSocketAddress refused;
  private long refusedUntil;
  private long lastHeard;

  /** Signalling names the address; if it is the same as before, nothing changes. */
  void signal(InetSocketAddress address, long nowNanos) {
    if (!address.equals(signalled)) {
      if (latched != null && !latched.equals(address)) {
        refused = latched;
        refusedUntil = nowNanos + REFUSAL_NANOS;
      }
      signalled = address;
      latched = null;
    }
  }

  /** Whether packets from {@code source} are listened to. */
  boolean allows(InetSocketAddress source, long nowNanos) {
    if (latched == null) {
      return !source.equals(refused) || nowNanos - refusedUntil >= 0;
    }
    return source.equals(latched)
        || source.equals(signalled)
        || nowNanos - lastHeard > PATIENCE_NANOS;
  }

  /** A valid packet came from {@code source}, which was allowed. */
  void heard(InetSocketAddress source, long nowNanos) {
    if (!source.equals(latched)) {
      latched = source;
    }
    lastHeard = nowNanos;
  }

  /** The source that is listened to; null before the first packet. */
  @Nullable InetSocketAddress latched() {
    return latched;
  }

  /** Where packets are to be sent; null if that is not known. */
  @Nullable InetSocketAddress destination() {
    if (latched != null) {
      return latched;
    }
    InetSocketAddress named = signalled;
    boolean usable =
        named != null && named.getPort() != 0 && !named.getAddress().isAnyLocalAddress();
    return usable ? named : null;
  }
}
