package dev.rollcall.sip.sdp;

/** What came of an offer and its answer. */
public sealed interface Negotiated {

  /**
   * Both sides agree.
   *
   * @param ours the description we send, or sent
   * @param audio the stream
   */
  record Agreed(SessionDescription ours, RemoteAudio audio) implements Negotiated {}

  /**
   * There is nothing both sides can do: an offer is refused with 488, an answer ends the call.
   *
   * @param reason for our log and the Warning header
   */
  record Refused(String reason) implements Negotiated {}
}
