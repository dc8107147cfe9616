package dev.rollcall.sip.call;

/** The refusal of a request, on its way to where the sender is told. */
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
