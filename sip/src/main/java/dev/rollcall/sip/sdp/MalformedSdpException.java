package dev.rollcall.sip.sdp;

/** A session description that cannot be read. */
public final class MalformedSdpException extends Exception {
  private final int line;

  /**
   * @param line the line's number, from 1; 0 when it is the whole that is refused
   * @param reason why
   */
  public MalformedSdpException(int line, String reason) {
    super(line == 0 ? reason : "line " + line + ": " + reason);
    this.line = line;
  }

  /** The line's number, from 1; 0 when it is the whole that is refused. */
  public int line() {
    return line;
  }
}
