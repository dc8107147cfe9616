package dev.rollcall.sip.sdp;

/** The audio codecs we negotiate, all at 8000 Hz with one channel (RFC 3551 section 4.5.14). */
public enum AudioCodec {
  PCMU(0),
  PCMA(8);

  private final int staticPayloadType;

  AudioCodec(int staticPayloadType) {
    this.staticPayloadType = staticPayloadType;
  }

  /** The payload type RFC 3551 assigns, valid without an rtpmap line. */
  public int staticPayloadType() {
    return staticPayloadType;
  }
}
