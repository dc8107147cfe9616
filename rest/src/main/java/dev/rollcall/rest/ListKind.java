package dev.rollcall.rest;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.KeySid;
import dev.rollcall.core.identity.ParticipantSid;
import dev.rollcall.core.identity.Sid;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The lists of this API. */
enum ListKind {
  ACCOUNTS,
  KEYS,
  PARTICIPANTS,
  CONFERENCES,
  CALLS;

  private static final Set<String> OF_ACCOUNTS = Set.of("FriendlyName", "Status");
  private static final Set<String> OF_PARTICIPANTS = Set.of("Muted", "Hold", "Coaching", "Status");
  private static final Set<String> OF_CONFERENCES =
      Set.of(
          "Status",
          "FriendlyName",
          "DateCreated",
          "DateCreated<",
          "DateCreated>",
          "DateUpdated",
          "DateUpdated<",
          "DateUpdated>");
  private static final Set<String> OF_CALLS =
      Set.of(
          "To",
          "From",
          "ParentCallSid",
          "Status",
          "StartTime",
          "StartTime<",
          "StartTime>",
          "EndTime",
          "EndTime<",
          "EndTime>");

  /** The name of the records' array in the answer. */
  String key() {
    return switch (this) {
      case ACCOUNTS -> "accounts";
      case KEYS -> "keys";
      case PARTICIPANTS -> "participants";
      case CONFERENCES -> "conferences";
      case CALLS -> "calls";
    };
  }

  /** The parameters that choose records; they go along in the links of pages. */
  Set<String> filters() {
    return switch (this) {
      case ACCOUNTS -> OF_ACCOUNTS;
      case KEYS -> Set.of();
      case PARTICIPANTS -> OF_PARTICIPANTS;
      case CONFERENCES -> OF_CONFERENCES;
      case CALLS -> OF_CALLS;
    };
  }

  /** The id in the sid of a record as it stands in a page token; empty if it is none. */
  Optional<UUID> recordId(String sid) {
    return switch (this) {
      case ACCOUNTS -> AccountSid.parse(sid).map(Sid::id);
      case KEYS -> KeySid.parse(sid).map(Sid::id);
      case PARTICIPANTS -> ParticipantSid.parse(sid).map(Sid::id);
      case CONFERENCES -> ConferenceSid.parse(sid).map(Sid::id);
      case CALLS -> CallSid.parse(sid).map(Sid::id);
    };
  }
}
