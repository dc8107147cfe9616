package dev.rollcall.sip.call;

import dev.rollcall.core.identity.CallSid;
import dev.rollcall.sip.sdp.AudioNegotiation;
import dev.rollcall.sip.sdp.LocalAudio;
import dev.rollcall.sip.sdp.Negotiated;
import dev.rollcall.sip.sdp.SessionDescription;
import dev.rollcall.sip.transport.Peer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/**
 * The audio of one call and what was agreed about it (RFC 3264). Used by one thread at a time, save
 * for {@link #silence} and {@link #close}.
 */
final class CallAudio implements AutoCloseable {
  private final AudioSession session;
  private final LocalAudio local;
  private Optional<SessionDescription> ours = Optional.empty();
  private Optional<SessionDescription> openOffer = Optional.empty();

  CallAudio(AudioSession session, LocalAudio local) {
    this.session = session;
    this.local = local;
  }

  /**
   * Opens audio for a call. May take a while, so not for a lane.
   *
   * @param peer whom the address that we name must be good for
   * @throws AudioUnavailableException if there is no free port or no address
   */
  static CallAudio open(CallEnvironment environment, CallSid call, Peer peer)
      throws AudioUnavailableException {
    String host = environment.stack().transport().hostTowards(peer.address().getAddress());
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new AudioUnavailableException("our own host " + host + " has no address", e);
    }
    AudioSession session = environment.audio().open(call);
    long sessionId = call.id().getLeastSignificantBits() & Long.MAX_VALUE;
    return new CallAudio(session, LocalAudio.of(address, session.rtpPort(), sessionId));
  }

  /**
   * Answers an offer and speaks as agreed from now on.
   *
   * @throws RefusedRequestException 488 if there is no common audio; then all stays as it was
   */
  SessionDescription answer(SessionDescription offer) throws RefusedRequestException {
    return switch (AudioNegotiation.answer(offer, local, ours)) {
      case Negotiated.Agreed agreed -> {
        agree(agreed);
        yield agreed.ours();
      }
      case Negotiated.Refused refused ->
          throw new RefusedRequestException(
              hasAudioStream(offer)
                  ? Refusal.noCommonAudio(refused.reason())
                  : Refusal.noAudioStream(refused.reason()));
    };
  }

  private static boolean hasAudioStream(SessionDescription offer) {
    return offer.media().stream()
        .anyMatch(media -> media.kind().equals("audio") && media.port() != 0);
  }

  /** Makes an offer, which stays open until {@link #acceptAnswer} or {@link #withdrawOffer}. */
  SessionDescription offer() {
    SessionDescription offer = AudioNegotiation.offer(local, ours);
    openOffer = Optional.of(offer);
    return offer;
  }

  boolean hasOpenOffer() {
    return openOffer.isPresent();
  }

  /**
   * Takes what may become the answer to the open offer, which stays open, and speaks as it says
   * from now on.
   *
   * @throws RefusedRequestException if there is no common audio; then all stays as it was
   */
  void preview(SessionDescription answer) throws RefusedRequestException {
    if (openOffer.isPresent()) {
      agree(openOffer.get(), answer);
    }
  }

  /**
   * Takes the answer to the open offer and speaks as agreed from now on.
   *
   * @throws RefusedRequestException if there is no common audio; then all stays as it was before
   *     the offer
   */
  void acceptAnswer(SessionDescription answer) throws RefusedRequestException {
    Optional<SessionDescription> offer = openOffer;
    openOffer = Optional.empty();
    if (offer.isPresent()) {
      agree(offer.get(), answer);
    }
  }

  void withdrawOffer() {
    openOffer = Optional.empty();
  }

  /** How long nothing came from the phone. */
  Duration silence() {
    return session.silence();
  }

  @Override
  public void close() {
    session.close();
  }

  private void agree(SessionDescription offer, SessionDescription answer)
      throws RefusedRequestException {
    switch (AudioNegotiation.accept(offer, answer, local)) {
      case Negotiated.Agreed agreed -> agree(agreed);
      case Negotiated.Refused refused ->
          throw new RefusedRequestException(Refusal.noCommonAudio(refused.reason()));
    }
  }

  private void agree(Negotiated.Agreed agreed) {
    ours = Optional.of(agreed.ours());
    session.configure(agreed.audio());
  }
}
