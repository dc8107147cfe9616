package dev.rollcall.console;

import dev.rollcall.core.access.Tokens;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.http.HttpHandler;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

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

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  private static final List<String> SESSION = List.of("console", "session");

  private final Sessions sessions;
  private final SignIn signIn;
  private final Assets assets = new Assets();
  private final Map<Area, Page> pages = new EnumMap<>(Area.class);
  private final Page missing = Page.of("missing.html", assets);

  /**
   * A console without sessions yet.
   *
   * @param nanoTime a clock for durations, such as {@link System#nanoTime}
   * @param random what the ids of sessions are drawn from; has to be a {@link SecureRandom} outside
   *     tests
   */
  public Console(
      Accounts accounts,
      Tokens tokens,
      ConsoleSettings settings,
      InstantSource clock,
      LongSupplier nanoTime,
      RandomGenerator random) {
    sessions = new Sessions(accounts, tokens, settings, clock, random);
    signIn =
        new SignIn(
            accounts,
            tokens,
            sessions,
            new WrongTries(settings.wrongTries(), settings.tryAgain(), nanoTime));
    for (Area area : Area.values()) {
      pages.put(area, Page.of(area, assets));
    }
  }

  /** {@code door}, which takes requests of the console's pages too, as the session's account. */
  public HttpHandler opened(HttpHandler door) {
    return new SignedInDoor(door, sessions);
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    return answer(request)
        .with("Content-Security-Policy", POLICY)
        .with("X-Content-Type-Options", "nosniff")
        .with("Referrer-Policy", "no-referrer")
        .with("Cross-Origin-Opener-Policy", "same-origin")
        .with("Cross-Origin-Resource-Policy", "same-origin");
  }

  private HttpResponse answer(HttpRequest request) {
    List<String> path = request.segments();
    if (path.equals(SESSION)) {
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
