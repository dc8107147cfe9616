package dev.rollcall.core.testing;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.signalling.CallLeg;
import dev.rollcall.core.signalling.Destination;
import dev.rollcall.core.signalling.DialFailure;
import dev.rollcall.core.signalling.DialProgress;
import dev.rollcall.core.signalling.DialRequest;
import dev.rollcall.core.signalling.Dialer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Phones that do nothing until a test lets them. Addresses that say {@code invalid} and telephone
 * numbers that begin with {@code +999} cannot be called.
 */
public final class ScriptedDialer implements Dialer {
  private final Map<CallSid, LeaveReason> hangUps;
  private final List<Dialled> dialled = new CopyOnWriteArrayList<>();
  private volatile Consumer<Dialled> onDial = _ -> {};

  ScriptedDialer(Map<CallSid, LeaveReason> hangUps) {
    this.hangUps = hangUps;
  }

  /** A call that was begun, and whom to tell what becomes of it. */
  public record Dialled(DialRequest request, DialProgress progress) {
    public void ring() {
      progress.ringing(request.call());
    }

    public void earlyMedia() {
      progress.earlyMedia(request.call());
    }

    /** Whether the call is wanted. */
    public boolean answer() {
      return progress.answered(request.call());
    }

    public void fail(CallStatus how) {
      progress.failed(
          request.call(), new DialFailure(how, Optional.of(sipResponse(how)), "as the test said"));
    }

    private static int sipResponse(CallStatus how) {
      return switch (how) {
        case BUSY -> 486;
        case NO_ANSWER -> 480;
        default -> 503;
      };
    }
  }

  /** Lets {@code script} play the phone of each call that begins from now on. */
  public void onDial(Consumer<Dialled> script) {
    onDial = script;
  }

  List<Dialled> dialled() {
    return dialled;
  }

  Optional<Dialled> find(CallSid call) {
    return dialled.stream().filter(each -> each.request().call().equals(call)).findFirst();
  }

  @Override
  public void check(Destination destination) {
    if (destination.text().contains("invalid")) {
      throw new RefusedException(
          Problem.DESTINATION_INVALID, destination.text() + " cannot be called.");
    }
    if (destination.text().startsWith("+999")) {
      throw new RefusedException(
          Problem.DESTINATION_UNREACHABLE, "No trunk takes " + destination.text() + ".");
    }
  }

  @Override
  public CallLeg dial(DialRequest request, DialProgress progress) {
    Dialled call = new Dialled(request, progress);
    dialled.add(call);
    onDial.accept(call);
    return reason -> hangUps.putIfAbsent(request.call(), reason);
  }
}
