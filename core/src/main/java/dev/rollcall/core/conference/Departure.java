package dev.rollcall.core.conference;

import dev.rollcall.core.call.CallStatus;
import java.time.Instant;

/**
 * When and why a participant left.
 *
 * @param call how its call stood then: {@code IN_PROGRESS} if the call went on, an end otherwise
 */
public record Departure(Instant at, LeaveReason reason, CallStatus call) {}
