package dev.rollcall.core.signalling;

/** Makes calls. Safe for use by many threads. */
public interface Dialer {
  /**
   * Whether a call to {@code destination} could be made at all: that it is well-formed and, for a
   * number, that a trunk takes it.
   *
   * @throws dev.rollcall.core.RefusedException {@code DESTINATION_INVALID} or {@code
   *     DESTINATION_UNREACHABLE}, with what to do
   */
  void check(Destination destination);

  /**
   * Begins a call and returns at once. What becomes of it is told to {@link DialProgress} by {@code
   * request}'s call, each step at most once and in order, by threads that may block: ringing, early
   * audio, then either answered or not answered. After the answer the end of the call is told by
   * {@link Admission#leave}, and no more before it.
   *
   * @return how core ends the call, also before it is answered: then the call is taken back, and
   *     nothing more is told of it
   */
  CallLeg dial(DialRequest request, DialProgress progress);
}
