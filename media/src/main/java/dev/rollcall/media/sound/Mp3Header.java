package dev.rollcall.media.sound;

import java.util.Optional;

/**
 * The head of one frame of MPEG audio layer III (ISO/IEC 11172-3 §2.4.1.3, 13818-3 §2.4.1.3; MPEG
 * 2.5 continues them to the lowest rates).
 *
 * @param rate samples per second
 * @param channels 1 or 2
 * @param samples that the frame holds of each channel
 * @param frameLength octets of the whole frame
 */
record Mp3Header(int rate, int channels, int samples, int frameLength) {
  /** Octets of a head. */
  static final int LENGTH = 4;

  private static final int LAYER_III = 1;
  private static final int SINGLE_CHANNEL = 3;
  private static final int[] RATES = {44_100, 48_000, 32_000};

  /** Kilobits a second; 0 means free format, which is not supported, as is the last. */
  private static final int[] BIT_RATES_1 = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0
  };

  private static final int[] BIT_RATES_2 = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0
  };

  /** MPEG's versions as two bits tell them, and by how much they divide the rate. */
  private enum Version {
    MPEG_2_5(4),
    RESERVED(1),
    MPEG_2(2),
    MPEG_1(1);

    private static final Version[] BY_CODE = values();
    private final int divisor;

    Version(int divisor) {
      this.divisor = divisor;
    }
  }

  /** What is at {@code at}; empty if it is no such head. */
  static Optional<Mp3Header> read(byte[] bytes, int at) {
    int second = bytes[at + 1] & 0xff;
    if (bytes[at] != (byte) 0xff || (second & 0xe0) != 0xe0) {
      return Optional.empty();
    }
    Version version = Version.BY_CODE[(second >> 3) & 3];
    int third = bytes[at + 2] & 0xff;
    int rateIndex = (third >> 2) & 3;
    boolean first = version == Version.MPEG_1;
    int kilobits = (first ? BIT_RATES_1 : BIT_RATES_2)[third >> 4];
    boolean layerThree = ((second >> 1) & 3) == LAYER_III;
    if (version == Version.RESERVED || !layerThree || rateIndex == RATES.length || kilobits == 0) {
      return Optional.empty();
    }
    int rate = RATES[rateIndex] / version.divisor;
    int samples = first ? 1_152 : 576;
    int length = samples / 8 * 1_000 * kilobits / rate + ((third >> 1) & 1);
    boolean single = ((bytes[at + 3] >> 6) & 3) == SINGLE_CHANNEL;
    return Optional.of(new Mp3Header(rate, single ? 1 : 2, samples, length));
  }

  /** Whether the frames of both belong to one stream. */
  boolean sameFormat(Mp3Header other) {
    return rate == other.rate && channels == other.channels && samples == other.samples;
  }
}
