package dev.rollcall.server.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Text in columns as wide as their widest cell.
 *
 * <p>Cells come from phones and apps: control and formatting characters are shown as {@code ?}, so
 * that a name cannot steer the reader's terminal.
 */
final class Table {
  private static final String BETWEEN_COLUMNS = "  ";
  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";

  private final List<List<String>> rows = new ArrayList<>();

  Table(List<String> headings) {
    rows.add(headings);
  }

  void add(List<String> cells) {
    rows.add(cells.stream().map(Table::printable).toList());
  }

  /** The lines, headings first. */
  List<String> lines(boolean colour) {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        line.append(cell);
        if (column < row.size() - 1) {
          line.repeat(' ', width(column) - length(cell)).append(BETWEEN_COLUMNS);
        }
      }
      lines.add(colour && lines.isEmpty() ? BOLD + line + PLAIN : line.toString());
    }
    return lines;
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private static String printable(String cell) {
    return cell.codePoints()
        .map(character -> isPrintable(character) ? character : '?')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isPrintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
