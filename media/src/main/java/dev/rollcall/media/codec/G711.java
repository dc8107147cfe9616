package dev.rollcall.media.codec;

/**
 * G.711: 8 kHz audio in eight bits a sample, by the µ-law or the A-law (ITU-T Recommendation G.711,
 * RFC 3551 §4.5.14).
 *
 * <p>The µ-law carries 14 bits and the A-law 13; here both are scaled to 16 bits, so that the
 * largest µ-law value is ±32124 and the largest A-law value ±32256.
 */
public enum G711 implements Codec {
  /** The µ-law of North America and Japan, static payload type 0. */
  PCMU(0) {
    @Override
    byte compress(int sample) {
      int sign = sample < 0 ? 0x80 : 0;
      int magnitude = Math.min(Math.abs(sample), MU_LAW_CLIP) + MU_LAW_BIAS;
      int segment = 24 - Integer.numberOfLeadingZeros(magnitude);
      int step = (magnitude >> (segment + 3)) & 0x0f;
      return (byte) ~(sign | (segment << 4) | step);
    }

    @Override
    short expand(byte code) {
      int bits = ~code;
      int segment = (bits >> 4) & 0x07;
      int magnitude = ((((bits & 0x0f) << 3) + MU_LAW_BIAS) << segment) - MU_LAW_BIAS;
      return (short) ((bits & 0x80) == 0 ? magnitude : -magnitude);
    }
  },

  /** The A-law of the rest of the world, static payload type 8. */
  PCMA(8) {
    @Override
    byte compress(int sample) {
      int sign = sample < 0 ? 0 : 0x80;
      int magnitude = (sample < 0 ? ~sample : sample) >> 4;
      int segment = Math.max(0, 28 - Integer.numberOfLeadingZeros(magnitude));
      int step = segment == 0 ? magnitude : (magnitude >> (segment - 1)) & 0x0f;
      return (byte) ((sign | (segment << 4) | step) ^ A_LAW_EVEN_BITS);
    }

    @Override
    short expand(byte code) {
      int bits = code ^ A_LAW_EVEN_BITS;
      int segment = (bits >> 4) & 0x07;
      int magnitude = ((bits & 0x0f) << 4) + 8;
      if (segment > 0) {
        magnitude = (magnitude + 0x100) << (segment - 1);
      }
      return (short) ((bits & 0x80) == 0 ? -magnitude : magnitude);
    }
  };

  private static final int MU_LAW_BIAS = 132;
  private static final int MU_LAW_CLIP = 32635;

  /** Every other bit of an A-law code is inverted on the line (G.711 §3.3). */
  private static final int A_LAW_EVEN_BITS = 0x55;

  private final int payloadType;

  @SuppressWarnings(
      "ImmutableEnumChecker") // Never written after the constructor, never handed out.
  private final short[] expanded = new short[256];

  @SuppressWarnings(
      "ImmutableEnumChecker") // Never written after the constructor, never handed out.
  private final byte[] compressed = new byte[1 << 16];

  G711(int payloadType) {
    this.payloadType = payloadType;
    for (int code = 0; code < expanded.length; code++) {
      expanded[code] = expand((byte) code);
    }
    for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
      compressed[sample & 0xffff] = compress(sample);
    }
  }

  /** The code of one sample, which must lie within 16 bits. */
  abstract byte compress(int sample);

  /** The sample that {@code code} stands for. */
  abstract short expand(byte code);

  @Override
  public String encodingName() {
    return name();
  }

  @Override
  public int payloadType() {
    return payloadType;
  }

  @Override
  public int clockRate() {
    return 8_000;
  }

  @Override
  public int samplesIn(int octets) {
    return octets;
  }

  @Override
  public int decode(byte[] payload, int octets, short[] samples) {
    for (int i = 0; i < octets; i++) {
      samples[i] = expanded[payload[i] & 0xff];
    }
    return octets;
  }

  @Override
  public int encode(short[] samples, int count, byte[] payload) {
    for (int i = 0; i < count; i++) {
      payload[i] = compressed[samples[i] & 0xffff];
    }
    return count;
  }
}
