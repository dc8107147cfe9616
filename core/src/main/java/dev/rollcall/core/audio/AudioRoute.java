package dev.rollcall.core.audio;

import dev.rollcall.core.identity.CallSid;

/** How the audio of one call goes in and out of its conference. */
public record AudioRoute(CallSid call, Speaks speaks, Hears hears) {}
