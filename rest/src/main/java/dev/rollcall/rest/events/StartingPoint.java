package dev.rollcall.rest.events;

/**
 * Where a reader begins.
 *
 * @param source whose events are read
 * @param after the number behind which they begin
 * @param finished whether the client has everything that there is and can ever be
 */
record StartingPoint(EventSource source, long after, boolean finished) {}
