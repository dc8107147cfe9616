package dev.rollcall.server.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.rollcall.core.signalling.SipCredentials;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the list of trunks, from the file or, as the same text, from one variable. */
final class TrunkReader {
  private static final String OPTION = "trunks";
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "host",
          "port",
          "transport",
          "prefixes",
          "user",
          "password",
          "caller-id",
          "strip-plus");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}._:%-]+");
  private static final Pattern PREFIX = Pattern.compile("\\+[1-9][0-9]{0,14}");
  private static final Pattern CALLER_ID = Pattern.compile("\\+?[A-Za-z0-9._-]{1,64}");
  private static final int USUAL_PORT = 5060;

  private final OptionReader options;

  TrunkReader(OptionReader options) {
    this.options = options;
  }

  List<TrunkOptions> read() throws ConfigurationException {
    List<TrunkOptions> trunks = new ArrayList<>();
    Set<String> names = new HashSet<>();
    ConfigValue value = options.value(OPTION);
    ConfigList list = list(value);
    for (int index = 0; index < list.size(); index++) {
      String option = OPTION + "[" + index + "]";
      ConfigValue element = list.get(index);
      ConfigOrigin origin = value instanceof ConfigList ? element.origin() : value.origin();
      if (!(element instanceof ConfigObject object)) {
        throw OptionReader.refused(option, "(not shown)", origin, "{ name = …, host = … }");
      }
      for (String key : object.keySet()) {
        if (!KEYS.contains(key)) {
          throw OptionReader.refused(
              option,
              OptionReader.quoted(key),
              origin,
              "the keys " + String.join(", ", KEYS.stream().sorted().toList()));
        }
      }
      TrunkOptions trunk = new One(option, object, origin).read();
      if (!names.add(trunk.name())) {
        throw OptionReader.refused(option + ".name", trunk.name(), origin, "each name once");
      }
      trunks.add(trunk);
    }
    return trunks;
  }

  private ConfigList list(ConfigValue value) throws ConfigurationException {
    if (value instanceof ConfigList list) {
      return list;
    }
    if (value.valueType() == ConfigValueType.STRING) {
      try {
        return ConfigFactory.parseString(OPTION + " = " + options.text(OPTION)).getList(OPTION);
      } catch (ConfigException _) {
        // Refused below like anything else that is no list; the reader's own message shows secrets.
      }
    }
    throw options.refusedSecret(OPTION, "a list of { name = \"…\", host = \"…\" }");
  }

  /** One trunk of the list. */
  private record One(String option, ConfigObject object, ConfigOrigin origin) {
    TrunkOptions read() throws ConfigurationException {
      Optional<String> user = text("user");
      Optional<String> password = text("password");
      if (user.isPresent() != password.isPresent()) {
        throw refused("password", "(not shown)", "both user and password, or neither");
      }
      return new TrunkOptions(
          matching("name", NAME, "1 to 64 letters, digits, '.', '_' and '-'"),
          matching("host", HOST, "an IP address or a host name"),
          port(),
          transport(),
          prefixes(),
          user.map(name -> new SipCredentials(name, password.orElseThrow())),
          callerId(),
          flag("strip-plus"));
    }

    private int port() throws ConfigurationException {
      Optional<String> text = text("port");
      try {
        int port = text.isEmpty() ? USUAL_PORT : Integer.parseInt(text.get());
        if (port > 0 && port <= PortRange.HIGHEST) {
          return port;
        }
      } catch (NumberFormatException _) {
        // Refused below like a number out of range.
      }
      throw refused(
          "port",
          OptionReader.quoted(text.orElse("")),
          "a whole number from 1 to " + PortRange.HIGHEST);
    }

    private TrunkOptions.Transport transport() throws ConfigurationException {
      String text = text("transport").orElse("udp");
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "udp" -> TrunkOptions.Transport.UDP;
        case "tcp" -> TrunkOptions.Transport.TCP;
        default -> throw refused("transport", OptionReader.quoted(text), "udp or tcp");
      };
    }

    private List<String> prefixes() throws ConfigurationException {
      if (!object.containsKey("prefixes")) {
        return List.of();
      }
      try {
        List<String> prefixes = config().getStringList("prefixes");
        if (prefixes.stream().allMatch(prefix -> PREFIX.matcher(prefix).matches())) {
          return prefixes;
        }
      } catch (ConfigException.WrongType _) {
        // Refused below like prefixes of a wrong form.
      }
      throw refused("prefixes", "a list", "a list of texts such as \"+49\"");
    }

    private Optional<String> callerId() throws ConfigurationException {
      Optional<String> text = text("caller-id");
      if (text.filter(id -> !CALLER_ID.matcher(id).matches()).isPresent()) {
        throw refused("caller-id", OptionReader.quoted(text.get()), "a number or a name");
      }
      return text;
    }

    private boolean flag(String key) throws ConfigurationException {
      String text = text(key).orElse("false");
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "true" -> true;
        case "false" -> false;
        default -> throw refused(key, OptionReader.quoted(text), "true or false");
      };
    }

    private String matching(String key, Pattern form, String allowed)
        throws ConfigurationException {
      String text = text(key).orElse("");
      if (!form.matcher(text).matches()) {
        throw refused(key, OptionReader.quoted(text), allowed);
      }
      return text;
    }

    private Optional<String> text(String key) throws ConfigurationException {
      if (!object.containsKey(key)) {
        return Optional.empty();
      }
      try {
        return Optional.of(config().getString(key)).filter(text -> !text.isEmpty());
      } catch (ConfigException.WrongType _) {
        throw refused(key, "(not shown)", "a single value");
      }
    }

    private Config config() {
      return object.toConfig();
    }

    private ConfigurationException refused(String key, String shown, String allowed) {
      return OptionReader.refused(option + "." + key, shown, origin, allowed);
    }
  }
}
