package dev.rollcall.core.signalling;

import dev.rollcall.core.call.Parties;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import java.util.Optional;

/**
 * A call that wants to join a room.
 *
 * @param room the friendly name of the conference; it is opened if no live one has it
 * @param call the call's sid, made by {@link dev.rollcall.core.identity.SidGenerator}
 * @param label the wanted label
 * @param leg how core ends the call
 */
public record JoinRequest(
    AccountSid account,
    String room,
    CallSid call,
    Parties parties,
    Optional<String> label,
    Controls controls,
    CallLeg leg) {}
