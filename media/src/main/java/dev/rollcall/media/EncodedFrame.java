package dev.rollcall.media;

import dev.rollcall.media.codec.Codec;
import dev.rollcall.media.jitter.Frame;
import org.jspecify.annotations.Nullable;

/** One frame of samples with its payload in each codec asked for, encoded once per codec. */
final class EncodedFrame {
  private static final int CODECS = 4;
  private static final int LARGEST_PAYLOAD = 2 * Frame.SAMPLES;

  final short[] samples = new short[Frame.SAMPLES];
  private final @Nullable Codec[] codecs = new @Nullable Codec[CODECS];
  private final byte[][] payloads = new byte[CODECS][LARGEST_PAYLOAD];
  private final int[] octets = new int[CODECS];

  /** Must be called whenever {@link #samples} have changed. */
  void changed() {
    for (int i = 0; i < CODECS; i++) {
      octets[i] = 0;
    }
  }

  /** Sends the frame in the port's codec. */
  void sendTo(MixerPort port, long tick) {
    Codec codec = port.codec();
    int i = slot(codec);
    if (octets[i] == 0) {
      octets[i] = codec.encode(samples, Frame.SAMPLES, payloads[i]);
    }
    port.send(tick, codec, payloads[i], octets[i]);
  }

  private int slot(Codec codec) {
    for (int i = 0; i < CODECS; i++) {
      if (codec.equals(codecs[i])) {
        return i;
      }
      if (codecs[i] == null) {
        codecs[i] = codec;
        return i;
      }
    }
    codecs[CODECS - 1] = codec;
    octets[CODECS - 1] = 0;
    return CODECS - 1;
  }
}
