package dev.rollcall.core.signalling;

import dev.rollcall.core.call.CallStatus;
import java.util.Optional;

/**
 * Why a call that we made was not answered.
 *
 * @param status {@code BUSY}, {@code NO_ANSWER}, {@code FAILED} or {@code CANCELED}
 * @param sipResponse the final SIP response, if one came
 * @param explanation in words, for the log and the event
 */
public record DialFailure(CallStatus status, Optional<Integer> sipResponse, String explanation) {
  public DialFailure {
    if (!status.isEnded() || status == CallStatus.COMPLETED) {
      throw new IllegalArgumentException(status + " is not how an unanswered call ends");
    }
  }
}
