package dev.rollcall.console;

import static dev.rollcall.console.ConsoleFixture.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.console.ConsoleFixture.Asked;
import dev.rollcall.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
  private static final Path SOURCES = Path.of("src/main/resources/dev/rollcall/console");
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");
  private static final Pattern IMPORT = Pattern.compile("from \"(\\.[^\"]+)\"");

  /** Every way by which a script makes HTML or code of a text. */
  private static final Pattern MARKUP =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|srcdoc|eval\\("
              + "|new Function|createContextualFragment|setHTML");

  private final ConsoleFixture fixture = new ConsoleFixture();

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/conversations/x", "/nowhere", "/console/session", "/assets/x/main.js"})
  void everyAnswerForbidsWhatIsNotFromHere(String path) {
    HttpResponse response = get(path);

    assertThat(header(response, "Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                + " img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri"
                + " 'none'");
    assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(response, "Referrer-Policy")).isEqualTo("no-referrer");
  }

  @Test
  void thePageIsAskedForEachTimeAndSentOnlyIfItIsAnother() {
    HttpResponse first = get("/");
    assertThat(first.status()).isEqualTo(200);
    assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");

    HttpResponse second =
        fixture.send(new Asked("GET", "/").with("If-None-Match", "W/" + header(first, "ETag")));

    assertThat(second.status()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
  }

  @Test
  void whatThePageIsMadeOfIsThereAndKeptForEver() {
    List<String> links = links(get("/"));

    assertThat(links).hasSizeGreaterThan(3);
    assertThat(links)
        .allSatisfy(
            link -> {
              HttpResponse response = get(link);
              assertThat(response.status()).isEqualTo(200);
              assertThat(header(response, "Cache-Control"))
                  .isEqualTo("public, max-age=31536000, immutable");
            });
  }

  @Test
  void filesAreSentCompressedToWhoTakesThatAndAreTheSame() throws IOException {
    String script =
        links(get("/")).stream().filter(link -> link.endsWith("main.js")).findFirst().orElseThrow();

    HttpResponse compressed =
        fixture.send(new Asked("GET", script).with("Accept-Encoding", "br, gzip"));

    assertThat(header(compressed, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(compressed, "Vary")).isEqualTo("Accept-Encoding");
    assertThat(header(compressed, "Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes())
        .isEqualTo(get(script).body())
        .isEqualTo(Files.readAllBytes(SOURCES.resolve("assets/main.js")));
  }

  @Test
  void anotherHashNamesNothing() {
    assertThat(get("/assets/0123456789abcdef/main.js").status()).isEqualTo(404);
    assertThat(get("/assets/../console.html").status()).isEqualTo(404);
  }

  @Test
  void everyFileIsServedAndEveryModuleThatAnotherNamesIsThere() throws IOException {
    Path assets = SOURCES.resolve("assets");
    try (Stream<Path> found = Files.walk(assets)) {
      List<Path> files =
          found.filter(Files::isRegularFile).filter(file -> !file.endsWith("files.txt")).toList();

      assertThat(files.stream().map(file -> assets.relativize(file).toString()))
          .containsExactlyInAnyOrderElementsOf(Assets.names());
      assertThat(files.stream().flatMap(PagesTest::imported))
          .isNotEmpty()
          .extracting(file -> assets.relativize(file).toString())
          .isSubsetOf(Assets.names());
    }
  }

  @Test
  void noTextEverBecomesHtmlAndNoScriptOrStyleIsInline() {
    for (String name : Assets.names()) {
      assertThat(MARKUP.matcher(text(SOURCES.resolve("assets/" + name))).results())
          .as(name)
          .extracting(MatchResult::group)
          .isEmpty();
    }
    for (String name : List.of("console.html", "missing.html")) {
      assertThat(text(SOURCES.resolve(name)))
          .doesNotContainPattern("<script(?![^>]* src=)|<style|\\sstyle=|\\son\\w+=|javascript:");
    }
  }

  @Test
  void peopleGetAPageWhereThereIsNothingAndProgramsJson() {
    HttpResponse person = fixture.send(new Asked("GET", "/nowhere").with("Accept", "text/html"));
    HttpResponse program = get("/nowhere");

    assertThat(person.status()).isEqualTo(404);
    assertThat(header(person, "Content-Type")).startsWith("text/html");
    assertThat(program.status()).isEqualTo(404);
    assertThat(ConsoleFixture.json(program).path("status").asInt()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource(Area.class)
  void everyAreaHasAPageThatBringsItsScriptsAndMarksItself(Area area) {
    String page = new String(get(area.path()).body(), StandardCharsets.UTF_8);

    assertThat(page)
        .contains("<title>" + area.title() + " ·", "data-area=\"" + area.folder() + "\"")
        .doesNotContain("{{");
    assertThat(links(get(area.path()))).anyMatch(link -> link.endsWith(area.folder() + "/page.js"));
    assertThat(page.contains("href=\"" + area.path() + "\" aria-current=\"page\""))
        .isEqualTo(area != Area.CONFERENCE);
  }

  @Test
  void pagesAreOnlyRead() {
    HttpResponse response = fixture.send(new Asked("POST", "/"));

    assertThat(response.status()).isEqualTo(405);
    assertThat(header(response, "Allow")).isEqualTo("GET, HEAD");
  }

  private HttpResponse get(String path) {
    return fixture.send(new Asked("GET", path));
  }

  private static List<String> links(HttpResponse page) {
    return LINK.matcher(new String(page.body(), StandardCharsets.UTF_8))
        .results()
        .map(link -> link.group(1))
        .toList();
  }

  private static Stream<Path> imported(Path module) {
    return IMPORT
        .matcher(text(module))
        .results()
        .map(name -> module.resolveSibling(name.group(1)).normalize());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
