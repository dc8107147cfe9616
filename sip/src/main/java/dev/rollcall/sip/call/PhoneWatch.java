package dev.rollcall.sip.call;

import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.SipStatus;
import dev.rollcall.sip.transaction.CallTimers;
import dev.rollcall.sip.transaction.RequestFailure;
import dev.rollcall.sip.transaction.ResponseListener;
import dev.rollcall.sip.transaction.Timers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The watch for phones that vanish: after some silence a phone is asked by OPTIONS whether it still
 * lives, and has some time to answer. Any answer but 408 and 481 proves life, and so does audio
 * that comes instead of an answer. To be used on the lane of its call alone.
 */
final class PhoneWatch {
  private static final Timers.Timer NONE = () -> {};

  private final CallTimers timers;
  private final SipSettings settings;
  private final String callId;
  private final Supplier<Duration> silence;
  private final Consumer<ResponseListener> ask;
  private final Runnable whenVanished;
  private Timers.Timer check = NONE;
  private Timers.Timer rest = NONE;
  private Timers.Timer timeout = NONE;
  private Optional<Question> open = Optional.empty();
  private boolean resting;
  private boolean over;

  /**
   * @param silence how long nothing came
   * @param ask sends an OPTIONS and tells the listener what became of it
   */
  PhoneWatch(
      CallTimers timers,
      SipSettings settings,
      String callId,
      Supplier<Duration> silence,
      Consumer<ResponseListener> ask,
      Runnable whenVanished) {
    this.timers = timers;
    this.settings = settings;
    this.callId = callId;
    this.silence = silence;
    this.ask = ask;
    this.whenVanished = whenVanished;
  }

  void start() {
    lookAgain(settings.keepAliveAfter());
  }

  void stop() {
    over = true;
    open = Optional.empty();
    check.cancel();
    rest.cancel();
    timeout.cancel();
  }

  private void look() {
    Duration quiet = silence.get();
    if (open.isEmpty() && !resting && quiet.compareTo(settings.keepAliveAfter()) > 0) {
      Question question = new Question(quiet);
      open = Optional.of(question);
      resting = true;
      rest = timers.start(callId, settings.keepAliveAfter(), () -> resting = false);
      timeout = timers.start(callId, settings.keepAliveTimeout(), question::remainsUnanswered);
      ask.accept(question);
    }
    if (!over) {
      lookAgain(settings.keepAliveAfter().minus(quiet));
    }
  }

  /**
   * A phone that speaks is not looked at again before it could have been silent for long enough.
   */
  private void lookAgain(Duration untilLongSilent) {
    Duration least = settings.silenceCheck();
    check =
        timers.start(
            callId, untilLongSilent.compareTo(least) > 0 ? untilLongSilent : least, this::look);
  }

  private void vanish() {
    if (!over) {
      stop();
      whenVanished.run();
    }
  }

  /** One OPTIONS; what becomes of it counts only while no later thing settled it. */
  private final class Question implements ResponseListener {
    private final Duration silenceBefore;

    Question(Duration silenceBefore) {
      this.silenceBefore = silenceBefore;
    }

    @Override
    public void onResponse(SipResponse response) {
      if (!isOpen() || response.provisional()) {
        return;
      }
      switch (response.status()) {
        case SipStatus.CALL_DOES_NOT_EXIST -> vanish();
        case SipStatus.REQUEST_TIMEOUT -> remainsUnanswered();
        default -> settle();
      }
    }

    @Override
    public void onFailure(RequestFailure failure) {
      remainsUnanswered();
    }

    void remainsUnanswered() {
      if (!isOpen()) {
        return;
      }
      boolean spokeSince = silence.get().compareTo(silenceBefore) < 0;
      if (spokeSince) {
        settle();
      } else {
        vanish();
      }
    }

    private boolean isOpen() {
      return open.filter(this::equals).isPresent();
    }

    private void settle() {
      open = Optional.empty();
      timeout.cancel();
    }
  }
}
