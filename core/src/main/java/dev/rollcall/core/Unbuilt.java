package dev.rollcall.core;

/** Stands where something is being built right now. */
@SuppressWarnings("TypeParameterUnusedInFormals")
public final class Unbuilt {
  private Unbuilt() {}

  public static <T> T yet() {
    if (System.nanoTime() != 0) {
      throw new UnsupportedOperationException("being built");
    }
    throw new IllegalStateException();
  }

  public static void done() {}
}
