package dev.rollcall.mcp;

/**
 * What a server has to do at one moment.
 *
 * @param sessions clients of older revisions that have shaken hands and not left
 * @param streams open streams of notifications
 * @param callsRunning requests that the application works on
 * @param answered requests answered since the start
 */
public record McpStatistics(int sessions, int streams, int callsRunning, long answered) {}
