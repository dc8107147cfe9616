package dev.rollcall.server.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Rules for files that no compiler checks. */
class RepositoryTest {
  private static final int MOST_LINES = 600;

  /** Folders of one machine; put together here so that this file does not break its own rule. */
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w.$}~/-])/(?:" + String.join("|", "home", "work", "tmp") + ")/");

  /** What a Markdown link leads to, without the place within it. */
  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)[^)]*\\)");

  private static final Pattern VARIABLE = Pattern.compile("ROLLCALL_[A-Z_]+[A-Z]");
  private static final String REFERENCE = "server/src/main/resources/reference.conf";
  private static final Set<String> OF_THE_LAUNCHER =
      Set.of("ROLLCALL_CONFIG", "ROLLCALL_JAVA_OPTIONS", "ROLLCALL_TOKEN");

  /** Files of others, kept as they came. */
  private static final Set<String> OF_OTHERS = Set.of("mvnw", "LICENSE");

  @Test
  void noFileNamesAMachinesFolder() {
    assertThat(offenders(Checkout.files(), RepositoryTest::namesAMachinesFolder)).isEmpty();
  }

  @Test
  void noJavaFileIsLongerThanOneIdea() {
    assertThat(offenders(Checkout.javaFiles(), file -> lines(file) > MOST_LINES))
        .as("Java files of more than %d lines", MOST_LINES)
        .isEmpty();
  }

  @Test
  void everyPackageIsNullMarked() {
    List<Path> packages = Checkout.javaFiles().stream().map(Path::getParent).distinct().toList();

    assertThat(packages).isNotEmpty();
    assertThat(offenders(packages, folder -> !isNullMarked(folder)))
        .as("packages without a package-info.java that says @NullMarked")
        .isEmpty();
  }

  @Test
  void everyLinkOfAPageLeadsToAFile() {
    List<String> broken = new ArrayList<>();
    for (Path page : Checkout.files()) {
      if (page.toString().endsWith(".md")) {
        LINK.matcher(Checkout.text(page).orElse(""))
            .results()
            .map(link -> link.group(1))
            .filter(target -> !target.contains(":") && !Files.exists(page.resolveSibling(target)))
            .forEach(target -> broken.add(Checkout.name(page) + " -> " + target));
      }
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void everyVariableThatAPageNamesIsAnOption() {
    String reference = Checkout.text(Checkout.root().resolve(REFERENCE)).orElseThrow();
    List<String> unknown = new ArrayList<>();
    for (Path page : Checkout.files()) {
      if (page.toString().endsWith(".md")) {
        VARIABLE
            .matcher(Checkout.text(page).orElse(""))
            .results()
            .map(MatchResult::group)
            .filter(
                name -> !reference.contains("{?" + name + "}") && !OF_THE_LAUNCHER.contains(name))
            .forEach(name -> unknown.add(Checkout.name(page) + " -> " + name));
      }
    }

    assertThat(unknown).isEmpty();
  }

  private static List<String> offenders(List<Path> files, Predicate<Path> offends) {
    return files.stream().filter(offends).map(Checkout::name).sorted().toList();
  }

  private static boolean namesAMachinesFolder(Path file) {
    return !OF_OTHERS.contains(Checkout.name(file))
        && Checkout.text(file).filter(text -> MACHINE_PATH.matcher(text).find()).isPresent();
  }

  private static long lines(Path file) {
    return Checkout.text(file).orElse("").lines().count();
  }

  /** A package split over main and test sources is described once, beside its main sources. */
  private static boolean isNullMarked(Path folder) {
    String tests = String.join("/", "src", "test", "java");
    String main = String.join("/", "src", "main", "java");
    Path beside = Path.of(folder.toString().replace(tests, main));
    return describes(folder.resolve("package-info.java"))
        || describes(beside.resolve("package-info.java"));
  }

  private static boolean describes(Path file) {
    return Files.exists(file) && Checkout.text(file).orElse("").contains("\n@NullMarked\n");
  }
}
