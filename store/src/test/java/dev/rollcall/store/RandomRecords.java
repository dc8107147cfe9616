package dev.rollcall.store;

import dev.rollcall.core.audio.CallQuality;
import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallCallback;
import dev.rollcall.core.call.CallDirection;
import dev.rollcall.core.call.CallFilter;
import dev.rollcall.core.call.CallProgress;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.call.Parties;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceCallback;
import dev.rollcall.core.conference.ConferenceFilter;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.Departure;
import dev.rollcall.core.conference.EndReason;
import dev.rollcall.core.conference.Ending;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.conference.ParticipantStatus;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.ParticipantSid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.paging.Cursor;
import dev.rollcall.core.paging.InstantRange;
import dev.rollcall.core.paging.Keyset;
import dev.rollcall.core.web.WebMethod;
import dev.rollcall.core.web.WebTarget;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Records and filters with everything that may vary varied. Values come from small sets, so that
 * filters meet records; ids come from all 128 bits, so that their order is put to the test.
 */
final class RandomRecords {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final int MILLIS = 40;
  private static final List<String> TEXTS =
      List.of(
          "",
          "standup",
          "Standup",
          "sip:anna@example.org",
          "+4930123456",
          "O'Brien \"; drop table call; --",
          "Grüße 🎧 日本語",
          "nul\u0000inside",
          "%_",
          " spaced ");

  private final RandomGenerator random;

  RandomRecords(long seed) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  static Change change(Conference conference) {
    return new Change.OfConference(conference);
  }

  static Change change(Participant participant) {
    return new Change.OfParticipant(participant);
  }

  static Change change(Call call) {
    return new Change.OfCall(call);
  }

  AccountSid account() {
    return new AccountSid(id());
  }

  UUID id() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean flag() {
    return random.nextBoolean();
  }

  <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  Conference conference(AccountSid account) {
    return conference(account, oneOf(List.of(ConferenceStatus.values())));
  }

  Conference conference(AccountSid account, ConferenceStatus status) {
    return new Conference(
        new ConferenceSid(id()),
        account,
        text(),
        status,
        instant(),
        instant(),
        maybe(this::instant),
        maybe(() -> new Ending(oneOf(List.of(EndReason.values())), maybe(() -> new CallSid(id())))),
        maybe(() -> new ConferenceCallback(target(), someOf(ConferenceCallback.Kind.class))));
  }

  Participant participant(AccountSid account, ConferenceSid conference) {
    return new Participant(
        new ParticipantSid(id()),
        account,
        conference,
        new CallSid(id()),
        parties(),
        maybe(this::text),
        new Controls(
            random.nextBoolean(),
            random.nextBoolean(),
            maybe(() -> new CallSid(id())),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean()),
        oneOf(List.of(ParticipantStatus.values())),
        instant(),
        instant(),
        maybe(this::instant),
        maybe(
            () ->
                new Departure(
                    instant(),
                    oneOf(List.of(LeaveReason.values())),
                    oneOf(List.of(CallStatus.values())),
                    maybe(this::quality))));
  }

  CallQuality quality() {
    return new CallQuality(
        oneOf(List.of("PCMU", "PCMA")),
        new CallQuality.Received(
            random.nextLong(1L << 40),
            random.nextInt(99),
            random.nextInt(99),
            random.nextInt(99),
            random.nextBoolean()
                ? OptionalDouble.of(random.nextDouble(300))
                : OptionalDouble.empty(),
            random.nextBoolean() ? OptionalInt.of(random.nextInt(500)) : OptionalInt.empty()),
        new CallQuality.Sent(
            random.nextLong(1L << 40),
            maybe(
                () ->
                    new CallQuality.FarEnd(
                        random.nextDouble(100),
                        random.nextDouble(300),
                        maybe(() -> Duration.ofNanos(random.nextLong(1L << 40)))))));
  }

  Call call(AccountSid account) {
    return new Call(
        new CallSid(id()),
        account,
        parties(),
        oneOf(List.of(CallDirection.values())),
        oneOf(List.of(CallStatus.values())),
        instant(),
        instant(),
        maybe(this::instant),
        maybe(this::instant),
        maybe(this::outgoing));
  }

  private Call.Outgoing outgoing() {
    return new Call.Outgoing(
        Duration.ofMillis(random.nextLong(1L << 40)),
        maybe(() -> new CallCallback(target(), someOf(CallProgress.class))),
        random.nextInt(5),
        maybe(() -> 300 + random.nextInt(400)));
  }

  /** All of it comes back, what is not sent too. */
  WebTarget target() {
    return new WebTarget(
        URI.create(
            oneOf(
                List.of(
                    "https://app.example.org/told?of=%C3%A9&and#rc=2&rp=all",
                    "http://[::1]:8080", "https://user:secret@example.org:8443/a%2Fb;c='d'"))),
        oneOf(List.of(WebMethod.values())));
  }

  private <E extends Enum<E>> Set<E> someOf(Class<E> type) {
    Set<E> some = EnumSet.allOf(type);
    some.removeIf(_ -> random.nextBoolean());
    return some;
  }

  ConferenceFilter conferenceFilter() {
    return new ConferenceFilter(
        maybe(() -> oneOf(List.of(ConferenceStatus.values()))),
        maybe(this::text),
        range(),
        range());
  }

  ParticipantFilter participantFilter() {
    return new ParticipantFilter(
        maybe(random::nextBoolean), maybe(random::nextBoolean), maybe(random::nextBoolean));
  }

  CallFilter callFilter() {
    return new CallFilter(
        maybe(this::text),
        maybe(this::text),
        random.nextInt(8) == 0 ? Optional.of(new CallSid(id())) : Optional.empty(),
        maybe(() -> oneOf(List.of(CallStatus.values()))),
        range(),
        range());
  }

  /** At a random place, often one of {@code ids}. */
  Keyset keyset(List<UUID> ids) {
    UUID place = random.nextBoolean() ? oneOf(ids) : id();
    return new Keyset(
        maybe(() -> random.nextBoolean() ? Cursor.after(place) : Cursor.before(place)),
        1 + random.nextInt(20));
  }

  private Parties parties() {
    return new Parties(text(), text(), maybe(this::text));
  }

  String text() {
    return oneOf(TEXTS);
  }

  Instant instant() {
    return START.plusMillis(random.nextInt(MILLIS));
  }

  /** Bounds lie on, between and far outside the instants of the records. */
  private InstantRange range() {
    return switch (random.nextInt(3)) {
      case 0 -> new InstantRange(maybe(this::bound), maybe(this::bound));
      default -> InstantRange.ALWAYS;
    };
  }

  private Instant bound() {
    return switch (random.nextInt(12)) {
      case 0 -> Instant.MIN;
      case 1 -> Instant.MAX;
      case 2, 3, 4 -> instant().plusNanos(1 + random.nextInt(999_999));
      default -> instant();
    };
  }

  <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }
}
