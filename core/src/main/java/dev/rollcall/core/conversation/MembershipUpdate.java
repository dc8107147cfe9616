package dev.rollcall.core.conversation;

import java.util.Optional;

/**
 * What is to change of a membership; what is empty stays.
 *
 * @param role only an owner may change it
 * @param notificationPreference only the member itself may change it
 * @param markerPrivate only the member itself may change it
 */
public record MembershipUpdate(
    Optional<Role> role,
    Optional<NotificationPreference> notificationPreference,
    Optional<Boolean> markerPrivate) {}
