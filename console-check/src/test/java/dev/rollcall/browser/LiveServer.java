package dev.rollcall.browser;

import dev.rollcall.core.account.Account;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.phone.Dialling;
import dev.rollcall.phone.PhoneCall;
import dev.rollcall.phone.PhoneException;
import dev.rollcall.phone.PhoneRack;
import dev.rollcall.phone.Voice;
import dev.rollcall.server.RollcallServer;
import dev.rollcall.server.configuration.Configuration;
import dev.rollcall.server.configuration.ConfigurationException;
import dev.rollcall.server.configuration.ConfigurationLoader;
import dev.rollcall.sip.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A whole server on free ports of the loopback address, with telephones that call it over SIP and
 * speak over RTP. It may call private addresses, so that sounds of a test's own web server play.
 */
final class LiveServer implements AutoCloseable {
  static final Account OWNER = account("0a", "theOwnersToken0123456789");
  static final Account OTHER = account("0b", "theOthersToken0123456789");

  private final Path data;
  private final Map<String, String> more;
  private final PhoneRack phones;
  private RollcallServer server;

  private LiveServer(Path data, Map<String, String> more) throws Exception {
    this.data = data;
    this.more = more;
    server = RollcallServer.start(configuration(data, more), OWNER);
    phones = new PhoneRack(InetAddress.getLoopbackAddress());
  }

  /** Starts one with further environment variables. */
  static LiveServer start(Path data, Map<String, String> more) throws Exception {
    return new LiveServer(data, more);
  }

  /** Where its pages are, without a slash at the end. */
  String origin() {
    return "http://127.0.0.1:" + server.httpAddress().getPort();
  }

  /** Requests by hand, as the account that owns the server. */
  Api api() {
    return new Api(origin(), OWNER);
  }

  Api api(Account account) {
    return new Api(origin(), account);
  }

  /** Calls a room by a phone that speaks a tone of {@code hertz}, its name as the label. */
  PhoneCall dial(String room, String name, int hertz)
      throws PhoneException, InterruptedException, IOException {
    return dial(room, name, name, Voice.tone(hertz, Hearing.AMPLITUDE));
  }

  PhoneCall dial(String room, String name, String label, Voice voice)
      throws PhoneException, InterruptedException, IOException {
    return phones.dial(
        Dialling.of(name, server.sipAddress(Transport.UDP), room, voice)
            .with("X-Rollcall-Label", label));
  }

  /** Stops the server, and starts it again at the same address with the same data. */
  void restart() throws Exception {
    int port = server.httpAddress().getPort();
    server.close();
    Map<String, String> again = new HashMap<>(more);
    again.put("ROLLCALL_HTTP_PORT", String.valueOf(port));
    server = RollcallServer.start(configuration(data, again), OWNER);
  }

  @Override
  public void close() {
    server.close();
    phones.close();
  }

  private static Configuration configuration(Path data, Map<String, String> more)
      throws ConfigurationException {
    Map<String, String> environment = new HashMap<>();
    environment.put("ROLLCALL_HTTP_PORT", "0");
    environment.put("ROLLCALL_SIP_PORT", "0");
    environment.put("ROLLCALL_DATA_DIR", data.toString());
    environment.put("ROLLCALL_ACCOUNTS", OTHER.sid() + ":" + OTHER.authToken());
    environment.put("ROLLCALL_ALLOW_PRIVATE_TARGETS", "true");
    environment.putAll(more);
    return new ConfigurationLoader(environment, data).load(Optional.empty()).configuration();
  }

  private static Account account(String octet, String token) {
    return new Account(AccountSid.parse("AC" + octet.repeat(16)).orElseThrow(), token);
  }
}
