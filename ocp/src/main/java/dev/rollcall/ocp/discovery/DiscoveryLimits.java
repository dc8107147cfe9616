package dev.rollcall.ocp.discovery;

/**
 * How much of a description is read before it is refused. A description comes from elsewhere: a
 * small one can nest without end, or unfold to terabytes through references and anchors.
 *
 * @param bytes how long the text of a description may be
 * @param depth how deep it may nest, also with its references followed
 * @param nodes how many values it may have, and how many its tools may have together with the
 *     references followed; 32 characters of text count as one more
 */
public record DiscoveryLimits(int bytes, int depth, int nodes) {
  /**
   * 32 MiB, 400 levels, four million values: forty times Twilio's description, and still written
   * and read by a JSON library with its own default limits.
   */
  public static final DiscoveryLimits DEFAULT = new DiscoveryLimits(32 << 20, 400, 4_000_000);

  public DiscoveryLimits {
    if (bytes < 1 || depth < 1 || nodes < 1) {
      throw new IllegalArgumentException("Limits of discovery are positive");
    }
  }
}
