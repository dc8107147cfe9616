package dev.rollcall.core.conference;

import java.time.Instant;

/** When and why a participant left. */
public record Departure(Instant at, LeaveReason reason) {}
