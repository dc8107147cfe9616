package dev.rollcall.media;

import dev.rollcall.media.codec.Codec;

/** What the mixer needs of one leg. */
interface MixerPort {
  /**
   * Writes the frame that came from the phone for {@code tick}, silence if there is none.
   *
   * @return whether it can be heard
   */
  boolean pull(long tick, short[] frame);

  /** The codec of what is sent to the phone. */
  Codec codec();

  /** Sends the first {@code octets} of {@code payload}, a frame in {@code codec}, to the phone. */
  void send(long tick, Codec codec, byte[] payload, int octets);
}
