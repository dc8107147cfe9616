package dev.rollcall.media.codec;

/**
 * One way of writing mono audio into RTP payload.
 *
 * <p>Samples are 16 bits, signed, full scale ±32768, at {@link #clockRate()} per second. A codec
 * keeps no state between calls, so one instance serves all streams and threads.
 */
public interface Codec {
  /** The encoding name as SDP writes it, such as {@code PCMU}. */
  String encodingName();

  /** The static payload type of RFC 3551 §6. */
  int payloadType();

  /** Samples per second, which is also the rate of the RTP timestamp, in Hz. */
  int clockRate();

  /** How many samples {@code octets} octets of payload hold; 0 if they cannot be decoded. */
  int samplesIn(int octets);

  /**
   * Decodes the first {@code octets} octets of {@code payload} to the start of {@code samples}.
   *
   * @return the number of samples written, {@code samplesIn(octets)}
   */
  int decode(byte[] payload, int octets, short[] samples);

  /**
   * Encodes the first {@code count} of {@code samples} to the start of {@code payload}.
   *
   * @return the number of octets written
   */
  int encode(short[] samples, int count, byte[] payload);
}
