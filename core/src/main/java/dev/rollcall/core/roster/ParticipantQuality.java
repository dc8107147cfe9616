package dev.rollcall.core.roster;

import dev.rollcall.core.audio.CallQuality;
import dev.rollcall.core.conference.Participant;
import java.util.Optional;

/**
 * How well a participant is heard and hears.
 *
 * @param speaking whether it speaks now so that others hear it, as events told last
 * @param quality how its audio arrives now, or arrived until it left; empty if that is not known,
 *     or its audio crosses no network
 */
public record ParticipantQuality(
    Participant participant, boolean speaking, Optional<CallQuality> quality) {}
