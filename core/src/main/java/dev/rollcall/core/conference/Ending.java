package dev.rollcall.core.conference;

import dev.rollcall.core.identity.CallSid;
import java.util.Optional;

/**
 * Why a conference ended, and by whom.
 *
 * @param call the call whose leaving ended it; empty if it was ended otherwise
 */
public record Ending(EndReason reason, Optional<CallSid> call) {}
