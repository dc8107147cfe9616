package dev.rollcall.core.journal;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.ParticipantSid;
import java.time.Instant;

/**
 * An idempotency key under which a participant was created.
 *
 * @param fingerprint tells one request from another
 */
public record UsedKey(
    AccountSid account,
    String key,
    String fingerprint,
    ConferenceSid conference,
    ParticipantSid participant,
    Instant created) {}
