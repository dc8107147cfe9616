package dev.rollcall.core.roster;

/** How many conferences and participants are live. */
public record RosterStatistics(int conferences, int participants) {}
