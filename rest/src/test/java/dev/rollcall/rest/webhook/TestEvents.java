package dev.rollcall.rest.webhook;

import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallCallback;
import dev.rollcall.core.call.CallProgress;
import dev.rollcall.core.call.Parties;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceCallback;
import dev.rollcall.core.conference.ConferenceCallback.Kind;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantStatus;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.ParticipantSid;
import dev.rollcall.core.web.WebMethod;
import dev.rollcall.core.web.WebTarget;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Conferences, participants, calls and events, made without a roster. */
final class TestEvents {
  static final AccountSid ACCOUNT = new AccountSid(new UUID(0xACL, 1));
  static final Instant NOW = Instant.parse("2026-11-01T08:05:09.123Z");

  private TestEvents() {}

  /** A conference that tells everything to {@code address} by {@code method}. */
  static Conference conference(long number, URI address, WebMethod method) {
    return conference(number, address, method, EnumSet.allOf(Kind.class));
  }

  static Conference conference(long number, URI address, WebMethod method, Set<Kind> kinds) {
    return silent(number)
        .telling(Optional.of(new ConferenceCallback(new WebTarget(address, method), kinds)), NOW);
  }

  /** A conference that tells nobody. */
  static Conference silent(long number) {
    return Conference.opened(new ConferenceSid(new UUID(0xCFL, number)), ACCOUNT, "a & b", NOW);
  }

  static Participant participant(Conference conference, Optional<String> label) {
    return new Participant(
        new ParticipantSid(new UUID(0xC9L, 1)),
        ACCOUNT,
        conference.sid(),
        callSid(1),
        new Parties("sip:ada@127.0.0.1", "sip:room@127.0.0.1", Optional.empty()),
        label,
        Controls.DEFAULT,
        ParticipantStatus.CONNECTED,
        NOW,
        NOW,
        Optional.of(NOW),
        Optional.empty());
  }

  static ConferenceEvent joined(Conference conference, long sequence) {
    return new ConferenceEvent.Joined(
        conference, sequence, NOW, participant(conference, Optional.of("ada")));
  }

  static ConferenceEvent spoke(Conference conference, boolean speaking) {
    return new ConferenceEvent.Spoke(
        conference, 1, NOW, participant(conference, Optional.of("ada")), speaking);
  }

  static CallSid callSid(long number) {
    return new CallSid(new UUID(0xCAL, number));
  }

  static Call call(URI address, Set<CallProgress> steps) {
    return Call.queued(
        callSid(1),
        ACCOUNT,
        new Parties("+15005550006", "sip:ada@127.0.0.1", Optional.empty()),
        Duration.ZERO,
        Optional.of(new CallCallback(new WebTarget(address, WebMethod.POST), steps)),
        NOW);
  }
}
