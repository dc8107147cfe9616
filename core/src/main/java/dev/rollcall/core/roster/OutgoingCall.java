package dev.rollcall.core.roster;

import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.signalling.CallLeg;
import dev.rollcall.core.signalling.DialRequest;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * A call that we make, from when it is asked for. It can be hung up at any time: before its phone
 * is called, then it never is, and while that is being done, then it is taken back.
 */
final class OutgoingCall implements CallLeg {
  private final DialRequest request;
  private final NewParticipant wanted;
  private Optional<CallLeg> leg = Optional.empty();
  private Optional<LeaveReason> hungUp = Optional.empty();
  private Optional<Future<?>> timeLimit = Optional.empty();
  private boolean over;

  OutgoingCall(AccountSid account, CallSid call, NewParticipant wanted) {
    this.wanted = wanted;
    this.request =
        new DialRequest(
            account,
            call,
            wanted.to(),
            wanted.from(),
            wanted.callerId(),
            wanted.displayName(),
            wanted.ringFor(),
            wanted.earlyMedia(),
            wanted.credentials());
  }

  DialRequest request() {
    return request;
  }

  NewParticipant wanted() {
    return wanted;
  }

  synchronized boolean isHungUp() {
    return hungUp.isPresent();
  }

  /** Takes how the phone is hung up, now that it is being called. */
  void reachedBy(CallLeg phone) {
    Optional<LeaveReason> already;
    synchronized (this) {
      leg = Optional.of(phone);
      already = hungUp;
    }
    already.ifPresent(phone::hangUp);
  }

  @Override
  public void hangUp(LeaveReason reason) {
    Optional<CallLeg> phone;
    synchronized (this) {
      if (hungUp.isPresent()) {
        return;
      }
      hungUp = Optional.of(reason);
      phone = leg;
    }
    phone.ifPresent(each -> each.hangUp(reason));
  }

  /** Keeps what is to end the call when its time is up. */
  synchronized void limit(Future<?> end) {
    timeLimit = Optional.of(end);
    if (over) {
      end.cancel(false);
    }
  }

  /** Takes note that the participant is gone, so that nothing waits for its time to be up. */
  synchronized void over() {
    over = true;
    timeLimit.ifPresent(end -> end.cancel(false));
  }
}
