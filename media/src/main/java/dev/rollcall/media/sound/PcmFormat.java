package dev.rollcall.media.sound;

import dev.rollcall.core.audio.SoundUnavailableException;

/**
 * How a file without compression writes its samples.
 *
 * @param rate samples per second and channel
 * @param channels 1 or 2
 * @param width octets of one channel's sample, 1 to 4
 * @param bigEndian whether the most significant octet comes first
 */
record PcmFormat(Encoding encoding, int rate, int channels, int width, boolean bigEndian) {
  static final int LOWEST_RATE = 4_000;
  static final int HIGHEST_RATE = 192_000;
  private static final int WIDEST = 4;

  /** What a sample's octets mean. */
  enum Encoding {
    SIGNED,
    UNSIGNED,
    MU_LAW,
    A_LAW
  }

  /**
   * Checks what a header says.
   *
   * @throws SoundUnavailableException if it cannot be played
   */
  static PcmFormat checked(
      String source, Encoding encoding, long rate, int channels, int width, boolean bigEndian)
      throws SoundUnavailableException {
    if (rate < LOWEST_RATE || rate > HIGHEST_RATE) {
      throw new SoundUnavailableException(
          source + " has " + rate + " samples a second; from 4000 to 192000 are supported");
    }
    if (channels != 1 && channels != 2) {
      throw new SoundUnavailableException(
          source + " has " + channels + " channels; mono and stereo are supported");
    }
    boolean law = encoding == Encoding.MU_LAW || encoding == Encoding.A_LAW;
    if (width < 1 || width > (law ? 1 : WIDEST)) {
      throw new SoundUnavailableException(
          source
              + " has samples of "
              + 8 * width
              + " bits; 8 with mu-law or A-law and 8, 16, 24 or 32 with PCM are supported");
    }
    return new PcmFormat(encoding, (int) rate, channels, width, bigEndian);
  }

  /** Octets of all channels' samples at one moment. */
  int frameSize() {
    return width * channels;
  }
}
