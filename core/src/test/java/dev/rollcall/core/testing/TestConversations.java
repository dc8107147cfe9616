package dev.rollcall.core.testing;

import dev.rollcall.core.access.Credential;
import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.conversation.Conversation;
import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.conversation.ConversationPorts;
import dev.rollcall.core.conversation.ConversationSink;
import dev.rollcall.core.conversation.Conversations;
import dev.rollcall.core.conversation.MemberReference;
import dev.rollcall.core.conversation.Membership;
import dev.rollcall.core.conversation.Message;
import dev.rollcall.core.conversation.MessageRole;
import dev.rollcall.core.conversation.NewMessage;
import dev.rollcall.core.conversation.Part;
import dev.rollcall.core.conversation.Role;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.journal.JournalException;
import dev.rollcall.core.user.ActorType;
import dev.rollcall.core.user.User;
import dev.rollcall.core.user.UserChange;
import dev.rollcall.core.user.UserId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Real conversations over a store in memory, with a clock that moves by hand, and short ways to
 * make users and callers.
 */
public final class TestConversations {
  /** Everything but the admin scope. */
  public static final Set<Scope> ALL_SCOPES =
      Set.copyOf(EnumSet.complementOf(EnumSet.of(Scope.CONVERSATIONS_ADMIN)));

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T08:00:00Z"));
  private final SidGenerator sids = new SidGenerator(clock, new Random(2));
  private final MemoryConversations store = new MemoryConversations();
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final ConversationPorts ports =
      new ConversationPorts(
          sids, clock, store, store, store, (id, aspects) -> told.add(new Told(id, aspects)));
  private final Conversations conversations = new Conversations(ports);

  /** What the sink was told. */
  public record Told(ConversationId conversation, Set<ConversationSink.Aspect> aspects) {
    public Told {
      aspects = Set.copyOf(aspects);
    }
  }

  public Conversations conversations() {
    return conversations;
  }

  public ConversationPorts ports() {
    return ports;
  }

  public MemoryConversations store() {
    return store;
  }

  public ManualClock clock() {
    return clock;
  }

  /** What the sink was told so far, in order. */
  public List<Told> told() {
    return told;
  }

  /** A new person of {@link TestRoster#ACCOUNT} as a caller with {@link #ALL_SCOPES}. */
  public Principal person(String name, String... addresses) {
    return caller(TestRoster.ACCOUNT, name, ActorType.USER, addresses);
  }

  /** A new agent of {@link TestRoster#ACCOUNT} as a caller with {@link #ALL_SCOPES}. */
  public Principal agent(String name) {
    return caller(TestRoster.ACCOUNT, name, ActorType.AGENT);
  }

  /** A new user as a caller with {@link #ALL_SCOPES}. */
  public Principal caller(AccountSid account, String name, ActorType type, String... addresses) {
    User user =
        new User(
            sids.id(UserId::new),
            account,
            type,
            name,
            name + " by name",
            List.of(addresses),
            clock.instant());
    try {
      store.commit(List.of(new UserChange(user)));
    } catch (JournalException e) {
      throw new IllegalStateException(e);
    }
    return new Principal(user, ALL_SCOPES, new Credential.OfIssuer(name, Instant.MAX));
  }

  /** The same user with other scopes. */
  public static Principal with(Principal caller, Scope... scopes) {
    return new Principal(caller.user(), Set.of(scopes), caller.credential());
  }

  public Conversation create(Principal owner) {
    return conversations.create(owner, Optional.of("Launch"), Optional.empty());
  }

  public Membership add(Principal by, ConversationId id, Principal newcomer, Role role) {
    return conversations.addMember(by, id, named(newcomer), role);
  }

  public static MemberReference named(Principal user) {
    return MemberReference.of(user.user().name());
  }

  /** Posts {@code text} on the part that callers of its kind write on. */
  public Message post(Principal sender, ConversationId id, String text) {
    return conversations.post(sender, id, message(sender, text));
  }

  /** A message without a key, answering the current one. */
  public static NewMessage message(Principal sender, String text) {
    return new NewMessage(
        sender.user().type() == ActorType.USER ? MessageRole.USER : MessageRole.ASSISTANT,
        List.of(new Part.Text(text)),
        Optional.empty(),
        Optional.empty());
  }
}
