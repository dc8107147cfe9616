package dev.rollcall.core.audio;

/**
 * The E-model of ITU-T G.107 (06/2015) with its default values, for G.711 with concealment of lost
 * packets: R = 93.2 − Id − Ie,eff.
 *
 * <ul>
 *   <li>Id, by delay: 0.024 d + 0.11 (d − 177.3) for that part of d, the milliseconds from mouth to
 *       ear, which is above 177.3; the approximation of Cole and Rosenbluth, "Voice over IP
 *       performance monitoring" (2001), to the curve of the recommendation.
 *   <li>Ie,eff, by loss: Ie + (95 − Ie) · Ppl / (Ppl + Bpl), G.107 §3.5 for losses at random. ITU-T
 *       G.113 appendix I gives Ie = 0 and Bpl = 25.1 for G.711 with the concealment of its appendix
 *       I, which ours resembles.
 *   <li>MOS = 1 + 0.035 R + R (R − 60) (100 − R) · 7 · 10⁻⁶ for R between 0 and 100, G.107 annex B.
 * </ul>
 *
 * <p>It knows nothing of echo, noise and loudness, and takes losses in bursts for better than they
 * are.
 */
final class EModel {
  private static final double BEST = 93.2;
  private static final double WORST_IMPAIRMENT = 95;
  private static final double ROBUSTNESS = 25.1;

  private EModel() {}

  /**
   * The mean opinion score to be expected, 1 to 4.5.
   *
   * @param delayMillis from mouth to ear, as far as it is known
   * @param lostPercent 0 to 100
   */
  static double mos(double delayMillis, double lostPercent) {
    double byDelay = 0.024 * delayMillis + 0.11 * Math.max(0, delayMillis - 177.3);
    double byLoss = WORST_IMPAIRMENT * lostPercent / (lostPercent + ROBUSTNESS);
    double r = Math.clamp(BEST - byDelay - byLoss, 0, 100);
    // Below an R of 6.5 the polynomial dips under the scale.
    return Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
  }
}
