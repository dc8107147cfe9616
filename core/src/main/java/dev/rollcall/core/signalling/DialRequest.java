package dev.rollcall.core.signalling;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import java.time.Duration;
import java.util.Optional;

/**
 * A call to be made.
 *
 * @param from who calls, as the app said: a number, a SIP user part or a {@code client:} name
 * @param callerId shown to the called phone instead of {@code from}
 * @param displayName shown beside it
 * @param ringFor how long the phone may ring before the call is taken back as not answered
 * @param earlyMedia whether audio that comes before the answer is wanted
 */
public record DialRequest(
    AccountSid account,
    CallSid call,
    Destination to,
    String from,
    Optional<String> callerId,
    Optional<String> displayName,
    Duration ringFor,
    boolean earlyMedia,
    Optional<SipCredentials> credentials) {}
