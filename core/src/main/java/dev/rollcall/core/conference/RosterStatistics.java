package dev.rollcall.core.conference;

/** How many conferences and participants are live. */
public record RosterStatistics(int conferences, int participants) {}
