package dev.rollcall.ocp.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** A folder of JSON files by name, each of which is always whole. */
final class JsonFolder {
  private static final String ENDING = ".json";
  private static final int LONGEST_NAME = 255;
  private static final long LONGEST = 128L << 20;
  private static final ObjectWriter WRITER = writer();

  private final Path folder;

  JsonFolder(Path folder) {
    this.folder = folder;
  }

  /** Indented as the stock libraries do it. */
  private static ObjectWriter writer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return JsonMapper.shared()
        .writer()
        .with(
            new DefaultPrettyPrinter(
                    Separators.createDefaultInstance()
                        .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter));
  }

  void create() throws IOException {
    Files.createDirectories(folder);
  }

  /**
   * The file of {@code name}: by that name if it can be the name of one file, as the stock
   * libraries do it; else by what is plain in it and a digest of all of it. Never outside the
   * folder.
   */
  Path file(String name) {
    return raw(name).orElseGet(() -> digested(name));
  }

  private Optional<Path> raw(String name) {
    String file = name + ENDING;
    if (name.isEmpty()
        || name.startsWith(".")
        || name.chars().anyMatch(c -> c == '/' || c == '\\' || c == 0)
        || file.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      return Optional.empty();
    }
    try {
      return Optional.of(folder.resolve(file)).filter(path -> folder.equals(path.getParent()));
    } catch (InvalidPathException notOnThisSystem) {
      return Optional.empty();
    }
  }

  private Path digested(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_-]", "_");
    return folder.resolve(
        "%s-%s%s"
            .formatted(plain.substring(0, Math.min(plain.length(), 40)), digest(name), ENDING));
  }

  private static String digest(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  /** Written beside and moved, for the owner only. */
  void write(String name, JsonNode content) throws IOException {
    create();
    Path beside = Files.createTempFile(folder, "writing-", ".tmp");
    try {
      Files.write(beside, WRITER.writeValueAsBytes(content));
      Files.move(
          beside, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  JsonNode read(String name) throws IOException {
    return read(file(name));
  }

  static JsonNode read(Path file) throws IOException {
    if (Files.size(file) > LONGEST) {
      throw new IOException(file + " has more than " + LONGEST + " bytes");
    }
    JsonNode content;
    try {
      content = JsonMapper.shared().readTree(Files.readAllBytes(file));
    } catch (JacksonException broken) {
      throw new IOException(file + " is no JSON", broken);
    }
    if (!content.isObject()) {
      throw new IOException(file + " holds no object");
    }
    return content;
  }

  void delete(String name) throws IOException {
    Files.delete(file(name));
  }

  /** The files there are, by name. */
  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(JsonFolder::isOne).sorted().toList();
    }
  }

  private static boolean isOne(Path file) {
    return file.getFileName().toString().endsWith(ENDING)
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** The files there are, the last changed first. */
  List<Path> newestFirst() throws IOException {
    List<Map.Entry<FileTime, Path>> files = new ArrayList<>();
    for (Path file : files()) {
      if (Files.exists(file)) {
        files.add(Map.entry(Files.getLastModifiedTime(file), file));
      }
    }
    return files.stream()
        .sorted(Comparator.comparing(Map.Entry<FileTime, Path>::getKey).reversed())
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The name of {@code file}, which its content tells by {@code key} if it was digested. */
  String name(Path file, JsonNode content, String key) {
    String told = content.path(key).asString("");
    return file(told).equals(file) ? told : name(file);
  }

  private static String name(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ENDING.length());
  }
}
