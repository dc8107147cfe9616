package dev.rollcall.ocp.call;

import dev.rollcall.ocp.Compatibility;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Values of parameters as texts. */
final class Values {
  private Values() {}

  /** The one text of a value. */
  static String text(JsonNode value, Compatibility compatibility) {
    if (value.isString()) {
      return value.stringValue();
    }
    if (value.isNumber()) {
      return number(value);
    }
    if (compatibility == Compatibility.STOCK && value.isObject()) {
      return "[object Object]";
    }
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(item -> item.isNull() ? "" : text(item, compatibility))
          .collect(Collectors.joining(","));
    }
    return value.toString();
  }

  /** The texts of a value that is sent once for each of its items. */
  static List<String> repeated(JsonNode value) {
    if (!value.isArray()) {
      return List.of(text(value, Compatibility.CORRECT));
    }
    List<String> texts = new ArrayList<>();
    value.forEach(
        item -> {
          if (!item.isNull()) {
            texts.add(item.isContainer() ? item.toString() : text(item, Compatibility.CORRECT));
          }
        });
    return texts;
  }

  private static String number(JsonNode value) {
    return isWhole(value) ? value.decimalValue().toBigInteger().toString() : value.asString();
  }

  /** Whether a number is an integer, however it is written: 5.0 is. */
  static boolean isWhole(JsonNode value) {
    return value.isIntegralNumber()
        || (value.isNumber()
            && Double.isFinite(value.doubleValue())
            && Math.abs(value.doubleValue()) < 1e18
            && value.doubleValue() % 1 == 0);
  }
}
