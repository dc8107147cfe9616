package dev.rollcall.pages;

import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON for people, indented by two spaces for each level. What nests deep becomes many times as
 * long by that, so there is an end to it.
 */
public final class PrettyJson {
  /** How many characters are written. */
  static final int MOST_CHARACTERS = 1 << 20;

  private static final ObjectWriter PRETTY = JsonMapper.shared().writer().with(printer());

  private PrettyJson() {}

  /** {@code json} as text; empty if that is too long to show. */
  public static Optional<String> of(JsonNode json) {
    Limited text = new Limited();
    try {
      PRETTY.writeValue(text, json);
    } catch (JacksonIOException _) {
      return Optional.empty();
    }
    return Optional.of(text.written.toString());
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
    printer.indentArraysWith(indenter);
    printer.indentObjectsWith(indenter);
    return printer;
  }

  /** Fails with the first character that is too many. */
  private static final class Limited extends Writer {
    private final StringBuilder written = new StringBuilder();

    @Override
    public void write(char[] characters, int from, int count) throws IOException {
      if (count > MOST_CHARACTERS - written.length()) {
        throw new IOException("longer than " + MOST_CHARACTERS + " characters");
      }
      written.append(characters, from, count);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
