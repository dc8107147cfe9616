package dev.rollcall.media.sound;

import dev.rollcall.core.audio.SoundUnavailableException;
import dev.rollcall.media.codec.G711;
import java.io.IOException;
import java.io.InputStream;

/** Samples that are written one after the other; two channels become their mean. */
final class PcmReader implements SampleReader {
  /** The length of audio that ends with the stream. */
  static final long UNTIL_THE_END = Long.MAX_VALUE;

  private static final int FRAMES_AT_ONCE = 1_024;

  private final InputStream bytes;
  private final String source;
  private final PcmFormat format;
  private final long length;
  private final byte[] buffer;
  private final byte[] code = new byte[1];
  private final short[] expanded = new short[1];
  private long octetsRead;

  /**
   * @param bytes from the first sample on
   * @param length octets of audio, or {@link #UNTIL_THE_END}
   */
  PcmReader(InputStream bytes, String source, PcmFormat format, long length) {
    this.bytes = bytes;
    this.source = source;
    this.format = format;
    this.length = length;
    buffer = new byte[FRAMES_AT_ONCE * format.frameSize()];
  }

  @Override
  public int rate() {
    return format.rate();
  }

  @Override
  public int read(short[] samples) throws IOException, SoundUnavailableException {
    int frameSize = format.frameSize();
    int wanted = (int) Math.min(buffer.length, length - octetsRead);
    int octets = bytes.readNBytes(buffer, 0, wanted);
    octetsRead += octets;
    int frames = octets / frameSize;
    if (frames == 0) {
      if (length != UNTIL_THE_END && length - octetsRead >= frameSize) {
        throw new SoundUnavailableException(
            source
                + " is cut off: it holds "
                + octetsRead
                + " octets of audio and says it holds "
                + length);
      }
      return -1;
    }
    for (int i = 0; i < frames; i++) {
      int sum = 0;
      for (int c = 0; c < format.channels(); c++) {
        sum += sample(i * frameSize + c * format.width());
      }
      samples[i] = (short) (sum / format.channels());
    }
    return frames;
  }

  /** One channel's sample, of 16 bits; what is finer is left out. */
  private int sample(int at) {
    return switch (format.encoding()) {
      case SIGNED -> linear(at);
      case UNSIGNED -> (short) (linear(at) ^ 0x8000);
      case MU_LAW -> expanded(G711.PCMU, at);
      case A_LAW -> expanded(G711.PCMA, at);
    };
  }

  private int expanded(G711 law, int at) {
    code[0] = buffer[at];
    law.decode(code, 1, expanded);
    return expanded[0];
  }

  private int linear(int at) {
    int width = format.width();
    if (width == 1) {
      return buffer[at] << 8;
    }
    int last = at + width - 1;
    int high = buffer[format.bigEndian() ? at : last];
    int low = buffer[format.bigEndian() ? at + 1 : last - 1] & 0xff;
    return (high << 8) | low;
  }
}
