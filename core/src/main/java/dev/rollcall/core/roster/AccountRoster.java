package dev.rollcall.core.roster;

import dev.rollcall.core.call.Call;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What is live of one account. Read by anyone at any time; each entry is written only by its
 * conference's writer.
 *
 * @param rooms by friendly name; holds a conference from just before its first participant to its
 *     end
 * @param conferences those that lists show
 * @param calls those that lists show
 * @param conferenceOfCall where each live call sits; one map for all accounts, since a phone that
 *     goes names only its call
 * @param pace when the calls that are made begin
 */
record AccountRoster(
    ConcurrentMap<String, LiveConference> rooms,
    NavigableMap<ConferenceSid, LiveConference> conferences,
    NavigableMap<CallSid, Call> calls,
    ConcurrentMap<CallSid, LiveConference> conferenceOfCall,
    CallPace pace) {
  static AccountRoster over(
      ConcurrentMap<CallSid, LiveConference> conferenceOfCall, CallPace pace) {
    return new AccountRoster(
        new ConcurrentHashMap<>(),
        new ConcurrentSkipListMap<>(),
        new ConcurrentSkipListMap<>(),
        conferenceOfCall,
        pace);
  }
}
