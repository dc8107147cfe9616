package dev.rollcall.bench;

import dev.rollcall.phone.Dialling;
import dev.rollcall.phone.PhoneCall;
import dev.rollcall.phone.PhoneRack;
import dev.rollcall.phone.Voice;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * How soon a listener no longer hears a test phone that an app mutes. The requests are sent at
 * random moments of the mixer's 20 ms.
 *
 * @param silentAfterAsked from sending {@code Muted=true} to the arrival of the first silent frame
 * @param silentAfterAnswered from the request's answer to that arrival; negative where the frame
 *     was first
 * @param answeredAfterAsked from sending the request to its answer
 */
record MuteTimes(Times silentAfterAsked, Times silentAfterAnswered, Times answeredAfterAsked) {
  private static final long FRAME_NANOS = 20_000_000;
  private static final String ROOM = "mutes";
  private static final String LABEL = "tone";

  /** Mutes and unmutes {@code times} times, after {@code before} times that do not count. */
  static MuteTimes measure(ServerUnderLoad server, int before, int times) throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    List<Long> silentAfterAsked = new ArrayList<>();
    List<Long> silentAfterAnswered = new ArrayList<>();
    List<Long> answeredAfterAsked = new ArrayList<>();
    try (PhoneRack phones = new PhoneRack(InetAddress.getLoopbackAddress())) {
      PhoneCall phone = phones.dial(Dialling.of("listener", server.sip(), ROOM, Voice.silence()));
      FrameListener listener = new FrameListener(phone);
      server.submit(
          "Conferences/" + ROOM + "/Participants.json",
          "From=%2B4930123450&To=rollcall%3Atone&Beep=false&Label=" + LABEL);
      String path = "Conferences/" + ROOM + "/Participants/" + LABEL + ".json";
      for (int i = -before; i < times; i++) {
        listener.awaitSound(listener.mark());
        LockSupport.parkNanos(random.nextLong(FRAME_NANOS));
        long mark = listener.mark();
        long asked = System.nanoTime();
        Future<Long> answer = server.answered(path, "Muted=true");
        long silent = listener.awaitSilence(mark);
        long answered = answer.get();
        if (i >= 0) {
          silentAfterAsked.add(silent - asked);
          silentAfterAnswered.add(silent - answered);
          answeredAfterAsked.add(answered - asked);
        }
        server.submit(path, "Muted=false");
      }
      phone.hangUp();
      server.submit("Conferences/" + ROOM + ".json", "Status=completed");
    }
    return new MuteTimes(
        Times.of(silentAfterAsked), Times.of(silentAfterAnswered), Times.of(answeredAfterAsked));
  }
}
