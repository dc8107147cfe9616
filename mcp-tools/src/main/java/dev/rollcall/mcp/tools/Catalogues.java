package dev.rollcall.mcp.tools;

import dev.rollcall.core.access.Credential;
import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.Scope;
import dev.rollcall.mcp.Catalogue;
import dev.rollcall.mcp.Prompt;
import dev.rollcall.mcp.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What each visitor sees of the tools and prompts. Visitors who see the same get the same instance.
 *
 * <p>Tools that an API token cannot use are hidden: it will never be able to. To an OAuth token
 * they are shown, since a client that calls one is challenged and can come back with more scopes.
 */
final class Catalogues {
  private static final int MOST_KEPT = 512;
  private static final Set<Scope> ALL_SCOPES = Set.of(Scope.values());

  private final List<OfferedTool> tools;
  private final Prompt<Visitor> whoIsIn;
  private final Prompt<Visitor> catchUp;
  private final ConcurrentMap<Key, Catalogue<Visitor>> bySight = new ConcurrentHashMap<>();
  private final ConcurrentMap<List<String>, Catalogue<Visitor>> byContent =
      new ConcurrentHashMap<>();

  Catalogues(List<OfferedTool> tools, RollcallPrompts prompts) {
    this.tools = List.copyOf(tools);
    this.whoIsIn = prompts.whoIsIn();
    this.catchUp = prompts.catchUp();
  }

  Catalogue<Visitor> of(Visitor visitor) {
    Principal principal = visitor.principal();
    boolean hides = principal.credential() instanceof Credential.OfToken;
    Key key = new Key(visitor.selection(), hides ? principal.scopes() : ALL_SCOPES);
    Catalogue<Visitor> known = bySight.get(key);
    if (known != null) {
      return known;
    }
    return remember(bySight, key, share(make(key, hides, principal)));
  }

  /** What a visitor sees who may use everything and asks for all of it. */
  Catalogue<Visitor> whole() {
    return share(
        new Catalogue<>(tools.stream().map(OfferedTool::tool).toList(), List.of(whoIsIn, catchUp)));
  }

  /** The scope that the prompt needs and {@code principal} has not. */
  static Optional<Scope> scopeOfPrompt(String name, Principal principal) {
    return switch (name) {
      case RollcallPrompts.CATCH_UP ->
          Optional.of(Scope.CONVERSATIONS_READ).filter(scope -> !principal.may(scope));
      case RollcallPrompts.WHO_IS_IN ->
          principal.may(Scope.CONFERENCES_READ)
              ? Optional.empty()
              : Optional.of(Scope.CONVERSATIONS_READ).filter(scope -> !principal.may(scope));
      default -> Optional.empty();
    };
  }

  private Catalogue<Visitor> make(Key key, boolean hides, Principal principal) {
    List<Tool<Visitor>> shown =
        tools.stream()
            .filter(each -> key.selection.includes(each.operation()))
            .filter(each -> !hides || each.operation().isOpenTo(principal))
            .map(OfferedTool::tool)
            .toList();
    List<Prompt<Visitor>> offered = new ArrayList<>();
    for (Prompt<Visitor> prompt : List.of(whoIsIn, catchUp)) {
      if (!hides || scopeOfPrompt(prompt.definition().name(), principal).isEmpty()) {
        offered.add(prompt);
      }
    }
    return new Catalogue<>(shown, offered);
  }

  /** The same instance for the same content, whichever way it was asked for. */
  private Catalogue<Visitor> share(Catalogue<Visitor> made) {
    List<String> names = new ArrayList<>();
    made.tools().forEach(each -> names.add(each.definition().name()));
    made.prompts().forEach(each -> names.add(each.definition().name()));
    Catalogue<Visitor> known = byContent.get(List.copyOf(names));
    return known != null ? known : remember(byContent, List.copyOf(names), made);
  }

  /** Forgets everything once there is too much: callers can ask for more than can be kept. */
  private static <K> Catalogue<Visitor> remember(
      ConcurrentMap<K, Catalogue<Visitor>> kept, K key, Catalogue<Visitor> catalogue) {
    if (kept.size() >= MOST_KEPT) {
      kept.clear();
    }
    Catalogue<Visitor> other = kept.putIfAbsent(key, catalogue);
    return other != null ? other : catalogue;
  }

  private record Key(Selection selection, Set<Scope> scopes) {}
}
