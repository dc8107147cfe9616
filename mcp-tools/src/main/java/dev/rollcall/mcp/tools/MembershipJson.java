package dev.rollcall.mcp.tools;

import dev.rollcall.core.conversation.Membership;
import dev.rollcall.core.user.Actor;

/** Writes who is in a conversation. */
final class MembershipJson {
  private MembershipJson() {}

  /** The seven fields of the published contract, in its order, and no more. */
  static void listed(Fields json, Membership membership) {
    json.begin();
    contract(json, membership);
    json.end();
  }

  /** All there is to know: also who it is, and how it came and went. */
  static void whole(Fields json, Membership membership) {
    json.begin();
    contract(json, membership);
    json.plain("actor_type", Spelling.of(membership.actor().type()));
    json.shown("actor_reference", membership.actor().reference());
    json.shown("display_name", membership.displayName());
    json.plain("membership_state", Spelling.of(membership.state()));
    json.flag("read_marker_private", membership.markerPrivate());
    json.time("left_at", membership.left());
    json.shown("added_by", membership.addedBy().map(Actor::reference));
    json.end();
  }

  private static void contract(Fields json, Membership membership) {
    json.plain("id", membership.id().text());
    json.plain("conversation_id", membership.conversation().text());
    json.data("user_id", membership.userId());
    json.plain("role", Spelling.of(membership.role()));
    json.plain("last_read_message_id", membership.marker().map(each -> each.message().text()));
    json.plain("notification_preference", Spelling.of(membership.notificationPreference()));
    json.time("joined_at", membership.joined());
  }
}
