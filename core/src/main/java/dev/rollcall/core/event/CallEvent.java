package dev.rollcall.core.event;

import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallProgress;
import dev.rollcall.core.identity.ConferenceSid;
import java.time.Instant;

/**
 * A step of a call that we made.
 *
 * @param call as it was right after
 * @param conference the conference it is made for
 * @param sequence the step's number among those of the call: 0, 1, 2 and so on without a gap
 */
public record CallEvent(
    Call call, ConferenceSid conference, int sequence, Instant at, CallProgress step) {}
