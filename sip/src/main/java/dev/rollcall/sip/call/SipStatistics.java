package dev.rollcall.sip.call;

import dev.rollcall.sip.transaction.TransactionStatistics;
import dev.rollcall.sip.transport.TransportStatistics;

/**
 * What the signalling side does and did.
 *
 * @param calls how many there are now, from INVITE to the answer to BYE
 */
public record SipStatistics(
    int calls, TransactionStatistics transactions, TransportStatistics transport) {}
