package dev.rollcall.http.client;

import java.time.Duration;

/**
 * How long one request may take. All are positive.
 *
 * @param connect until a connection stands, TLS included; for each address of the host anew
 * @param silence between the request and the answer, and between parts of the answer
 * @param total for everything; of a streamed answer, until its body begins
 */
public record Timeouts(Duration connect, Duration silence, Duration total) {}
