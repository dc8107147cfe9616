package dev.rollcall.core.user;

/**
 * Somebody or something that takes part.
 *
 * @param reference the {@link UserId} of a user, an agent or a bot; a phone's number or SIP
 *     address; {@code rollcall} for the system
 */
public record Actor(ActorType type, String reference) {
  /** The server itself. */
  public static final Actor SYSTEM = new Actor(ActorType.SYSTEM, "rollcall");

  public static Actor phone(String address) {
    return new Actor(ActorType.PHONE, address);
  }
}
