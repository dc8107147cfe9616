package dev.rollcall.core.roster;

import dev.rollcall.core.audio.Sound;
import dev.rollcall.core.call.Call;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.signalling.CallLeg;
import java.util.Optional;

/**
 * Everything a live conference holds of one participant. Immutable.
 *
 * @param holdMusic what it hears while on hold; the built-in music if empty
 */
record Seat(Participant participant, Call call, CallLeg leg, Optional<Sound> holdMusic) {}
