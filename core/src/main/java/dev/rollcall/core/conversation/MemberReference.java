package dev.rollcall.core.conversation;

import dev.rollcall.core.user.UserId;
import java.util.UUID;
import java.util.regex.Pattern;

/** How a caller names a member of a conversation. */
public sealed interface MemberReference {
  /** What looks like a telephone number or a SIP address. */
  Pattern ADDRESS = Pattern.compile("\\+[0-9]{3,15}|sips?:\\S{1,250}");

  /** The caller itself. */
  record Me() implements MemberReference {}

  /** By the membership's id or the user's id. */
  record ById(UUID id) implements MemberReference {}

  /** By the user's name. */
  record ByName(String name) implements MemberReference {}

  /** By the address of a phone. */
  record ByAddress(String address) implements MemberReference {}

  /** {@code me}, an id, a number or SIP address, or else a name. */
  static MemberReference of(String text) {
    if (text.equals("me")) {
      return new Me();
    }
    if (ADDRESS.matcher(text).matches()) {
      return new ByAddress(text);
    }
    return UserId.parse(text)
        .<MemberReference>map(id -> new ById(id.id()))
        .orElseGet(() -> new ByName(text));
  }
}
