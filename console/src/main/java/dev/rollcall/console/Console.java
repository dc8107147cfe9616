package dev.rollcall.console;

import dev.rollcall.console.catalogue.ToolsDoor;
import dev.rollcall.core.access.Tokens;
import dev.rollcall.core.access.VouchedPrincipal;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.user.Users;
import dev.rollcall.http.HttpHandler;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.pages.Link;
import dev.rollcall.pages.Look;
import dev.rollcall.pages.PagePolicy;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The console: the pages of each {@link Area}, below {@code /assets} what they are made of, and at
 * {@code /console/session} the browser's session. The pages' scripts use the API as other clients
 * do, through doors that {@link #opened} has opened to sessions.
 *
 * <p>No answer lets a browser run or show what is not from this server.
 */
public final class Console implements HttpHandler {
  /** Where it is to be mounted: it answers what no other door does. */
  public static final String MOUNT = "";

  /** Where browsers sign in and out. */
  public static final String SESSION = "/console/session";

  private static final List<String> SESSION_SEGMENTS = List.of("console", "session");

  private final Sessions sessions;
  private final Acting acting;
  private final SignIn signIn;
  private final Assets assets = new Assets();
  private final Map<Area, Page> pages = new EnumMap<>(Area.class);
  private final Page missing = Page.of("missing.html", assets);

  /**
   * A console without sessions yet.
   *
   * @param owner the account that owns the server: who signs in with it is shown the server itself
   * @param nanoTime a clock for durations, such as {@link System#nanoTime}
   * @param random what the ids of sessions are drawn from; has to be a {@link SecureRandom} outside
   *     tests
   */
  public Console(
      AccountSid owner,
      Accounts accounts,
      Tokens tokens,
      Users users,
      ConsoleSettings settings,
      InstantSource clock,
      LongSupplier nanoTime,
      RandomGenerator random) {
    sessions = new Sessions(accounts, tokens, settings, clock, random);
    acting = new Acting(users);
    signIn =
        new SignIn(
            owner,
            accounts,
            tokens,
            sessions,
            acting,
            new WrongTries(settings.wrongTries(), settings.tryAgain(), nanoTime));
    for (Area area : Area.values()) {
      pages.put(area, Page.of(area, assets));
    }
  }

  /** {@code door}, which takes requests of the console's pages too, as the session's account. */
  public HttpHandler opened(HttpHandler door) {
    return new SignedInDoor(door, sessions, SignedInDoor::asAccount);
  }

  /**
   * {@code door}, which knows users and their scopes, and takes requests of the console's pages
   * too: who sent one it finds in {@link VouchedPrincipal}.
   */
  public HttpHandler openedToUsers(HttpHandler door) {
    return new SignedInDoor(door, sessions, SignedInDoor.asUser(acting));
  }

  /** How the pages about tools look, which are written by the server: as the console's own. */
  public Look lookOfTools() {
    return new Look(
        Optional.of(assets.address("icon.svg")),
        Stream.concat(Stream.of("console.css"), Assets.names("catalogue", ".css"))
            .map(assets::address)
            .toList(),
        Assets.names("catalogue", ".js").map(assets::address).toList(),
        Navigation.htmlBelow(ToolsDoor.HOME),
        List.of(new Link("Tools", ToolsDoor.HOME)),
        new Look.Part(
            Assets.names("playground", ".css").map(assets::address).toList(),
            Assets.names("playground", "/page.js").map(assets::address).toList(),
            Stream.of("shell", "playground")
                .flatMap(folder -> Assets.names(folder, ".js"))
                .map(assets::address)
                .toList()));
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    return PagePolicy.on(answer(request));
  }

  private HttpResponse answer(HttpRequest request) {
    List<String> path = request.segments();
    if (path.equals(SESSION_SEGMENTS)) {
      return signIn.answer(request);
    }
    Optional<Page> page = Area.at(path).map(pages::get);
    if (page.isPresent()) {
      return request.method().equals("GET")
          ? page.get().answer(request)
          : Answers.notAllowed("GET, HEAD");
    }
    if (path.getFirst().equals(Assets.ROOT) && request.method().equals("GET")) {
      return assets.answer(request).orElseGet(() -> nothing(request));
    }
    return nothing(request);
  }

  private HttpResponse nothing(HttpRequest request) {
    boolean ofPerson =
        request.headers().all("Accept").stream()
            .anyMatch(accepted -> accepted.toLowerCase(Locale.ROOT).contains("text/html"));
    return ofPerson
        ? missing.answer(404)
        : Answers.refusal(404, "nothing is served at this path; people begin at /");
  }
}
