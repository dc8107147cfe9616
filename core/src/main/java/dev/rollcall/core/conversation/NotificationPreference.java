package dev.rollcall.core.conversation;

/** Of which messages a member wants to be notified. */
public enum NotificationPreference {
  ALL,
  MENTIONS,
  NONE
}
