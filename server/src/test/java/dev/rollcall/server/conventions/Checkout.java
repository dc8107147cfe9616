package dev.rollcall.server.conventions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files of the whole project, without what builds and runs leave behind. */
public final class Checkout {
  private static final Set<String> LEFT_BEHIND =
      Set.of(".git", "target", "node_modules", ".idea", ".vscode", ".settings");
  private static final String DATA = "data";

  private Checkout() {}

  /** The project's root folder. */
  public static Path root() {
    return Path.of(
        Optional.ofNullable(System.getProperty("rollcall.root"))
            .orElseThrow(() -> new IllegalStateException("the build has to set rollcall.root")));
  }

  /** Every file of the project. */
  static List<Path> files() {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          root(),
          new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              String name = folder.getFileName().toString();
              boolean data = folder.equals(root().resolve(DATA));
              return LEFT_BEHIND.contains(name) || data
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile()) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** Every Java file of every module. */
  static List<Path> javaFiles() {
    return files().stream().filter(file -> file.toString().endsWith(".java")).sorted().toList();
  }

  /** The file as text; empty if it is not text. */
  static Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (MalformedInputException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file's name from the root on. */
  static String name(Path file) {
    return root().relativize(file).toString();
  }
}
