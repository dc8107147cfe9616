package dev.rollcall.sip.call;

import dev.rollcall.core.RefusedException;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantStatus;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.signalling.Admission;
import dev.rollcall.core.signalling.JoinRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A conference of everybody, which can be made to wait or to refuse. */
final class FakeAdmission implements Admission {
  private static final long LONGEST_WAIT_SECONDS = 20;

  private final SidGenerator sids = new SidGenerator(InstantSource.system(), new Random(1));
  private final Map<CallSid, JoinRequest> present = new ConcurrentHashMap<>();
  private final Map<CallSid, LeaveReason> left = new ConcurrentHashMap<>();
  private final Set<CallSid> dialled = ConcurrentHashMap.newKeySet();
  private final List<JoinRequest> joins = new CopyOnWriteArrayList<>();
  private volatile Optional<RefusedException> refusal = Optional.empty();
  private volatile CountDownLatch door = new CountDownLatch(0);

  /** Lets in a call that we made, so that its end is noted. */
  void letIn(CallSid call) {
    dialled.add(call);
  }

  /** Makes every join fail. */
  void refuse(RefusedException exception) {
    refusal = Optional.of(exception);
  }

  /** Makes every join wait until {@link #openDoor}. */
  void closeDoor() {
    door = new CountDownLatch(1);
  }

  void openDoor() {
    door.countDown();
  }

  Map<CallSid, JoinRequest> present() {
    return Map.copyOf(present);
  }

  /** How the call that is present joined. */
  JoinRequest join(CallSid call) {
    return Optional.ofNullable(present.get(call)).orElseThrow();
  }

  Map<CallSid, LeaveReason> left() {
    return Map.copyOf(left);
  }

  /** All joins ever, refused ones too. */
  List<JoinRequest> joins() {
    return List.copyOf(joins);
  }

  @Override
  public Participant join(JoinRequest request) {
    joins.add(request);
    try {
      if (!door.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody opened the door");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    present.put(request.call(), request);
    Instant now = Instant.EPOCH;
    return new Participant(
        sids.participant(),
        request.account(),
        sids.conference(),
        request.call(),
        request.parties(),
        request.label(),
        request.controls(),
        ParticipantStatus.CONNECTED,
        now,
        now,
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public void leave(CallSid call, LeaveReason reason) {
    if (present.remove(call) != null || dialled.remove(call)) {
      left.put(call, reason);
    }
  }
}
