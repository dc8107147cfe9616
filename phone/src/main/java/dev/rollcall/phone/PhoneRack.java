package dev.rollcall.phone;

import dev.rollcall.sip.client.AnswerMaker;
import dev.rollcall.sip.client.CallFailedException;
import dev.rollcall.sip.client.ClientCall;
import dev.rollcall.sip.client.ClientSettings;
import dev.rollcall.sip.client.Invite;
import dev.rollcall.sip.client.SipClient;
import dev.rollcall.sip.message.NameAddress;
import dev.rollcall.sip.message.Parameters;
import dev.rollcall.sip.message.SipHeaders;
import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.sdp.AudioCodec;
import dev.rollcall.sip.sdp.AudioNegotiation;
import dev.rollcall.sip.sdp.LocalAudio;
import dev.rollcall.sip.sdp.Negotiated;
import dev.rollcall.sip.sdp.RemoteAudio;
import dev.rollcall.sip.sdp.SessionDescription;
import dev.rollcall.sip.transaction.SystemTimers;
import dev.rollcall.sip.transport.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Telephones that share one SIP port and one audio thread; as many as the machine bears.
 *
 * <p>{@link #close} pulls the plug: the phones fall silent and deaf without a farewell, as phones
 * do that lose their network. Safe for use by many threads.
 */
public final class PhoneRack implements AutoCloseable {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

  private final InetAddress host;
  private final SecureRandom random = new SecureRandom();
  private final SystemTimers timers = new SystemTimers();
  private final AudioPump pump = new AudioPump();
  private final SipClient client;
  private final Set<PhoneCall> calls = ConcurrentHashMap.newKeySet();

  /**
   * A rack without phones.
   *
   * @param host the local address that all ports are on
   * @throws IOException if there is no free port
   */
  public PhoneRack(InetAddress host) throws IOException {
    this.host = host;
    client = new SipClient(ClientSettings.on(new InetSocketAddress(host, 0)), timers, random);
  }

  /**
   * Makes a call and waits until it is answered; the phone then speaks and hears until it hangs up.
   *
   * @throws PhoneException if the call is refused or fails
   */
  public PhoneCall dial(Dialling dialling)
      throws PhoneException, InterruptedException, IOException {
    PhoneAudio audio = openAudio(dialling.voice());
    boolean up = false;
    try {
      LocalAudio local = local(audio, dialling.codec());
      SessionDescription offer = AudioNegotiation.offer(local, Optional.empty());
      AtomicReference<Optional<SessionDescription>> answered =
          new AtomicReference<>(Optional.empty());
      ClientCall call =
          client.dial(invite(dialling, offer), answerer(local, answered), ANSWER_WITHIN);
      Negotiated negotiated =
          dialling.offers()
              ? AudioNegotiation.accept(offer, call.remoteSdp(), local)
              : AudioNegotiation.answer(call.remoteSdp(), local, Optional.empty());
      switch (negotiated) {
        case Negotiated.Agreed(SessionDescription ours, RemoteAudio remote) -> {
          PhoneCall phone =
              new PhoneCall(this, dialling, call, audio, answered.get().orElse(ours), remote);
          calls.add(phone);
          up = true;
          return phone;
        }
        case Negotiated.Refused(String reason) -> {
          call.hangUp();
          throw new PhoneException(reason);
        }
      }
    } catch (CallFailedException e) {
      throw new PhoneException("the call failed: " + e.getMessage(), e.status(), e);
    } finally {
      if (!up) {
        audio.close();
      }
    }
  }

  @Override
  public void close() {
    pump.close();
    calls.forEach(PhoneCall::close);
    client.close();
    timers.close();
  }

  void forget(PhoneCall call) {
    calls.remove(call);
  }

  AudioPump pump() {
    return pump;
  }

  PhoneAudio openAudio(Voice voice) throws IOException {
    return new PhoneAudio(host, voice, random);
  }

  LocalAudio local(PhoneAudio audio, AudioCodec codec) {
    return new LocalAudio(
        host, audio.rtpPort(), List.of(codec), false, random.nextInt() & 0x7fff_ffffL);
  }

  private Invite invite(Dialling dialling, SessionDescription offer) {
    InetSocketAddress server = dialling.server();
    SipUri target =
        SipUri.of(
            dialling.room(),
            server.getAddress().getHostAddress(),
            OptionalInt.of(server.getPort()));
    SipUri self = SipUri.of(dialling.name(), host.getHostAddress(), OptionalInt.empty());
    NameAddress from = new NameAddress(Optional.of(dialling.name()), self, Parameters.NONE);
    Invite invite =
        new Invite(
            target,
            Optional.of(new Peer(dialling.transport(), server)),
            from,
            SipHeaders.NONE,
            Optional.of(offer));
    for (Map.Entry<String, String> header : dialling.headers().entrySet()) {
      invite = invite.with(header.getKey(), header.getValue());
    }
    return dialling.offers() ? invite : invite.offerless();
  }

  private static AnswerMaker answerer(
      LocalAudio local, AtomicReference<Optional<SessionDescription>> answered) {
    return offer ->
        switch (AudioNegotiation.answer(offer, local, answered.get())) {
          case Negotiated.Agreed(SessionDescription ours, RemoteAudio _) -> {
            answered.set(Optional.of(ours));
            yield Optional.of(ours);
          }
          case Negotiated.Refused _ -> Optional.empty();
        };
  }
}
