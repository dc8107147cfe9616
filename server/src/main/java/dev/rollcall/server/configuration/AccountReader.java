package dev.rollcall.server.configuration;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.rollcall.core.account.Account;
import dev.rollcall.core.identity.AccountSid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the accounts of a configuration without ever showing a token. */
final class AccountReader {
  private static final String SID = "account.sid";
  private static final String TOKEN = "account.auth-token";
  private static final String OTHERS = "accounts";
  private static final String SID_ALLOWED = "AC and 32 hexadecimal digits";
  private static final String TOKEN_ALLOWED = "1 to 128 letters and digits";
  private static final Set<String> KEYS = Set.of("sid", "auth-token");
  private static final Pattern TOKEN_FORM = Pattern.compile("[A-Za-z0-9]{1,128}");

  private final OptionReader options;

  AccountReader(OptionReader options) {
    this.options = options;
  }

  AccountOptions read() throws ConfigurationException {
    Optional<Account> owner = owner();
    List<Account> others = others();
    Set<AccountSid> seen = new HashSet<>();
    owner.ifPresent(account -> seen.add(account.sid()));
    for (Account account : others) {
      if (!seen.add(account.sid())) {
        throw options.refused(OTHERS, account.sid().text(), "each account once");
      }
    }
    return new AccountOptions(owner, others);
  }

  private Optional<Account> owner() throws ConfigurationException {
    String sid = options.text(SID);
    String token = options.text(TOKEN);
    if (sid.isEmpty() && token.isEmpty()) {
      return Optional.empty();
    }
    if (sid.isEmpty()) {
      throw options.refusedSecret(TOKEN, "both account.sid and account.auth-token, or neither");
    }
    if (token.isEmpty()) {
      throw options.refused(
          SID, OptionReader.quoted(sid), "both account.sid and account.auth-token, or neither");
    }
    AccountSid name = options.parsed(SID, SID_ALLOWED, AccountSid::parse);
    if (!TOKEN_FORM.matcher(token).matches()) {
      throw options.refusedSecret(TOKEN, TOKEN_ALLOWED);
    }
    return Optional.of(new Account(name, token));
  }

  private List<Account> others() throws ConfigurationException {
    ConfigValue value = options.value(OTHERS);
    return switch (value) {
      case ConfigList list -> fromList(list);
      case ConfigValue single when single.valueType() == ConfigValueType.STRING ->
          fromText(options.text(OTHERS));
      default ->
          throw options.refusedSecret(OTHERS, "a list of { sid = \"AC…\", auth-token = \"…\" }");
    };
  }

  private static List<Account> fromList(ConfigList list) throws ConfigurationException {
    List<Account> accounts = new ArrayList<>();
    for (int index = 0; index < list.size(); index++) {
      String option = OTHERS + "[" + index + "]";
      ConfigValue element = list.get(index);
      if (!(element instanceof ConfigObject object) || !object.keySet().equals(KEYS)) {
        throw OptionReader.refused(
            option, "(not shown)", element.origin(), "exactly the keys sid and auth-token");
      }
      accounts.add(
          account(
              option,
              element.origin(),
              String.valueOf(object.toConfig().getValue("sid").unwrapped()),
              String.valueOf(object.toConfig().getValue("auth-token").unwrapped())));
    }
    return accounts;
  }

  private List<Account> fromText(String text) throws ConfigurationException {
    List<Account> accounts = new ArrayList<>();
    for (String pair : text.split(",", -1)) {
      int colon = pair.indexOf(':');
      if (colon < 0) {
        throw options.refusedSecret(OTHERS, "AC…:TOKEN,AC…:TOKEN");
      }
      accounts.add(
          account(
              OTHERS + "[" + accounts.size() + "]",
              options.value(OTHERS).origin(),
              pair.substring(0, colon).strip(),
              pair.substring(colon + 1).strip()));
    }
    return accounts;
  }

  private static Account account(String option, ConfigOrigin origin, String sid, String token)
      throws ConfigurationException {
    Optional<AccountSid> name = AccountSid.parse(sid);
    if (name.isEmpty()) {
      throw OptionReader.refused(option + ".sid", OptionReader.quoted(sid), origin, SID_ALLOWED);
    }
    if (!TOKEN_FORM.matcher(token).matches()) {
      throw OptionReader.refused(option + ".auth-token", "(not shown)", origin, TOKEN_ALLOWED);
    }
    return new Account(name.get(), token);
  }
}
