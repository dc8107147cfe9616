package dev.rollcall.core.conversation;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.user.Actor;
import dev.rollcall.core.user.ActorType;
import java.time.Instant;
import java.util.Optional;

/**
 * One actor's stay in one conversation. An actor that comes back gets a new one; ended ones are
 * kept. Immutable.
 *
 * @param displayName what people read, as it was when the actor joined
 * @param marker empty if nothing has been read
 * @param markerPrivate whether only the member itself may see how far it has read
 * @param left when it ended, if it did
 * @param addedBy who added it; empty for the conversation's creator
 */
public record Membership(
    MembershipId id,
    AccountSid account,
    ConversationId conversation,
    Actor actor,
    String displayName,
    Role role,
    MembershipState state,
    Optional<ReadMarker> marker,
    boolean markerPrivate,
    NotificationPreference notificationPreference,
    Instant joined,
    Optional<Instant> left,
    Optional<Actor> addedBy,
    Instant updated) {

  /** The user's id; empty for all other actors. */
  public Optional<String> userId() {
    return actor.type() == ActorType.USER ? Optional.of(actor.reference()) : Optional.empty();
  }

  /** Where it stands in the conversation's list of members. */
  public Place place() {
    return new Place(joined, id);
  }

  Membership with(Role newRole, Instant now) {
    return copy(newRole, state, marker, markerPrivate, notificationPreference, left, now);
  }

  Membership with(ReadMarker newMarker, Instant now) {
    return copy(
        role, state, Optional.of(newMarker), markerPrivate, notificationPreference, left, now);
  }

  Membership with(NotificationPreference preference, boolean isPrivate, Instant now) {
    return copy(role, state, marker, isPrivate, preference, left, now);
  }

  /** The same membership, over since {@code now}. */
  Membership ended(MembershipState how, Instant now) {
    return copy(role, how, marker, markerPrivate, notificationPreference, Optional.of(now), now);
  }

  /** The same membership as it is shown to somebody. */
  Membership showing(Optional<ReadMarker> shown) {
    return copy(role, state, shown, markerPrivate, notificationPreference, left, updated);
  }

  private Membership copy(
      Role newRole,
      MembershipState newState,
      Optional<ReadMarker> newMarker,
      boolean newMarkerPrivate,
      NotificationPreference newPreference,
      Optional<Instant> newLeft,
      Instant newUpdated) {
    return new Membership(
        id,
        account,
        conversation,
        actor,
        displayName,
        newRole,
        newState,
        newMarker,
        newMarkerPrivate,
        newPreference,
        joined,
        newLeft,
        addedBy,
        newUpdated);
  }

  /** The order of members: by time of joining, then by id. */
  public record Place(Instant joined, MembershipId id) {}
}
