package dev.rollcall.server.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every Java file looks as google-java-format would write it. */
class FormattingTest {
  private static final String WRITE = "write";
  private static final String FIX =
      "./mvnw -pl server -am test -Drollcall.format=write -Dtest=FormattingTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  private final Formatter formatter = new Formatter();

  @Test
  void everyFileIsFormatted() {
    List<Path> files = Checkout.javaFiles();
    boolean write = WRITE.equals(System.getProperty("rollcall.format"));

    List<String> different =
        files.parallelStream()
            .filter(file -> isDifferent(file, write))
            .map(Checkout::name)
            .sorted()
            .toList();

    assertThat(files).isNotEmpty();
    if (!write) {
      assertThat(different).as("files to format; this formats them: %s", FIX).isEmpty();
    }
  }

  private boolean isDifferent(Path file, boolean write) {
    try {
      String source = Files.readString(file);
      String formatted = formatted(source);
      if (formatted.equals(source)) {
        return false;
      }
      if (write) {
        Files.writeString(file, formatted);
      }
      return true;
    } catch (FormatterException _) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String formatted(String source) throws FormatterException {
    String ordered =
        ImportOrderer.reorderImports(
            RemoveUnusedImports.removeUnusedImports(source), JavaFormatterOptions.Style.GOOGLE);
    return formatter.formatSource(ordered);
  }
}
