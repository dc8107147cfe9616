package dev.rollcall.console;

import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** An HTML page that is the same for everybody: what differs, scripts ask for. */
final class Page {
  private static final String TYPE = "text/html; charset=utf-8";
  private static final int HASH_LENGTH = 16;

  private final byte[] html;
  private final String tag;

  /** The page of a file beside this class, with the folder of {@code assets} put in. */
  Page(String name, Assets assets) {
    html =
        new String(Assets.resource(name), StandardCharsets.UTF_8)
            .replace("{{assets}}", assets.path())
            .getBytes(StandardCharsets.UTF_8);
    tag =
        '"'
            + HexFormat.of().formatHex(Assets.sha256().digest(html)).substring(0, HASH_LENGTH)
            + '"';
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
