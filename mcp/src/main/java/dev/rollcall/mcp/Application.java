package dev.rollcall.mcp;

import dev.rollcall.http.HttpResponse;
import java.util.Optional;

/**
 * What a server offers. Safe for use by many threads.
 *
 * @param <P> who calls: made by the {@link Gate} for each request
 */
public interface Application<P> {
  /** What the server says of itself. */
  Implementation implementation();

  /** How a model is to use the server, in a few sentences. */
  Optional<String> instructions();

  /**
   * The tools and prompts that {@code caller} sees. Asked for each request; callers who see the
   * same are given the same instance, since the engine keeps what it derives from one.
   */
  Catalogue<P> catalogue(P caller);

  /** What can be read by URI. */
  Resources<P> resources();

  /** Suggestions for an argument of a prompt or a resource template. */
  Completer<P> completer();

  /**
   * The HTTP answer for a caller who has not been granted what {@code target} needs, such as 403
   * with a challenge; empty if it may go on. Asked before anything else is done for the request.
   */
  Optional<HttpResponse> forbid(P caller, Target target);

  /**
   * A name for {@code caller} that stays the same between its requests and is nobody else's. Binds
   * sessions and the state of unfinished calls to their owner.
   */
  String identity(P caller);
}
