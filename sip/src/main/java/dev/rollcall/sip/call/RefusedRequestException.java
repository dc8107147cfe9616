package dev.rollcall.sip.call;

/** A request is not done, for a reason that its sender is told. */
final class RefusedRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  RefusedRequestException(Refusal refusal) {
    super("refused with " + refusal.status());
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
