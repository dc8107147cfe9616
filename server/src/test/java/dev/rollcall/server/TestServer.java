package dev.rollcall.server;

import com.twilio.http.TwilioRestClient;
import dev.rollcall.core.account.Account;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.phone.Dialling;
import dev.rollcall.phone.PhoneCall;
import dev.rollcall.phone.PhoneException;
import dev.rollcall.phone.PhoneRack;
import dev.rollcall.phone.Voice;
import dev.rollcall.server.configuration.Configuration;
import dev.rollcall.server.configuration.ConfigurationException;
import dev.rollcall.server.configuration.ConfigurationLoader;
import dev.rollcall.sip.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A whole server on free ports of the loopback address, with telephones and clients to use it. */
final class TestServer implements AutoCloseable {
  static final Account OWNER =
      new Account(
          AccountSid.parse("AC" + "0a".repeat(16)).orElseThrow(), "theOwnersToken0123456789");
  static final Account OTHER =
      new Account(
          AccountSid.parse("AC" + "0b".repeat(16)).orElseThrow(), "theOthersToken0123456789");

  private final RollcallServer server;
  private final PhoneRack phones;

  private TestServer(RollcallServer server, PhoneRack phones) {
    this.server = server;
    this.phones = phones;
  }

  static TestServer start(Path data) throws Exception {
    return start(data, Map.of());
  }

  /** Starts a server with further environment variables. */
  static TestServer start(Path data, Map<String, String> more) throws Exception {
    return new TestServer(
        RollcallServer.start(configuration(data, more), OWNER),
        new PhoneRack(InetAddress.getLoopbackAddress()));
  }

  static Configuration configuration(Path data, Map<String, String> more)
      throws ConfigurationException {
    Map<String, String> environment = new HashMap<>();
    environment.put("ROLLCALL_HTTP_PORT", "0");
    environment.put("ROLLCALL_SIP_PORT", "0");
    environment.put("ROLLCALL_DATA_DIR", data.toString());
    environment.put("ROLLCALL_ACCOUNTS", OTHER.sid() + ":" + OTHER.authToken());
    environment.putAll(more);
    return new ConfigurationLoader(environment, data).load(Optional.empty()).configuration();
  }

  /** A phone that speaks a tone of {@code hertz}, in the room with its name as label. */
  PhoneCall dial(String room, String name, int hertz)
      throws PhoneException, InterruptedException, IOException {
    return phones.dial(dialling(room, name, hertz));
  }

  PhoneCall dial(Dialling dialling) throws PhoneException, InterruptedException, IOException {
    return phones.dial(dialling);
  }

  Dialling dialling(String room, String name, int hertz) {
    return Dialling.of(name, sip(Transport.UDP), room, Voice.tone(hertz, Tones.AMPLITUDE))
        .with("X-Rollcall-Label", name);
  }

  InetSocketAddress sip(Transport transport) {
    return server.sipAddress(transport);
  }

  InetSocketAddress http() {
    return server.httpAddress();
  }

  /** The paths at which a door is mounted. */
  Set<String> mounts() {
    return server.mounts();
  }

  /**
   * The official SDK, on whose behalf every participants list is held against the published schema.
   */
  TwilioRestClient sdk() {
    return sdk(OWNER);
  }

  TwilioRestClient sdk(Account account) {
    return new TwilioRestClient.Builder(account.sid().text(), account.authToken())
        .httpClient(new CheckedHttpClient(http()))
        .build();
  }

  /** Requests by hand. */
  Api api() {
    return new Api(http(), OWNER);
  }

  Api api(Account account) {
    return new Api(http(), account);
  }

  /** Users and tokens of the owner's account. */
  Management management() {
    return new Management(http(), OWNER);
  }

  /** An agent with a new token of {@code user}, who is made if there is none. */
  Agent agent(String user) throws IOException, InterruptedException {
    return agent(management().token(user));
  }

  Agent agent(Management.Token token) {
    return Agent.at(http(), AgentDoor.MOUNT, Optional.of(token.secret()));
  }

  @Override
  public void close() {
    server.close();
    phones.close();
  }
}
