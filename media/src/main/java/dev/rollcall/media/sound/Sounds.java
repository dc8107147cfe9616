package dev.rollcall.media.sound;

import dev.rollcall.media.jitter.Frame;

/** Sounds that are computed, not recorded. */
public final class Sounds {
  private static final double BEEP_HERTZ = 880;
  private static final double BEEP_LEVEL = 3_000;
  private static final int BEEP_SAMPLES = Frame.RATE / 4;
  private static final int BEEP_EDGE = Frame.RATE / 50;

  private static final double NOTE_LEVEL = 520;
  private static final int NOTE_SAMPLES = 3 * Frame.RATE;
  private static final int NOTE_ATTACK = Frame.RATE / 50;
  private static final double NOTE_DECAY_SECONDS = 0.8;
  private static final int BETWEEN_NOTES = Frame.RATE / 2;

  /** Broken chords, C major 7, A minor 7, F major 7 and G, as MIDI notes, one every half second. */
  private static final int[] MELODY = {
    48, 55, 59, 64, 67, 64, 59, 55, 45, 52, 55, 60, 64, 60, 55, 52, //
    41, 48, 52, 57, 60, 57, 52, 48, 43, 50, 55, 59, 62, 59, 55, 50,
  };

  /** Loudness of a note's harmonics. */
  private static final double[] HARMONICS = {1, 0.35, 0.12};

  private Sounds() {}

  /** A quarter of a second of a tone with soft edges and as much silence after it. */
  public static PcmClip beep() {
    short[] samples = new short[2 * BEEP_SAMPLES];
    for (int i = 0; i < BEEP_SAMPLES; i++) {
      double edge = Math.min(1, (double) Math.min(i, BEEP_SAMPLES - 1 - i) / BEEP_EDGE);
      double phase = 2 * Math.PI * BEEP_HERTZ * i / Frame.RATE;
      samples[i] = (short) Math.round(BEEP_LEVEL * edge * Math.sin(phase));
    }
    return new PcmClip("beep", samples);
  }

  /** Sixteen quiet seconds that go on where they began: notes that end after the end sound on. */
  public static PcmClip holdMusic() {
    double[] sum = new double[MELODY.length * BETWEEN_NOTES];
    for (int n = 0; n < MELODY.length; n++) {
      addNote(sum, n * BETWEEN_NOTES, MELODY[n]);
    }
    short[] samples = new short[sum.length];
    for (int i = 0; i < sum.length; i++) {
      samples[i] = (short) Math.round(sum[i]);
    }
    return new PcmClip("built-in music", samples);
  }

  private static void addNote(double[] sum, int start, int note) {
    double hertz = 440 * Math.pow(2, (note - 69) / 12.0);
    for (int i = 0; i < NOTE_SAMPLES; i++) {
      double time = (double) i / Frame.RATE;
      double attack = Math.min(1, (double) i / NOTE_ATTACK);
      double release = 1 - (double) i / NOTE_SAMPLES;
      double envelope = NOTE_LEVEL * attack * release * Math.exp(-time / NOTE_DECAY_SECONDS);
      double wave = 0;
      for (int h = 0; h < HARMONICS.length; h++) {
        wave += HARMONICS[h] * Math.sin(2 * Math.PI * hertz * (h + 1) * time);
      }
      sum[(start + i) % sum.length] += envelope * wave;
    }
  }
}
