package dev.rollcall.server.command;

import java.util.Locale;

/** Where a conference stands, spelt as the API spells it. */
enum ConferenceState {
  INIT,
  IN_PROGRESS,
  COMPLETED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
