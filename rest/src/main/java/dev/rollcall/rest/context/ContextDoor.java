package dev.rollcall.rest.context;

import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.account.Proof;
import dev.rollcall.core.event.Instigator;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.http.HttpHandler;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.Refusal;
import dev.rollcall.ocp.Compatibility;
import dev.rollcall.ocp.context.AgentContext;
import dev.rollcall.ocp.context.AgentContextBuilder;
import dev.rollcall.ocp.context.ContextHeaders;
import dev.rollcall.ocp.context.ContextLimits;
import dev.rollcall.rest.AccountProof;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a door to agents that speak the Open Context Protocol, at its second level: what happens
 * during a request is kept as the doing of whom its headers name ({@link Instigator}), and the
 * answer carries the context back with the state of the roster as its summary, errors and heads of
 * streams included.
 *
 * <p>Only for who proves an active account: for others the headers are not even read, and no answer
 * tells them anything. No header of the protocol ever makes a request fail; what is faulty counts
 * as missing. Contents of a context are not logged here.
 */
public final class ContextDoor implements HttpHandler {
  private static final Logger log = LoggerFactory.getLogger(ContextDoor.class);

  /**
   * Bytes that a session may unpack to. Ordinary ones that are as long as they may be come to 110
   * to 280 KB; the codec's own limit is for agents, which read few contexts at once.
   */
  private static final int UNPACKED = 512 * 1024;

  private static final int UNAUTHORIZED = 401;

  private static final ContextHeaders CODEC =
      new ContextHeaders(
          Compatibility.CORRECT,
          new ContextLimits(
              ContextLimits.STANDARD.sent(),
              ContextLimits.STANDARD.accepted(),
              UNPACKED,
              ContextLimits.STANDARD.depth()));

  private final HttpHandler door;
  private final Accounts accounts;
  private final RosterState state;
  private final InstantSource clock;

  /** {@code door}, whose requests prove accounts as {@link AccountProof} says. */
  public ContextDoor(HttpHandler door, Accounts accounts, Roster roster, InstantSource clock) {
    this.door = door;
    this.accounts = accounts;
    this.clock = clock;
    state = new RosterState(accounts, roster);
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    if (request.headers().first(ContextHeaders.CONTEXT_ID).isEmpty()) {
      return door.handle(request);
    }
    Optional<AccountSid> account =
        AccountProof.of(request, accounts).map(Proof::account).filter(accounts::isActive);
    Optional<GivenContext> given = account.flatMap(_ -> given(request));
    if (account.isEmpty() || given.isEmpty()) {
      return door.handle(request);
    }
    HttpResponse response =
        Instigator.acting(Optional.of(given.get().instigator()), () -> door.handle(request));
    return response.status() == UNAUTHORIZED
        ? response
        : answered(response, given.get(), account.get(), request);
  }

  @Override
  public HttpResponse refuse(Refusal refusal) {
    return door.refuse(refusal);
  }

  private static Optional<GivenContext> given(HttpRequest request) {
    try {
      return GivenContext.of(request.headers(), CODEC);
    } catch (RuntimeException e) {
      // What others wrote must not make the request fail, whatever it does to the codec.
      log.atWarn()
          .addKeyValue("request", request.id())
          .addKeyValue("cause", e.getClass().getName())
          .log("a context could not be read; the request is served without it");
      return Optional.empty();
    }
  }

  private HttpResponse answered(
      HttpResponse response, GivenContext given, AccountSid account, HttpRequest request) {
    try {
      HttpResponse answered = response;
      for (Map.Entry<String, String> header :
          CODEC.encode(answer(given, account, request)).entrySet()) {
        answered = answered.with(header.getKey(), header.getValue());
      }
      return answered;
    } catch (RuntimeException e) {
      // The request is done: its answer is worth more than what would go with it.
      log.atError()
          .setCause(e)
          .addKeyValue("request", request.id())
          .log("an answer goes out without its context");
      return response;
    }
  }

  private AgentContext answer(GivenContext given, AccountSid account, HttpRequest request) {
    Instigator who = given.instigator();
    AgentContextBuilder context =
        AgentContext.builder()
            .clock(clock)
            .contextId(who.contextId())
            .agentType(who.agentType())
            .contextSummary(state.line(account, request.segments()));
    who.user().ifPresent(context::user);
    who.workspace().ifPresent(context::workspace);
    given.goal().ifPresent(context::currentGoal);
    return context.build();
  }
}
