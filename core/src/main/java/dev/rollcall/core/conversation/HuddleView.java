package dev.rollcall.core.conversation;

import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.user.User;
import java.util.List;
import java.util.Optional;

/** A huddle and who is in its call now, oldest first. */
public record HuddleView(Huddle huddle, List<Caller> callers) {
  public HuddleView {
    callers = List.copyOf(callers);
  }

  /**
   * One call in the huddle.
   *
   * @param user who calls from that address, if it is known
   */
  public record Caller(Participant participant, Optional<User> user) {}
}
