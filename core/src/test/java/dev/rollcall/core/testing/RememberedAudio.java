package dev.rollcall.core.testing;

import dev.rollcall.core.audio.Announcement;
import dev.rollcall.core.audio.AudioRoute;
import dev.rollcall.core.audio.CallQuality;
import dev.rollcall.core.audio.ConferenceAudio;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Audio without sound: remembers what it was asked for. */
public final class RememberedAudio implements ConferenceAudio {
  private final Map<ConferenceSid, List<AudioRoute>> routes = new ConcurrentHashMap<>();
  private final Map<CallSid, CallQuality> qualities = new ConcurrentHashMap<>();
  private final AtomicInteger routed = new AtomicInteger();
  private final List<ConferenceSid> beeps = new CopyOnWriteArrayList<>();
  private final List<Announced> announcements = new CopyOnWriteArrayList<>();

  /**
   * An announcement that was played.
   *
   * @param call who was to hear it; everybody if empty
   */
  public record Announced(
      ConferenceSid conference, Optional<CallSid> call, Announcement announcement) {
    /** Lets it come to its end, in that way. */
    public void over(Optional<String> failure) {
      announcement.whenOver().accept(new Announcement.Result(failure));
    }
  }

  List<AudioRoute> routes(ConferenceSid conference) {
    return routes.getOrDefault(conference, List.of());
  }

  /** How often audio was routed. */
  public int routed() {
    return routed.get();
  }

  List<ConferenceSid> beeps() {
    return beeps;
  }

  List<Announced> announcements() {
    return announcements;
  }

  @Override
  public void route(ConferenceSid conference, List<AudioRoute> changed) {
    routed.incrementAndGet();
    routes.put(conference, List.copyOf(changed));
  }

  @Override
  public void beep(ConferenceSid conference) {
    beeps.add(conference);
  }

  @Override
  public void announce(ConferenceSid conference, Announcement announcement) {
    play(new Announced(conference, Optional.empty(), announcement));
  }

  @Override
  public void announce(ConferenceSid conference, CallSid call, Announcement announcement) {
    play(new Announced(conference, Optional.of(call), announcement));
  }

  @Override
  public Optional<CallQuality> quality(CallSid call) {
    return Optional.ofNullable(qualities.get(call));
  }

  /** Says from now on that the call's audio arrives like that. */
  public void arrives(CallSid call, CallQuality quality) {
    qualities.put(call, quality);
  }

  /** The call's audio is closed. */
  public void closed(CallSid call) {
    qualities.remove(call);
  }

  private void play(Announced announced) {
    if (routes(announced.conference()).isEmpty()) {
      announced.announcement().sound().close();
    } else {
      announcements.add(announced);
    }
  }
}
