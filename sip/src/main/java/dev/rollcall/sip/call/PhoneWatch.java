package dev.rollcall.sip.call;

import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.SipStatus;
import dev.rollcall.sip.transaction.CallTimers;
import dev.rollcall.sip.transaction.RequestFailure;
import dev.rollcall.sip.transaction.ResponseListener;
import dev.rollcall.sip.transaction.Timers;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Finds out when a phone has vanished: after some silence it is asked by OPTIONS whether it still
 * lives, and has some time to answer. Any answer but 408 and 481 proves life. To be used on the
 * lane of its call alone.
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
  private boolean asking;
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
    check.cancel();
    rest.cancel();
    timeout.cancel();
  }

  private void look() {
    Duration quiet = silence.get();
    if (!asking && !resting && quiet.compareTo(settings.keepAliveAfter()) > 0) {
      asking = true;
      resting = true;
      rest = timers.start(callId, settings.keepAliveAfter(), () -> resting = false);
      timeout = timers.start(callId, settings.keepAliveTimeout(), this::vanish);
      ask.accept(new Answer());
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

  private final class Answer implements ResponseListener {
    @Override
    public void onResponse(SipResponse response) {
      if (response.status() == SipStatus.CALL_DOES_NOT_EXIST
          || response.status() == SipStatus.REQUEST_TIMEOUT) {
        vanish();
      } else if (!response.provisional()) {
        asking = false;
        timeout.cancel();
      }
    }

    @Override
    public void onFailure(RequestFailure failure) {
      vanish();
    }
  }
}
