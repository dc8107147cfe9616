package dev.rollcall.server;

import dev.rollcall.core.identity.CallSid;
import dev.rollcall.media.AudioLeg;
import dev.rollcall.media.MediaEngine;
import dev.rollcall.media.NoPortsException;
import dev.rollcall.media.codec.Codec;
import dev.rollcall.media.codec.G711;
import dev.rollcall.sip.call.AudioSession;
import dev.rollcall.sip.call.AudioSessions;
import dev.rollcall.sip.call.AudioUnavailableException;
import dev.rollcall.sip.sdp.AudioCodec;
import dev.rollcall.sip.sdp.RemoteAudio;
import java.time.Duration;

/** Joins signalling and media: what SIP asks of audio, given by the media engine's legs. */
final class SipAudio implements AudioSessions {
  private final MediaEngine media;

  SipAudio(MediaEngine media) {
    this.media = media;
  }

  @Override
  public AudioSession open(CallSid call) throws AudioUnavailableException {
    try {
      return new Session(media.open(call));
    } catch (NoPortsException e) {
      throw new AudioUnavailableException("no audio port is free", e);
    }
  }

  private record Session(AudioLeg leg) implements AudioSession {
    @Override
    public int rtpPort() {
      return leg.rtpPort();
    }

    @Override
    public void configure(RemoteAudio remote) {
      leg.configure(
          new dev.rollcall.media.RemoteAudio(
              remote.rtp(),
              remote.rtcp(),
              codec(remote.codec()),
              remote.payloadType(),
              remote.telephoneEventPayloadType(),
              remote.weMaySend(),
              remote.weMayReceive()));
    }

    @Override
    public Duration silence() {
      return leg.silence();
    }

    @Override
    public void close() {
      leg.close();
    }

    private static Codec codec(AudioCodec codec) {
      return switch (codec) {
        case PCMU -> G711.PCMU;
        case PCMA -> G711.PCMA;
      };
    }
  }
}
