package dev.rollcall.core.conference;

import dev.rollcall.core.paging.InstantRange;
import java.util.Optional;

/** Which conferences a list is to show; every given condition must hold. */
public record ConferenceFilter(
    Optional<ConferenceStatus> status,
    Optional<String> friendlyName,
    InstantRange created,
    InstantRange updated) {

  /** Shows every conference. */
  public static final ConferenceFilter ALL =
      new ConferenceFilter(
          Optional.empty(), Optional.empty(), InstantRange.ALWAYS, InstantRange.ALWAYS);

  /** Whether {@code conference} is to be shown. */
  public boolean accepts(Conference conference) {
    return status.map(conference.status()::equals).orElse(true)
        && friendlyName.map(conference.friendlyName()::equals).orElse(true)
        && created.contains(conference.created())
        && updated.contains(conference.updated());
  }
}
