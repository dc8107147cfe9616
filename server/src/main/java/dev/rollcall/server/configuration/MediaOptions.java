package dev.rollcall.server.configuration;

import java.time.Duration;

/**
 * Audio.
 *
 * @param rtpPorts UDP ports for RTP and RTCP
 * @param threads threads that mix; 0 means one per processor
 * @param jitterBufferMin least delay of the jitter buffer
 * @param jitterBufferMax greatest delay of the jitter buffer, not below the least
 */
public record MediaOptions(
    PortRange rtpPorts, int threads, Duration jitterBufferMin, Duration jitterBufferMax) {}
