package dev.rollcall.http.client;

import java.time.Duration;

/**
 * Limits of what is fetched.
 *
 * @param allowPrivateTargets whether addresses of private, loopback and other special networks may
 *     be asked
 * @param timeout for the whole of one request, redirects included
 * @param maximumBytes how long a body may be
 */
public record FetcherSettings(boolean allowPrivateTargets, Duration timeout, int maximumBytes) {}
