package dev.rollcall.ocp.context;

/**
 * How much of a context is sent and accepted.
 *
 * @param sent the most characters that all headers of a context sent may have together, names,
 *     separators and line ends included
 * @param accepted the most characters that an accepted {@code OCP-Session} may have
 * @param decoded the most bytes that an accepted {@code OCP-Session} may unpack to
 * @param depth the most levels that its JSON may nest
 */
public record ContextLimits(int sent, int accepted, int decoded, int depth) {
  /** What the protocol says (8 KB), and what no honest context needs (1 MiB, 64 levels). */
  public static final ContextLimits STANDARD = new ContextLimits(8_192, 8_192, 1 << 20, 64);

  /** The same, accepting a longer or shorter {@code OCP-Session}. */
  public ContextLimits accepting(int characters) {
    return new ContextLimits(sent, characters, decoded, depth);
  }
}
