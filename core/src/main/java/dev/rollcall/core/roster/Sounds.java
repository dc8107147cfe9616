package dev.rollcall.core.roster;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.audio.Announcement;
import dev.rollcall.core.audio.Sound;
import dev.rollcall.core.audio.SoundRequest;
import dev.rollcall.core.audio.SoundUnavailableException;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.event.Instigator;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.web.WebTarget;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sounds that a conference plays: on hold, before the start, and announcements. Sounds are
 * opened outside the conference's lock, since that takes seconds.
 */
final class Sounds {
  private static final Logger log = LoggerFactory.getLogger(Sounds.class);
  private static final String SUPERSEDED = "Another announcement took its place.";
  private static final String LISTENER_LEFT = "The participant left.";

  private final ConferenceWriter writer;
  private final RosterPorts ports;

  /**
   * The number of the newest announcement to each call, or to all. Read and written within the
   * conference's lock.
   */
  private final Map<Optional<CallSid>, Long> newest = new HashMap<>();

  /** What is played to each call, or to all, as far as its end is not told. Guarded as above. */
  private final Map<Optional<CallSid>, Playing> playing = new HashMap<>();

  private long announcements;

  /**
   * An announcement.
   *
   * @param number as in {@link #newest}
   * @param instigator who had it made: what becomes of it is told as its doing
   */
  private record Playing(long number, WebTarget source, Optional<Instigator> instigator) {}

  Sounds(ConferenceWriter writer, RosterPorts ports) {
    this.writer = writer;
    this.ports = ports;
  }

  /**
   * Opens what {@code call} is to hear on hold.
   *
   * @throws RefusedException {@code SOUND_UNAVAILABLE}
   */
  Sound openHold(WebTarget source, CallSid call) {
    try {
      return open(source, SoundRequest.Use.HOLD, Optional.of(call));
    } catch (SoundUnavailableException e) {
      throw new RefusedException(Problem.SOUND_UNAVAILABLE, e.explanation(), e);
    }
  }

  /**
   * Begins to open what {@code seat} is to hear until the conference starts, if that is sound of
   * the app's which is not open. Within the lock.
   */
  void prepareWaiting(Seat seat) {
    if (writer.snapshot().keepsWaiting(seat)
        && seat.waitMusic().isEmpty()
        && seat.waitSound() instanceof WaitSound.From from) {
      CallSid call = seat.call().sid();
      Thread.startVirtualThread(() -> openWaiting(from, call));
    }
  }

  private void openWaiting(WaitSound.From from, CallSid call) {
    Optional<Sound> opened = Optional.empty();
    try {
      opened = Optional.of(open(from.source(), SoundRequest.Use.WAIT, Optional.of(call)));
    } catch (SoundUnavailableException e) {
      log.atWarn()
          .addKeyValue("call", call)
          .addKeyValue("conference", writer.snapshot().conference().sid())
          .log("the sound to wait with cannot be had, music instead: {}", e.explanation());
    }
    Optional<Sound> sound = opened;
    if (!writer.write(() -> waitWith(from, call, sound))) {
      sound.ifPresent(Sound::close);
    }
  }

  /**
   * Lets {@code call} hear {@code sound}, or music; false if it does not wait for that any more.
   */
  private boolean waitWith(WaitSound.From from, CallSid call, Optional<Sound> sound) {
    ConferenceSnapshot now = writer.snapshot();
    Optional<Seat> waiting =
        now.find(call)
            .filter(seat -> seat.waitSound().equals(from) && seat.waitMusic().isEmpty())
            .filter(now::keepsWaiting);
    waiting.ifPresent(
        seat ->
            writer.show(
                now.with(
                    seat.waiting(sound.isPresent() ? from : new WaitSound.BuiltInMusic(), sound))));
    return waiting.isPresent();
  }

  /**
   * Begins to announce something to one call, or to all. Within the lock. A newer one takes its
   * place, also while this one is being opened; then it is told that this one failed.
   */
  void announce(Optional<CallSid> listener, WebTarget source) {
    long number = ++announcements;
    newest.put(listener, number);
    Playing next = new Playing(number, source, Instigator.current());
    Thread.startVirtualThread(() -> openAnnouncement(listener, next));
  }

  private void openAnnouncement(Optional<CallSid> listener, Playing next) {
    try {
      Sound sound = open(next.source(), SoundRequest.Use.ANNOUNCEMENT, listener);
      Announcement announcement =
          new Announcement(sound, result -> over(listener, next.number(), result.failure()));
      if (!writer.write(() -> play(listener, announcement, next))) {
        sound.close();
      }
    } catch (SoundUnavailableException e) {
      log.atWarn()
          .addKeyValue("conference", writer.snapshot().conference().sid())
          .log("an announcement cannot be played: {}", e.explanation());
      announced(listener, next, Optional.of(e.explanation()));
    }
  }

  /** Plays it unless nobody is to hear it any more, of which it is told then. */
  private boolean play(Optional<CallSid> listener, Announcement announcement, Playing next) {
    ConferenceSnapshot now = writer.snapshot();
    if (listener.isPresent() && now.find(listener.get()).isEmpty()) {
      announced(listener, next, Optional.of(LISTENER_LEFT));
      return false;
    }
    if (newest.getOrDefault(listener, 0L) != next.number()) {
      announced(listener, next, Optional.of(SUPERSEDED));
      return false;
    }
    if (!writer.isOn()) {
      return false;
    }
    Optional<Playing> before = Optional.ofNullable(playing.put(listener, next));
    listener.ifPresentOrElse(
        call -> ports.audio().announce(now.conference().sid(), call, announcement),
        () -> ports.audio().announce(now.conference().sid(), announcement));
    before.ifPresent(each -> announced(listener, each, Optional.of(SUPERSEDED)));
    return true;
  }

  /** Takes note that {@code call} has left, so that it hears no announcement to its end. */
  void left(CallSid call) {
    Optional<CallSid> listener = Optional.of(call);
    newest.remove(listener);
    Optional.ofNullable(playing.remove(listener))
        .ifPresent(each -> announced(listener, each, Optional.of(LISTENER_LEFT)));
  }

  private void over(Optional<CallSid> listener, long number, Optional<String> failure) {
    writer.run(
        () ->
            Optional.ofNullable(playing.get(listener))
                .filter(each -> each.number() == number)
                .ifPresent(
                    each -> {
                      playing.remove(listener);
                      announced(listener, each, failure);
                    }));
  }

  private void announced(Optional<CallSid> listener, Playing over, Optional<String> failure) {
    writer.run(
        () -> {
          if (writer.isOn()) {
            Instigator.acting(over.instigator(), () -> tell(listener, over.source(), failure));
          }
        });
  }

  private void tell(Optional<CallSid> listener, WebTarget source, Optional<String> failure) {
    Optional<Participant> participant =
        listener.flatMap(writer.snapshot()::find).map(Seat::participant);
    ChangeSet change = writer.begin();
    change.happened(
        (conference, number, at) ->
            new ConferenceEvent.Announced(
                conference, number, at, participant, source.address(), failure));
    writer.commitIfPossible(change, "an announcement ended");
  }

  private Sound open(WebTarget source, SoundRequest.Use use, Optional<CallSid> call)
      throws SoundUnavailableException {
    Conference conference = writer.snapshot().conference();
    try {
      return ports
          .sounds()
          .open(new SoundRequest(source, use, conference.account(), conference.sid(), call));
    } catch (RuntimeException e) {
      log.atError()
          .setCause(e)
          .addKeyValue("conference", conference.sid())
          .log("sound could not be opened");
      throw new SoundUnavailableException(
          "The sound could not be opened because of an error in the server; its log says which.",
          e);
    }
  }
}
