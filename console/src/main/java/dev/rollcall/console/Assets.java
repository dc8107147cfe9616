package dev.rollcall.console;

import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The files that the pages are made of: scripts, styles, pictures, as {@code assets/files.txt}
 * lists them. All are below one folder whose name is the hash of all of them, so each may be kept
 * for ever by whoever has it, and modules name each other as they lie.
 */
final class Assets {
  /** Where the folder is. */
  static final String ROOT = "assets";

  private static final List<String> NAMES =
      new String(resource(ROOT + "/files.txt"), StandardCharsets.UTF_8).lines().toList();

  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final int HASH_LENGTH = 16;
  private static final int SEGMENTS_OF_FOLDER = 2;

  private final String folder;
  private final Map<String, File> files = new HashMap<>();

  /** A file as it is answered, plain and as gzip. */
  private record File(HttpResponse plain, HttpResponse compressed) {
    static File of(String name, byte[] bytes) {
      return new File(
          lasting(HttpResponse.of(200, type(name), bytes)),
          lasting(HttpResponse.of(200, type(name), gzip(bytes))).with("Content-Encoding", "gzip"));
    }

    private static HttpResponse lasting(HttpResponse response) {
      return response.with("Cache-Control", FOR_EVER).with("Vary", "Accept-Encoding");
    }
  }

  /**
   * Reads all of them.
   *
   * @throws IllegalStateException if one is not on the class path
   */
  Assets() {
    MessageDigest digest = sha256();
    for (String name : NAMES) {
      byte[] bytes = resource(ROOT + "/" + name);
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      digest.update(sha256().digest(bytes));
      files.put(name, File.of(name, bytes));
    }
    folder = HexFormat.of().formatHex(digest.digest()).substring(0, HASH_LENGTH);
  }

  /** The folder's path, without a slash at its end. */
  String path() {
    return "/" + ROOT + "/" + folder;
  }

  /** The address of the file called {@code name}. */
  String address(String name) {
    return path() + "/" + name;
  }

  /** The names of all files, each with the folders it is in. */
  static List<String> names() {
    return NAMES;
  }

  /** The names of the files of one kind in one folder. */
  static Stream<String> names(String folder, String kind) {
    return NAMES.stream().filter(name -> name.startsWith(folder + "/") && name.endsWith(kind));
  }

  /** The file that the path names; empty if there is none. */
  Optional<HttpResponse> answer(HttpRequest request) {
    List<String> path = request.segments();
    if (path.size() <= SEGMENTS_OF_FOLDER || !path.get(1).equals(folder)) {
      return Optional.empty();
    }
    String name = String.join("/", path.subList(SEGMENTS_OF_FOLDER, path.size()));
    return Optional.ofNullable(files.get(name)).map(file -> answer(request, file));
  }

  private static HttpResponse answer(HttpRequest request, File file) {
    boolean compress =
        request.headers().all("Accept-Encoding").stream()
            .map(accepted -> accepted.toLowerCase(Locale.ROOT).replace(" ", ""))
            .anyMatch(accepted -> accepted.contains("gzip") && !accepted.contains("gzip;q=0"));
    return compress ? file.compressed() : file.plain();
  }

  /** The bytes of a file beside this class. */
  static byte[] resource(String name) {
    try (InputStream stream = Assets.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the console's file " + name + " is not on the class path");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the console's file " + name + " cannot be read", e);
    }
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "js" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalStateException("no media type is known for " + name);
    };
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
