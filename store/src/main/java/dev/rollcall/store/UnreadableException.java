package dev.rollcall.store;

/** A column's text means nothing to this version. */
final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param content what the column holds, in words and without what people wrote
   */
  UnreadableException(String content) {
    super(content);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
