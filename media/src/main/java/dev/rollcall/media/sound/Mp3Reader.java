package dev.rollcall.media.sound;

import dev.rollcall.core.audio.SoundUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.BitstreamException;
import javazoom.jl.decoder.DecoderException;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.MP3Decoder;
import javazoom.jl.decoder.OutputBuffer;

/**
 * MP3 by JLayer. Frames that are damaged become silence of their length; a file is given up after
 * two seconds or so of nothing else.
 */
final class Mp3Reader implements SampleReader {
  private static final int MOST_DAMAGED = 100;

  private final String source;
  private final Mp3Frames frames;
  private final Bitstream bitstream;
  private final MP3Decoder decoder = new MP3Decoder();
  private final Output output;
  private int damaged;

  /** Takes what is decoded as it is, before it would become octets. */
  private static final class Output extends OutputBuffer {
    private static final int AT_ONCE = 32;

    private final float[][] channels;
    private final int[] counts;

    Output(int channelCount) {
      super(2, false);
      channels = new float[channelCount][MOST_SAMPLES];
      counts = new int[channelCount];
    }

    @Override
    public void appendSamples(int channel, float[] samples) {
      if (channel < channels.length && counts[channel] + AT_ONCE <= MOST_SAMPLES) {
        System.arraycopy(samples, 0, channels[channel], counts[channel], AT_ONCE);
        counts[channel] += AT_ONCE;
      }
    }

    @Override
    public int reset() {
      return 0;
    }

    int takeMean(short[] samples) {
      int count = Arrays.stream(counts).min().orElse(0);
      for (int i = 0; i < count; i++) {
        float sum = 0;
        for (float[] channel : channels) {
          sum += channel[i];
        }
        int mean = Math.round(sum / channels.length);
        samples[i] = (short) Math.clamp(mean, Short.MIN_VALUE, Short.MAX_VALUE);
      }
      Arrays.fill(counts, 0);
      return count;
    }
  }

  /**
   * Looks for the first frame.
   *
   * @throws SoundUnavailableException if there is none
   * @throws IOException if the file's bytes do not come
   */
  Mp3Reader(InputStream bytes, String source) throws IOException, SoundUnavailableException {
    this.source = source;
    frames = new Mp3Frames(bytes, source);
    output = new Output(frames.format().channels());
    bitstream = new Bitstream(frames);
    decoder.setOutputBuffer(output);
  }

  @Override
  public int rate() {
    return frames.format().rate();
  }

  @Override
  public int read(short[] samples) throws IOException, SoundUnavailableException {
    while (true) {
      int count = readFrame(samples);
      frames.rethrow();
      if (count != 0) {
        return count;
      }
    }
  }

  /** Decodes one frame; 0 if it gave nothing. */
  private int readFrame(short[] samples) throws SoundUnavailableException {
    try {
      Header header = bitstream.readFrame();
      if (header == null) {
        return -1;
      }
      decoder.decodeFrame(header, bitstream);
      frames.decoded();
      damaged = 0;
      return output.takeMean(samples);
    } catch (BitstreamException | DecoderException | RuntimeException e) {
      damaged++;
      if (damaged > MOST_DAMAGED) {
        throw new SoundUnavailableException(
            source + " is damaged: " + damaged + " MP3 frames in a row cannot be decoded", e);
      }
      int count = frames.format().samples();
      Arrays.fill(samples, 0, count, (short) 0);
      output.takeMean(new short[MOST_SAMPLES]);
      return count;
    } finally {
      bitstream.closeFrame();
    }
  }
}
