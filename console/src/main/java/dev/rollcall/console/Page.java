package dev.rollcall.console;

import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An HTML page that is the same for everybody: what differs, scripts ask for. */
final class Page {
  private static final String TYPE = "text/html; charset=utf-8";
  private static final int HASH_LENGTH = 16;

  private final byte[] html;
  private final String tag;

  private Page(String html) {
    this.html = html.getBytes(StandardCharsets.UTF_8);
    tag =
        '"'
            + HexFormat.of().formatHex(Assets.sha256().digest(this.html)).substring(0, HASH_LENGTH)
            + '"';
  }

  /** The page of an area, which shows what its script makes of it. */
  static Page of(Area area, Assets assets) {
    String styles =
        Stream.concat(Stream.of("console.css"), Assets.names(area.folder(), ".css"))
            .map(name -> "<link rel=\"stylesheet\" href=\"" + assets.path() + "/" + name + "\">")
            .collect(Collectors.joining("\n"));
    String preloads =
        Stream.of("shell", area.folder())
            .flatMap(folder -> Assets.names(folder, ".js"))
            .map(name -> "<link rel=\"modulepreload\" href=\"" + assets.path() + "/" + name + "\">")
            .collect(Collectors.joining("\n"));
    return new Page(
        text("console.html", assets)
            .replace("{{title}}", area.title())
            .replace("{{area}}", area.folder())
            .replace("{{styles}}", styles)
            .replace("{{preloads}}", preloads)
            .replace("{{links}}", Navigation.html(area.path())));
  }

  /** A page that is as its file beside this class says. */
  static Page of(String name, Assets assets) {
    return new Page(text(name, assets));
  }

  private static String text(String name, Assets assets) {
    return new String(Assets.resource(name), StandardCharsets.UTF_8)
        .replace("{{assets}}", assets.path());
  }

  /** The page, or that it is still as the browser has it. */
  HttpResponse answer(HttpRequest request) {
    boolean known =
        request.headers().all("If-None-Match").stream()
            .flatMap(line -> Arrays.stream(line.split(",")))
            .map(String::strip)
            .anyMatch(each -> each.equals(tag) || each.equals("W/" + tag));
    HttpResponse response = known ? HttpResponse.empty(304) : HttpResponse.of(200, TYPE, html);
    return response.with("ETag", tag).with("Cache-Control", "no-cache");
  }

  /** The page in answer to what went wrong. */
  HttpResponse answer(int status) {
    return HttpResponse.of(status, TYPE, html).with("Cache-Control", "no-store");
  }
}
