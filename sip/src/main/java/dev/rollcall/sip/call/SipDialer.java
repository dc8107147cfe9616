package dev.rollcall.sip.call;

import dev.rollcall.core.RefusedException;
import dev.rollcall.core.signalling.CallLeg;
import dev.rollcall.core.signalling.Destination;
import dev.rollcall.core.signalling.DialFailure;
import dev.rollcall.core.signalling.DialProgress;
import dev.rollcall.core.signalling.DialRequest;
import dev.rollcall.core.signalling.Dialer;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes calls to SIP addresses, and through trunks to numbers. Has no TLS, so {@code sips:} is
 * refused, and follows no redirects. Got from {@link SipServer#dialer}.
 */
public final class SipDialer implements Dialer {
  private final CallEnvironment environment;
  private final DialPlan plan;
  private final Map<Trunk, TrunkRecord> records = new LinkedHashMap<>();

  SipDialer(CallEnvironment environment, List<Trunk> trunks, InstantSource clock) {
    this.environment = environment;
    plan = new DialPlan(trunks);
    trunks.forEach(trunk -> records.put(trunk, new TrunkRecord(trunk, clock)));
  }

  /** How calls through each trunk went, in the order in which the trunks were given. */
  public List<TrunkStatistics> trunks() {
    return records.values().stream().map(TrunkRecord::statistics).toList();
  }

  @Override
  public void check(Destination destination) {
    plan.route(destination);
  }

  @Override
  public CallLeg dial(DialRequest request, DialProgress progress) {
    String callId = environment.stack().tokens().callId();
    DialledCall call;
    try {
      DialPlan.Route route = plan.route(request.to());
      Optional<TrunkRecord> record = route.trunk().map(records::get);
      call = new DialledCall(environment, request, route, record, progress, callId);
    } catch (RefusedException e) {
      return refuse(callId, request, progress, e.explanation());
    }
    Optional<String> refused = environment.calls().enter(call);
    if (refused.isPresent()) {
      return refuse(callId, request, progress, refused.get());
    }
    call.begin();
    return call;
  }

  private CallLeg refuse(String callId, DialRequest request, DialProgress progress, String why) {
    AtomicBoolean takenBack = new AtomicBoolean();
    DialFailure failure = DialFailures.failed(why);
    environment.beside(
        callId,
        () -> {
          if (!takenBack.get()) {
            progress.failed(request.call(), failure);
          }
        });
    return _ -> takenBack.set(true);
  }
}
