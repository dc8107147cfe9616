package dev.rollcall.server;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.signalling.CallLeg;
import dev.rollcall.core.signalling.Destination;
import dev.rollcall.core.signalling.DialProgress;
import dev.rollcall.core.signalling.DialRequest;
import dev.rollcall.core.signalling.Dialer;
import java.util.Optional;

/**
 * Everything that can be called: phones and trunks over SIP, and the test phones inside. SIP comes
 * later than core, which asks here, so it is given afterwards.
 */
final class Dialers implements Dialer {
  private final Dialer testPhones;
  private volatile Optional<Dialer> sip = Optional.empty();

  Dialers(Dialer testPhones) {
    this.testPhones = testPhones;
  }

  void overSip(Dialer dialer) {
    sip = Optional.of(dialer);
  }

  @Override
  public void check(Destination destination) {
    dialer(destination).check(destination);
  }

  @Override
  public CallLeg dial(DialRequest request, DialProgress progress) {
    return dialer(request.to()).dial(request, progress);
  }

  private Dialer dialer(Destination destination) {
    return switch (destination) {
      case Destination.TestPhone _ -> testPhones;
      case Destination.Sip _, Destination.Telephone _ ->
          sip.orElseThrow(
              () ->
                  new RefusedException(
                      Problem.DESTINATION_UNREACHABLE,
                      "The server is starting and cannot call yet; try again in a moment."));
    };
  }
}
