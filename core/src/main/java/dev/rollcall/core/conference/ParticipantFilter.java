package dev.rollcall.core.conference;

import java.util.Optional;

/** Which participants a list is to show; every given condition must hold. */
public record ParticipantFilter(
    Optional<Boolean> muted, Optional<Boolean> hold, Optional<Boolean> coaching) {
  /** Shows every participant. */
  public static final ParticipantFilter ALL =
      new ParticipantFilter(Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether {@code participant} is to be shown. */
  public boolean accepts(Participant participant) {
    Controls controls = participant.controls();
    return muted.map(wanted -> wanted == controls.muted()).orElse(true)
        && hold.map(wanted -> wanted == controls.hold()).orElse(true)
        && coaching.map(wanted -> wanted == controls.coaching()).orElse(true);
  }
}
