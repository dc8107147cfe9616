package dev.rollcall.ocp.discovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Names tools as the stock libraries of the Open Context Protocol do. */
final class ToolNames {
  private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");
  private static final Pattern SEPARATORS = Pattern.compile("[/_.-]+");
  private static final Pattern SPACES = Pattern.compile(" +");

  private ToolNames() {}

  /**
   * The name of the operation: of its id if that gives one, else of its method and path. Empty if
   * neither does.
   */
  static Optional<String> of(String operationId, String method, String path) {
    String fallback =
        method.toLowerCase(Locale.ROOT) + path.replace('/', '_').replace("{", "").replace("}", "");
    return Optional.of(camelCase(operationId))
        .filter(ToolNames::isValid)
        .or(() -> Optional.of(camelCase(fallback)).filter(ToolNames::isValid));
  }

  /** {@code name} as words in camel case; unchanged if it has no words. */
  static String camelCase(String name) {
    String apart = HUMP.matcher(name).replaceAll("$1 $2");
    StringBuilder joined = new StringBuilder();
    for (String word : SPACES.split(SEPARATORS.matcher(apart).replaceAll(" "), -1)) {
      if (word.isEmpty()) {
        continue;
      }
      joined.append(
          joined.isEmpty()
              ? word.toLowerCase(Locale.ROOT)
              : word.substring(0, 1).toUpperCase(Locale.ROOT)
                  + word.substring(1).toLowerCase(Locale.ROOT));
    }
    return joined.isEmpty() ? name : joined.toString();
  }

  /** Whether {@code name} begins with an ASCII letter. */
  static boolean isValid(String name) {
    return !name.isEmpty() && Character.isLetter(name.charAt(0)) && name.charAt(0) < 0x80;
  }

  /**
   * {@code names} with every repeated one told apart by a number from 2 on. The first of a name
   * keeps it, and a number never makes a name that another operation has of itself.
   */
  static List<String> distinct(List<String> names) {
    Set<String> taken = new HashSet<>(names);
    Map<String, Integer> last = new HashMap<>();
    List<String> distinct = new ArrayList<>(names.size());
    for (String name : names) {
      Integer number = last.get(name);
      if (number == null) {
        last.put(name, 1);
        distinct.add(name);
        continue;
      }
      String numbered;
      do {
        number++;
        numbered = name + number;
      } while (!taken.add(numbered));
      last.put(name, number);
      distinct.add(numbered);
    }
    return distinct;
  }
}
