package dev.rollcall.core.roster;

import dev.rollcall.core.identity.ConferenceSid;

/** How a caller names a conference. */
public sealed interface ConferenceReference {
  /** By its sid, live or over. */
  record BySid(ConferenceSid sid) implements ConferenceReference {}

  /** By its friendly name, which means the live conference of that name. */
  record ByName(String friendlyName) implements ConferenceReference {}

  /** A sid if {@code text} is one, a friendly name otherwise. */
  static ConferenceReference of(String text) {
    return ConferenceSid.parse(text)
        .<ConferenceReference>map(BySid::new)
        .orElseGet(() -> new ByName(text));
  }
}
