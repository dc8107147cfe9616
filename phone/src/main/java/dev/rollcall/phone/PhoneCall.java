package dev.rollcall.phone;

import dev.rollcall.media.codec.Codec;
import dev.rollcall.media.codec.G711;
import dev.rollcall.sip.client.CallFailedException;
import dev.rollcall.sip.client.ClientCall;
import dev.rollcall.sip.client.RemoteEnd;
import dev.rollcall.sip.sdp.AudioNegotiation;
import dev.rollcall.sip.sdp.LocalAudio;
import dev.rollcall.sip.sdp.Negotiated;
import dev.rollcall.sip.sdp.RemoteAudio;
import dev.rollcall.sip.sdp.SessionDescription;
import dev.rollcall.sip.sdp.SessionDescription.Attribute;
import dev.rollcall.sip.sdp.SessionDescription.Media;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One telephone in one call. Safe for use by many threads. */
public final class PhoneCall {
  private static final Set<String> DIRECTIONS =
      Set.of("sendrecv", "sendonly", "recvonly", "inactive");

  private final PhoneRack rack;
  private final Dialling dialling;
  private final ClientCall call;
  private PhoneAudio audio;
  private SessionDescription ours;

  PhoneCall(
      PhoneRack rack,
      Dialling dialling,
      ClientCall call,
      PhoneAudio audio,
      SessionDescription ours,
      RemoteAudio remote) {
    this.rack = rack;
    this.dialling = dialling;
    this.call = call;
    this.audio = audio;
    this.ours = ours;
    connect(audio, remote);
    rack.pump().add(audio);
  }

  /** The name that the phone gave. */
  public String name() {
    return dialling.name();
  }

  /** The Call-ID of its dialog. */
  public String callId() {
    return call.callId();
  }

  /** Says something else from the next frame on. */
  public synchronized void speak(Voice voice) {
    audio.speak(voice);
  }

  /**
   * Hears all that has arrived until now and returns the place in time after it: what the other
   * side sends from now on comes after the mark.
   */
  public synchronized long mark() {
    return audio.mark();
  }

  /** All that was heard since {@code mark}, at 8 kHz; at most the last 20 s. */
  public synchronized short[] heardSince(long mark) {
    audio.mark();
    return audio.heardSince(mark);
  }

  /** The last {@code samples} that were heard, silence first if there are not as many. */
  public synchronized short[] heardLast(int samples) {
    return audio.heardLast(samples);
  }

  /** Puts the other side on hold: it is told not to send (RFC 3264 §8.4). */
  public void hold() throws PhoneException, InterruptedException {
    offer("sendonly");
  }

  /** Ends {@link #hold}. */
  public void resume() throws PhoneException, InterruptedException {
    offer("sendrecv");
  }

  /** Goes on from other ports, as a phone does that has changed its network. */
  public synchronized void move() throws PhoneException, InterruptedException, IOException {
    PhoneAudio moved = rack.openAudio(dialling.voice());
    PhoneAudio before = audio;
    audio = moved;
    offer("sendrecv");
    rack.pump().add(moved);
    rack.pump().remove(before);
    before.close();
  }

  /** Stops speaking, as a phone does whose microphone line is cut; its call stays up. */
  public synchronized void fallSilent() {
    audio.pause();
  }

  /** Sends its audio over another network from the next frame on. */
  public synchronized void over(Network network) {
    audio.over(network);
  }

  /** Where the other side takes audio. */
  public synchronized InetSocketAddress audioServer() {
    return audio.remote().orElseThrow();
  }

  /** Sends {@code datagram} in place of audio, whatever it is, from where the audio comes. */
  public synchronized void disturb(byte[] datagram) throws IOException {
    audio.send(datagram);
  }

  /** How the other side hung up; empty if it did not. */
  public Optional<RemoteEnd> remoteEnd() {
    return call.remoteEnd();
  }

  /** Hangs up, and waits until the other side knows or cannot be told. */
  public void hangUp() throws InterruptedException {
    call.hangUp();
    close();
  }

  synchronized void close() {
    rack.forget(this);
    rack.pump().remove(audio);
    audio.close();
  }

  private synchronized void offer(String direction) throws PhoneException, InterruptedException {
    LocalAudio local = rack.local(audio, dialling.codec());
    SessionDescription offer =
        directed(AudioNegotiation.offer(local, Optional.of(ours)), direction);
    try {
      Negotiated negotiated = AudioNegotiation.accept(offer, call.reinvite(offer), local);
      switch (negotiated) {
        case Negotiated.Agreed(SessionDescription agreed, RemoteAudio remote) -> {
          ours = agreed;
          connect(audio, remote);
        }
        case Negotiated.Refused(String reason) -> throw new PhoneException(reason);
      }
    } catch (CallFailedException e) {
      throw new PhoneException("the offer was refused: " + e.getMessage(), e.status(), e);
    }
  }

  private static SessionDescription directed(SessionDescription offer, String direction) {
    Media media = offer.media().getFirst();
    List<Attribute> attributes = new ArrayList<>(media.attributes());
    attributes.removeIf(each -> DIRECTIONS.contains(each.name()));
    attributes.add(Attribute.flag(direction));
    Media directed =
        new Media(
            media.kind(),
            media.port(),
            media.protocol(),
            media.formats(),
            media.connection(),
            attributes);
    return new SessionDescription(
        offer.origin(), offer.name(), offer.connection(), offer.attributes(), List.of(directed));
  }

  static void connect(PhoneAudio audio, RemoteAudio remote) {
    if (remote.weMaySend()) {
      audio.connect(remote.rtp(), codec(remote), remote.payloadType());
    } else {
      audio.pause();
    }
  }

  private static Codec codec(RemoteAudio remote) {
    return switch (remote.codec()) {
      case PCMU -> G711.PCMU;
      case PCMA -> G711.PCMA;
    };
  }
}
