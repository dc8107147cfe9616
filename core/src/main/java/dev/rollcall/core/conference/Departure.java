package dev.rollcall.core.conference;

import dev.rollcall.core.audio.CallQuality;
import dev.rollcall.core.call.CallStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * When and why a participant left.
 *
 * @param call how its call stood then: {@code IN_PROGRESS} if the call went on, an end otherwise
 * @param quality how its audio arrived until then; empty if that is not known
 */
public record Departure(
    Instant at, LeaveReason reason, CallStatus call, Optional<CallQuality> quality) {}
