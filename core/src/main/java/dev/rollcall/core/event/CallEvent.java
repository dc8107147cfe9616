package dev.rollcall.core.event;

import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallProgress;
import java.time.Instant;

/**
 * A step of a call that we made.
 *
 * @param call as it was right after
 * @param sequence the step's number among those of the call: 0, 1, 2 and so on without a gap
 */
public record CallEvent(Call call, int sequence, Instant at, CallProgress step) {}
