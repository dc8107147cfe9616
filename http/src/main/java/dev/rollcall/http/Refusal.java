package dev.rollcall.http;

/**
 * A request that the server answers itself, because it is malformed, too large or one too many, or
 * because its handler failed.
 *
 * @param requestId the request's name, for the answer and the log
 * @param status the answer's status, 400 to 599
 * @param message what is wrong and what to do, fit for the client's eyes
 */
public record Refusal(String requestId, int status, String message) {}
